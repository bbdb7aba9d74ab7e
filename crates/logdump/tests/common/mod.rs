//! A `logdump` that runs, with what it prints.

#![allow(dead_code, reason = "each test file uses its part")]

pub mod exchange;

use std::io::{BufRead, BufReader, Lines};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};

/// A program that ends with the test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// `logdump` on a free port.
pub struct Logdump {
    pub process: Running,
    pub address: SocketAddr,
    /// `None` once the test reads no more.
    pub stdout: Option<Lines<BufReader<ChildStdout>>>,
    pub stderr: Lines<BufReader<ChildStderr>>,
}

impl Logdump {
    /// Starts it before the broker at `to`, and waits until it listens.
    pub fn start(to: SocketAddr, options: &[&str]) -> Logdump {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("logdump"))
            .args(["--listen", "0", "--to", &to.to_string()])
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("logdump is built");
        let stdout = child.stdout.take().map(|stdout| BufReader::new(stdout).lines());
        let mut stderr = BufReader::new(child.stderr.take().expect("piped")).lines();
        let process = Running(child);
        let first = stderr.next().expect("a first line").expect("in UTF-8");
        let address =
            first.split_whitespace().find_map(|word| word.parse().ok()).expect("it says where it listens");
        Logdump { process, address, stdout, stderr }
    }

    /// The next line of what it prints; `None` at the end.
    pub fn line(&mut self) -> Option<String> {
        self.stdout.as_mut().and_then(Iterator::next).map(|line| line.expect("in UTF-8"))
    }

    /// The next lines of what it prints, up to one that `last` accepts, which is the last.
    pub fn lines_until(&mut self, last: impl Fn(&str) -> bool) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            lines.push(self.line().expect("logdump still prints"));
            if lines.last().is_some_and(|line| last(line)) {
                return lines;
            }
        }
    }
}

/// A listener that plays the broker.
pub fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("bound");
    (listener, address)
}
