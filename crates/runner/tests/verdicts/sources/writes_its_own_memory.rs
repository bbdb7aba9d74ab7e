//! Writes its own memory without `unsafe`: Landlock, no /proc.

use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};

pub fn double(n: u32) -> u32 {
    let place = &n as *const u32 as u64;
    let mut memory = OpenOptions::new().write(true).open("/proc/self/mem").expect("no memory");
    memory.seek(SeekFrom::Start(place)).expect("no place");
    memory.write_all(&[0; 4]).expect("no write");
    n
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
