//! The engine's process.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{self, ChildStderr, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::sync::oneshot;

use crate::messages::engine as said;
use crate::printer::Lines;

/// How long it may take to listen.
const START: Duration = Duration::from_secs(30);

/// How long its end may take once its output is closed, and between two looks at it.
const LAST_BREATH: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(20);

/// A running engine; dropping it kills it, with SIGKILL, for one that is frozen hears nothing else.
#[derive(Debug)]
pub(super) struct Child {
    process: process::Child,
    ended: oneshot::Receiver<()>,
}

impl Child {
    /// Starts it, waits until it listens and prints that; gives its real address.
    ///
    /// # Errors
    /// When it does not start, or does not listen in time.
    pub(super) fn start(program: &Path, port: u16, lines: &Lines) -> anyhow::Result<(Child, SocketAddr)> {
        let mut command = Command::new(program);
        command.args(["-p", &port.to_string(), "--while-stdin-open"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Where it stumbles is of use to a report, by what way it came there is not.
        command.env("RUST_BACKTRACE", "0");
        apart(&mut command);
        let mut process = command.spawn().with_context(|| said::cannot_start(program))?;
        let (output, complaints) = (process.stdout.take(), process.stderr.take());
        let (telling, ended) = oneshot::channel();
        let child = Child { process, ended };
        // The address is the first line, whatever it complains of: that waits until the address is printed.
        let (announcing, announced) = mpsc::channel::<()>();
        let told = lines.clone();
        let complaints = std::thread::spawn(move || {
            let _ = announced.recv();
            if let Some(complaints) = complaints {
                relay_once(complaints, &told);
            }
        });
        let (first, listening) = mpsc::channel();
        std::thread::spawn(move || {
            if let Some(output) = output {
                // What follows the address is of its own kind of journal, and read only so that it is never held up.
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    let _ = first.send(line);
                }
            }
            drop(first);
            // What it said last comes before the news of its end.
            let _ = complaints.join();
            let _ = telling.send(());
        });
        let line = match listening.recv_timeout(START) {
            Ok(line) => line,
            Err(RecvTimeoutError::Timeout) => bail!(said::never_listens(START)),
            Err(RecvTimeoutError::Disconnected) => bail!(said::not_started(&child.status()?)),
        };
        let Some(address) = said::address(&line) else { bail!(said::other_first_line(&line)) };
        lines.print(&said::listening(address, child.process.id()));
        drop(announcing);
        Ok((child, address))
    }

    /// Told when it has closed its output, which it does when it ends.
    pub(super) fn ended(&mut self) -> &mut oneshot::Receiver<()> {
        &mut self.ended
    }

    /// How it ended by itself. One that has closed its output and yet does not end is killed.
    ///
    /// # Errors
    /// When the system does not tell.
    pub(super) fn status(mut self) -> std::io::Result<ExitStatus> {
        let limit = Instant::now() + LAST_BREATH;
        while Instant::now() < limit {
            if let Some(status) = self.process.try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(PAUSE);
        }
        self.process.kill()?;
        self.process.wait()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // Both fail when it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How many different complaints are remembered; one that comes after them is told each time.
const REMEMBERED: usize = 200;

/// What it complains of goes to the terminal, each line once: a broker that is down says the same to each client.
fn relay_once(complaints: ChildStderr, lines: &Lines) {
    let mut told = HashSet::new();
    for line in BufReader::new(complaints).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        if line.is_empty() || told.contains(&line) {
            continue;
        }
        lines.print(&said::complaint(&line));
        if told.len() < REMEMBERED {
            told.insert(line);
        }
    }
}

/// Ctrl-C in the terminal is for this program alone, which then ends the engine: else the engine would seem to have
/// ended by itself.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(windows)]
fn apart(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x0000_0200;
    command.creation_flags(CREATE_NEW_PROCESS_GROUP);
}
