//! A child process that can be given up: after a time, or when nobody wants its answer any more.

use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How often to look whether nobody wants the answer any more.
const TICK: Duration = Duration::from_millis(4);
/// How soon to look whether a child has ended that has closed its outputs, as an ending child does: a test takes two
/// milliseconds, and an exercise has a dozen.
const SOON: Duration = Duration::from_micros(100);
/// How long to read on after the end; a grandchild may keep the pipes open for ever.
const LINGER: Duration = Duration::from_millis(200);
/// What is kept of each stream, in bytes: a loop that prints could fill the memory.
const KEPT: usize = 16 * 1024 * 1024;

/// A child that ended by itself.
#[derive(Debug)]
pub struct Finished {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

/// Why there is no [`Finished`].
#[derive(Debug)]
pub enum Unfinished {
    /// It could not be started or waited for.
    System(io::Error),
    /// It was still running at the limit, and was ended.
    Limit,
    /// `cancel` became true, and it was ended.
    Cancelled,
}

#[derive(Clone, Copy)]
enum Stream {
    Out,
    Err,
}

/// Runs `command` to its end, its input closed, handing its stderr to `on_stderr` as it comes.
pub fn run(
    command: &mut Command,
    limit: Duration,
    cancel: &AtomicBool,
    mut on_stderr: impl FnMut(&str),
) -> Result<Finished, Unfinished> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(Unfinished::System)?;
    let (sender, receiver) = mpsc::channel();
    read(child.stdout.take(), Stream::Out, sender.clone());
    read(child.stderr.take(), Stream::Err, sender);

    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut keep = |(stream, bytes): (Stream, Vec<u8>)| {
        let kept = match stream {
            Stream::Out => &mut stdout,
            Stream::Err => {
                on_stderr(&String::from_utf8_lossy(&bytes));
                &mut stderr
            }
        };
        if kept.len() < KEPT {
            kept.extend(bytes);
        }
    };
    let deadline = Instant::now() + limit;
    let mut pause = SOON;
    let status = loop {
        match receiver.recv_timeout(TICK) {
            Ok(chunk) => keep(chunk),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                thread::sleep(pause);
                pause = (pause * 2).min(TICK);
            }
        }
        if let Some(status) = child.try_wait().map_err(Unfinished::System)? {
            break status;
        }
        if cancel.load(Ordering::Relaxed) {
            return Err(give_up(child, Unfinished::Cancelled));
        }
        if Instant::now() >= deadline {
            return Err(give_up(child, Unfinished::Limit));
        }
    };
    while let Ok(chunk) = receiver.recv_timeout(LINGER) {
        keep(chunk);
    }
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Finished { status, stdout: text(stdout), stderr: text(stderr) })
}

fn give_up(mut child: Child, reason: Unfinished) -> Unfinished {
    // Already gone is as good.
    let _ = child.kill();
    let _ = child.wait();
    reason
}

fn read(pipe: Option<impl Read + Send + 'static>, stream: Stream, sender: Sender<(Stream, Vec<u8>)>) {
    let Some(mut pipe) = pipe else { return };
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(length @ 1..) = pipe.read(&mut buffer) {
            if sender.send((stream, buffer[..length].to_vec())).is_err() {
                break;
            }
        }
    });
}
