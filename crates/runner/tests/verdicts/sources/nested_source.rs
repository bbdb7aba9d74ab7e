//! Parentheses nested 20,000 deep: crashes rustc, and would crash a naive parser; both run in the sandbox.

pub fn double(_: u32) -> u32 {
    /* DEEP */ 0
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.to_vec()
}
