//! A program and all that it writes.

use std::io::{BufRead, BufReader, pipe};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// A running program; dropping it kills it.
pub(super) struct Terminal {
    child: Child,
    lines: Receiver<String>,
    /// What it has written so far, on both outputs: a terminal shows them together.
    pub(super) seen: Vec<String>,
}

impl Terminal {
    pub(super) fn start(mut command: Command) -> Result<Terminal> {
        let (reader, writer) = pipe()?;
        command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
        let child = command.spawn().with_context(|| format!("{command:?}"))?;
        // The command holds the writing end, too: without it, the output ends with the program.
        drop(command);
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(reader).split(b'\n').map_while(Result::ok) {
                // The scene may be over.
                let _ = sender.send(String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned());
            }
        });
        Ok(Terminal { child, lines, seen: Vec::new() })
    }

    /// Reads on until `enough` of what was seen, for so long at most; says whether it was.
    pub(super) fn until(&mut self, limit: Duration, enough: impl Fn(&[String]) -> bool) -> bool {
        let end = Instant::now() + limit;
        while !enough(&self.seen) {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) => self.seen.push(line),
                Err(_) => return false,
            }
        }
        true
    }

    /// Reads to the end, for so long at most; says whether it came.
    pub(super) fn end(&mut self, limit: Duration) -> bool {
        let end = Instant::now() + limit;
        loop {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) => self.seen.push(line),
                Err(RecvTimeoutError::Disconnected) => return true,
                Err(RecvTimeoutError::Timeout) => return false,
            }
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Both fail when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
