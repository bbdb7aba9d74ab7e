//! A process, its time and its memory.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

/// What a process has taken.
#[derive(Debug, Clone, Copy)]
pub struct Spent {
    pub seconds: f64,
    /// The most memory that it had, in KiB.
    pub peak: u64,
}

/// Runs a command to its end, which must be a success.
pub fn run(command: &mut Command, output: File) -> anyhow::Result<Spent> {
    let name = command.get_program().display().to_string();
    let start = Instant::now();
    let command = command.stdin(Stdio::null()).stdout(output).stderr(Stdio::null());
    let mut child = command.spawn().with_context(|| name.clone())?;
    let status = format!("/proc/{}/status", child.id());
    // The memory of a process that has ended is not told any more: it is asked for until then.
    let watch = thread::spawn(move || {
        let mut peak = 0;
        while let Some(now) = most(&status) {
            peak = now;
            thread::sleep(Duration::from_millis(2));
        }
        peak
    });
    let status = child.wait()?;
    let seconds = start.elapsed().as_secs_f64();
    ensure!(status.success(), "{name}: {status}");
    let peak = watch.join().ok().filter(|peak| *peak > 0).context("this system does not tell memory")?;
    Ok(Spent { seconds, peak })
}

fn most(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
