//! Running a process to its end, within its time and its output.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::clock::Clock;
use super::job::{End, Ended, Input};
use crate::unit::Quota;

/// How often to look whether a process has ended that left its outputs open to others.
const GLANCE: Duration = Duration::from_millis(20);

/// How long what a process has said may take to be read once it is gone, and its group with it: on a busy machine, those who
/// read wait for a processor too. Only a process that has left the group can make it last so long.
const LAST_WORDS: Duration = Duration::from_secs(5);

enum Output {
    Out(Vec<u8>),
    Err(Vec<u8>),
    Closed,
}

/// Runs `command` in a process group of its own, which does not outlive it.
pub fn run(mut command: Command, input: Input<'_>, quota: &Quota) -> io::Result<Ended> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let (stdin, text) = match input {
        Input::Text(text) => (Stdio::piped(), text),
        #[cfg(unix)]
        Input::Socket(socket) => (std::os::fd::OwnedFd::from(socket).into(), ""),
    };
    command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    // With it goes our copy of the process's end of the socket, which would else seem open when the process is gone.
    drop(command);
    let clock = Clock::start(child.id(), Duration::from_secs(quota.wall_seconds));
    if let Some(mut stdin) = child.stdin.take() {
        // A process that ended before it read is no fault of ours; its end tells the story.
        let _ = stdin.write_all(text.as_bytes());
    }
    let (sender, receiver) = mpsc::channel();
    if let (Some(out), Some(err)) = (child.stdout.take(), child.stderr.take()) {
        let errors = sender.clone();
        thread::spawn(move || forward(out, &sender, Output::Out));
        thread::spawn(move || forward(err, &errors, Output::Err));
    }
    let most = usize::try_from(quota.output_kib.saturating_mul(1024)).unwrap_or(usize::MAX);
    hear(child, clock, &receiver, most)
}

/// Waits for the end of a process and of what it says, of which it may say `most` bytes.
fn hear(
    mut child: Child,
    mut clock: Clock,
    receiver: &mpsc::Receiver<Output>,
    most: usize,
) -> io::Result<Ended> {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut open = 2;
    let mut status = None;
    let mut stopped = None;
    let mut gone: Option<Instant> = None;
    while open > 0 {
        match receiver.recv_timeout(GLANCE) {
            Ok(Output::Out(bytes)) => stdout.extend(bytes),
            Ok(Output::Err(bytes)) => stderr.extend(bytes),
            Ok(Output::Closed) => open -= 1,
            Err(RecvTimeoutError::Timeout) if status.is_none() => status = child.try_wait()?,
            // What is left of its group keeps the outputs open, though the process is gone.
            Err(RecvTimeoutError::Timeout) if gone.is_none() => {
                gone = Some(Instant::now());
                kill(&mut child);
            }
            Err(RecvTimeoutError::Timeout) if gone.is_some_and(|since| since.elapsed() < LAST_WORDS) => {}
            Err(_) => break,
        }
        if stopped.is_none() && stdout.len() + stderr.len() > most {
            stopped = Some(End::Output);
            kill(&mut child);
        }
        if stopped.is_none() && status.is_none() {
            stopped = stop(&mut child, &mut clock);
        }
    }
    let status = match status {
        Some(status) => status,
        None => wait(&mut child, &mut clock, &mut stopped)?,
    };
    kill(&mut child);
    stdout.truncate(most);
    stderr.truncate(most);
    Ok(Ended {
        end: stopped.unwrap_or_else(|| end(status)),
        stdout: String::from_utf8_lossy(&stdout).into_owned(),
        stderr: String::from_utf8_lossy(&stderr).into_owned(),
        elapsed: clock.elapsed(),
        waited: clock.waited(),
        ran: clock.ran(),
    })
}

fn forward(mut from: impl Read, to: &mpsc::Sender<Output>, wrap: fn(Vec<u8>) -> Output) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(count) = from.read(&mut buffer) {
        if count == 0 || to.send(wrap(buffer[..count].to_vec())).is_err() {
            break;
        }
    }
    let _ = to.send(Output::Closed);
}

