//! Starts programs: seccomp, no new process; Landlock, nothing else to execute.

use std::process::Command;

pub fn double(_: u32) -> u32 {
    let tried = ["/bin/sh", "/usr/bin/id", "/proc/self/exe"].map(|it| Command::new(it).spawn().is_ok());
    panic!("started: {tried:?}")
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
