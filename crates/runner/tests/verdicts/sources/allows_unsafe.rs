//! Lifts the lint first: a forbidden lint cannot be lifted.

#![allow(unsafe_code)]

pub fn double(n: u32) -> u32 {
    unsafe { n.unchecked_mul(2) }
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
