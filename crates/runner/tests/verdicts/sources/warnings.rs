//! Twenty thousand warnings: rustc is told to keep them to itself.

#![warn(warnings)]

pub fn double(n: u32) -> u32 {
    n * 2
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}

/* WARNINGS */
