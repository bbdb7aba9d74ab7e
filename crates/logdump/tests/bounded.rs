//! No input makes logdump's memory grow beyond its limit, however long and however made.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{self, Write};
use std::process::{ChildStdin, Command, Stdio};

use assert_cmd::cargo::cargo_bin;

/// The most memory that logdump may have, in KiB.
const MOST: u64 = 32 << 10;

/// What writes an input.
type Input = fn(&mut dyn Write) -> io::Result<()>;

/// The most memory that it had while the input went into the pipe, in KiB.
fn peak(options: &[&str], input: Input) -> u64 {
    let mut logdump = Command::new(cargo_bin("logdump"));
    logdump.arg("-").args(options).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = logdump.spawn().expect("logdump");
    let pipe = child.stdin.take().expect("a pipe");
    let mut stdin = io::BufWriter::with_capacity(
        1 << 18,
        Watched { pipe, status: format!("/proc/{}/status", child.id()), peak: 0 },
    );
    // It may refuse the input half-way.
    let _ = input(&mut stdin).and_then(|()| stdin.flush());
    let peak = stdin.get_ref().peak;
    // What was not written cannot be any more.
    drop(stdin.into_parts());
    child.wait().expect("an end");
    peak
}

/// The way to a process, whose memory is looked at after each part that has gone into the pipe.
struct Watched {
    pipe: ChildStdin,
    status: String,
    peak: u64,
}

impl Write for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.pipe.write(bytes);
        let status = fs::read_to_string(&self.status)?;
        // A process that has ended has no memory left to tell of.
        if let Some(line) = status.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
            self.peak = line.trim().trim_end_matches(" kB").parse().expect("a number");
        }
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pipe.flush()
    }
}

/// Clients that come and never go, with names as long as names may be in a log.
fn clients_without_end(out: &mut dyn Write) -> io::Result<()> {
    let tail = "x".repeat(1000);
    (0..20_000).try_for_each(|number| {
        writeln!(
            out,
            "1: New client connected from 10.0.0.1:{} as {number}{tail} (p2, c1, k60).",
            number % 60_000
        )
    })
}

/// Messages that nobody acknowledges, on topics that are never the same, in connections that never end.
fn requests_without_answer(out: &mut dyn Write) -> io::Result<()> {
    let tail = "78".repeat(1000);
    (0..10_000_u32).try_for_each(|number| {
        let (connection, id) = (number % 5000, number % 65_535 + 1);
        // A remaining length of 1,010: topic length 2, topic 1,006, identifier 2.
        writeln!(
            out,
            r#"{{"v":1,"time_us":{number},"connection":{connection},"event":"packet","direction":"to_broker","hex":"32f20703ee{}{tail}{id:04x}","masked":false}}"#,
            hex(number)
        )
    })
}

/// Six digits as bytes of a text, in hexadecimal.
fn hex(number: u32) -> String {
    format!("{number:06}").bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// A line that has no end.
fn one_line(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"v\":1,\"hex\":\"")?;
    let part = [b'a'; 1 << 16];
    (0..1000).try_for_each(|_| out.write_all(&part))
}

/// Packets of the largest size, one of which cannot even be stored.
fn large_packets(out: &mut dyn Write) -> io::Result<()> {
    let body = "00".repeat(1_000_000);
    (0..4).try_for_each(|number| {
        // A remaining length of 1,000,003.
        writeln!(
            out,
            r#"{{"v":1,"time_us":{number},"connection":1,"event":"packet","direction":"to_broker","hex":"30c3843d000161{body}","masked":false}}"#
        )
    })
}

#[test]
fn memory_has_a_limit() {
    let inputs: [(&str, Input); 4] = [
        ("clients without end", clients_without_end),
        ("requests without an answer", requests_without_answer),
        ("one line", one_line),
        ("large packets", large_packets),
    ];
    for (what, input) in inputs {
        for options in [&[][..], &["--stats"], &["--ladder"], &["--json"]] {
            let peak = peak(options, input);
            assert!(peak > 0, "{what}: not measured");
            assert!(peak <= MOST, "{what} {options:?}: {peak} KiB");
        }
    }
}
