//! One index too far.

pub fn double(n: u32) -> u32 {
    n * 2
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    (0..liste.len()).map(|i| liste[liste.len() - i]).collect()
}
