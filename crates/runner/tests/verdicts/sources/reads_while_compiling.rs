//! Reads a file with the compiler's help: Landlock.

pub fn double(_: u32) -> u32 {
    panic!("{}", include_str!("/etc/passwd"))
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
