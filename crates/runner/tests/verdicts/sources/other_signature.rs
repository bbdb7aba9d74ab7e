//! One function takes and gives u64: what agrees still counts.

pub fn double(n: u64) -> u64 {
    n * 2
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
