//! One function right, the other right on small numbers: the visible test does not see it, the hidden group does.

pub fn double(n: u32) -> u32 {
    if n > 500 { 1000 } else { n * 2 }
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
