//! One process to run, and how it ended.

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::unit::Quota;

/// What kind of work a process does, hence which system calls it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Profile {
    /// rustc and the linker that it starts.
    Compile,
    /// Student code: nothing but computing, printing and threads.
    Run,
}

/// One process to run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Job {
    pub profile: Profile,
    pub program: PathBuf,
    pub arguments: Vec<String>,
    /// The folder it starts in.
    pub directory: PathBuf,
    /// Its whole environment.
    pub environment: Vec<(String, String)>,
    /// What it may read: files, or folders with all they hold. What does not exist is left out.
    pub read: Vec<PathBuf>,
    /// What it may read and execute.
    pub execute: Vec<PathBuf>,
    /// Folders where it may do anything.
    pub write: Vec<PathBuf>,
    pub quota: Quota,
}

/// What a process has for its standard input. It is no part of the job, whose orders are a command line: what is secret
/// never stands there.
pub enum Input<'a> {
    /// This text, then its end.
    Text(&'a str),
    /// One end of a socket pair, to read and to write.
    #[cfg(unix)]
    Socket(std::os::unix::net::UnixStream),
}

/// How a process ended, and all that it wrote.
#[derive(Debug)]
pub struct Ended {
    pub end: End,
    pub stdout: String,
    pub stderr: String,
    pub elapsed: Duration,
    /// Of that time, how long it was ready to run and had no processor.
    pub waited: Duration,
    /// Processor time.
    pub ran: Duration,
}

/// Why a process is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// By itself, with this exit code.
    Exit(i32),
    /// By this signal, which nobody here sent.
    Signal(i32),
    /// It was stopped for its processor or wall time.
    Time,
    /// It was stopped after a long while in which it had next to no processor.
    Starved,
    /// It was stopped for what it wrote.
    Output,
}

impl Ended {
    /// That it ended for want of memory, as Rust's allocator and LLVM say it.
    pub fn lacked_memory(&self) -> bool {
        let words =
            ["memory allocation of ", "out of memory", "Cannot allocate memory", "failed to allocate"];
        !matches!(self.end, End::Exit(0)) && words.iter().any(|word| self.stderr.contains(word))
    }

    /// The time that is its own: what the machine made it wait left out.
    pub fn own(&self) -> Duration {
        self.elapsed.saturating_sub(self.waited)
    }

    pub fn milliseconds(&self) -> u64 {
        u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX)
    }
}
