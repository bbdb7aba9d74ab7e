//! Has the compiler read a file without end: Landlock.

pub const ZEROS: &[u8] = include_bytes!("/dev/zero");

pub fn double(n: u32) -> u32 {
    n * ZEROS.len() as u32
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
