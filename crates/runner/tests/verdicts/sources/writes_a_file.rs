//! Writes here, there, and over its own test: Landlock.

use std::fs;

pub fn double(_: u32) -> u32 {
    let tried = ["here", "/tmp/runner-attack", "../built/tests"].map(|path| fs::write(path, "x").is_ok());
    panic!("written: {tried:?}")
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
