//! A function that calls itself for ever: stack overflow, told from a crash of ours.

pub fn double(n: u32) -> u32 {
    if n == 0 { 0 } else { 2 + double(n) }
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
