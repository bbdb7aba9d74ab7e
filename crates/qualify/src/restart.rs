//! Restarting the broker under check.

use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::bench::{Outcome, Stop, Target};
use crate::messages;

/// How long the command and the broker's start may take.
const LIMIT: Duration = Duration::from_secs(30);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(50);

/// A command of the user's that restarts the broker.
#[derive(Debug, Clone)]
pub struct Restart {
    /// For the shell.
    pub command: String,
}

impl Restart {
    /// Restarts, and waits until the broker listens again.
    ///
    /// # Errors
    /// [`Stop::NoVerdict`] when it does not within 30 s.
    pub fn run(&self, target: &Target) -> Outcome {
        let end = Instant::now() + LIMIT;
        let mut shell = if cfg!(windows) { Command::new("cmd") } else { Command::new("sh") };
        shell.arg(if cfg!(windows) { "/C" } else { "-c" }).arg(&self.command);
        let started = shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut child = started.map_err(|error| Stop::NoVerdict(messages::restart_failed(&error)))?;
        loop {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => break,
                Ok(None) if Instant::now() < end => thread::sleep(PAUSE),
                _ => {
                    let _ = child.kill();
                    let _ = child.wait();
                    return Err(Stop::NoVerdict(messages::RESTART_COMMAND_FAILED.into()));
                }
            }
        }
        while TcpStream::connect_timeout(&target.address, target.patience).is_err() {
            if Instant::now() > end {
                return Err(Stop::NoVerdict(messages::NOT_RESTARTED.into()));
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }
}