/// Waits for a process that has closed its outputs.
fn wait(child: &mut Child, clock: &mut Clock, stopped: &mut Option<End>) -> io::Result<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if stopped.is_none() {
            *stopped = stop(child, clock);
        }
        thread::sleep(Duration::from_micros(200));
    }
}

/// Ends the process if its time is up; why, then.
fn stop(child: &mut Child, clock: &mut Clock) -> Option<End> {
    let end = clock.over();
    if end.is_some() {
        kill(child);
    }
    end
}

/// Ends the process and all its group.
fn kill(child: &mut Child) {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::kill_process_group(
        rustix::process::Pid::from_child(child),
        rustix::process::Signal::KILL,
    );
    #[cfg(not(target_os = "linux"))]
    let _ = child.kill();
}

/// What a signal that nobody here sent means.
pub fn end_by(signal: i32) -> End {
    /// `SIGXCPU`: the processor time of `RLIMIT_CPU` is used up.
    const CPU_TIME: i32 = 24;
    /// `SIGXFSZ`: a file grew past `RLIMIT_FSIZE`.
    const FILE_SIZE: i32 = 25;
    match signal {
        CPU_TIME => End::Time,
        FILE_SIZE => End::Output,
        other => End::Signal(other),
    }
}

#[cfg(unix)]
fn end(status: ExitStatus) -> End {
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    signal.map_or_else(|| End::Exit(status.code().unwrap_or(-1)), end_by)
}

#[cfg(not(unix))]
fn end(status: ExitStatus) -> End {
    End::Exit(status.code().unwrap_or(-1))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn within(wall_seconds: u64, command: Command) -> Ended {
        let quota = Quota { cpu_seconds: 60, wall_seconds, memory_mib: 0, output_kib: 64, file_mib: 0 };
        run(command, Input::Text(""), &quota).expect("started")
    }

    #[test]
    fn what_was_said_is_heard_however_late_it_is_read() {
        let child = shell("exit 7").spawn().expect("started");
        let clock = Clock::start(child.id(), Duration::from_secs(10));
        let (sender, receiver) = mpsc::channel();
        // As a reader that a busy machine has kept waiting.
        thread::spawn(move || {
            thread::sleep(GLANCE * 20);
            for output in [Output::Out(b"words".into()), Output::Closed, Output::Closed] {
                sender.send(output).expect("somebody listens");
            }
        });
        let ended = hear(child, clock, &receiver, 64).expect("heard");
        assert_eq!((ended.end, &*ended.stdout), (End::Exit(7), "words"));
    }

    #[test]
    fn who_has_left_the_group_holds_nobody_up() {
        let ended = within(30, shell("setsid sleep 8 & echo words"));
        assert_eq!((ended.end, &*ended.stdout), (End::Exit(0), "words\n"));
        assert!(ended.elapsed < Duration::from_secs(8), "{ended:?}");
    }

    #[test]
    fn what_sleeps_has_its_wall_time_and_no_more() {
        let ended = within(1, shell("sleep 30"));
        assert_eq!(ended.end, End::Time);
        assert!(ended.own() >= Duration::from_secs(1), "{ended:?}");
    }

    #[test]
    fn a_busy_machine_takes_nobody_s_time() {
        // All on one processor, of which each has a third.
        let on_one = |script: &str| {
            let mut command = Command::new("taskset");
            command.args(["--cpu-list", "0", "sh", "-c", script]);
            command
        };
        let others = [(); 2].map(|()| on_one("while :; do :; done").spawn().expect("taskset, of util-linux"));
        // One second of work, whatever the processor.
        let work = "trap 'exit 7' XCPU; ulimit -S -t 1; while :; do :; done";
        let ended = within(2, on_one(work));
        for mut other in others {
            other.kill().and_then(|()| other.wait()).expect("ended");
        }
        // A machine that gives it nothing at all fails it, which is no fault of the process either.
        assert!(matches!(ended.end, End::Exit(7) | End::Starved), "{ended:?}");
        assert!(ended.elapsed > Duration::from_secs(2), "it was not hindered: {ended:?}");
    }
}
