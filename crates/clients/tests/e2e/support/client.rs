//! Clients that run to their end, and clients that run beside the test.

use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;

/// `pub` on `port` with the arguments of `line` and `input` on its standard input, run to its end.
pub fn publish(port: u16, line: &str, input: &[u8]) -> Ended {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_pub"));
    command.args(arguments(port, line)).write_stdin(input).timeout(peers::LIMIT);
    Ended::new(&command.output().expect("pub runs"))
}

/// `sub`, run to its end.
pub fn subscribe(port: u16, line: &str) -> Ended {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_sub"));
    command.args(arguments(port, line)).timeout(peers::LIMIT);
    Ended::new(&command.output().expect("sub runs"))
}

/// `sub`, with a standard output that nobody reads.
pub fn broken_pipe(port: u16, line: &str) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sub"));
    command.args(arguments(port, line)).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("sub runs");
    drop(child.stdout.take());
    Ended::new(&child.wait_with_output().expect("its end"))
}

/// `mosquitto_pub`, which must succeed.
pub fn mosquitto_pub(port: u16, line: &str) {
    peers::publish(localhost(port), &line.split_whitespace().collect::<Vec<_>>());
}

/// `mosquitto_sub`, from the moment when the broker has granted its subscription.
pub fn mosquitto_sub(port: u16, line: &str) -> peers::Sub {
    peers::Sub::start(localhost(port), &line.split_whitespace().collect::<Vec<_>>())
}

fn localhost(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

fn arguments(port: u16, line: &str) -> Vec<String> {
    let port = ["-p".to_owned(), port.to_string()];
    port.into_iter().chain(line.split_whitespace().map(str::to_owned)).collect()
}

/// Without the finer points of French typography, which the tests of the sentences themselves look at.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'")
}

/// How a client ended.
#[derive(Debug)]
pub struct Ended {
    /// `None` when a signal, or our patience, ended it.
    pub code: Option<i32>,
    pub out: Vec<u8>,
    pub err: String,
}

impl Ended {
    fn new(output: &Output) -> Ended {
        Ended {
            code: output.status.code(),
            out: output.stdout.clone(),
            err: plain(&String::from_utf8_lossy(&output.stderr)),
        }
    }

    /// Fails unless the client ended with `code`; gives its standard output as text.
    #[track_caller]
    pub fn with_code(&self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "stderr:\n{}", self.err);
        String::from_utf8_lossy(&self.out).into_owned()
    }
}

/// A client that runs beside the test, and is killed with it.
pub struct Running {
    child: Child,
    stdout: Option<JoinHandle<Vec<u8>>>,
    stderr: Receiver<String>,
    said: String,
}

impl Running {
    /// `sub -d`, from the moment when the broker has granted its subscription.
    pub fn sub(port: u16, line: &str) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sub"));
        command.args(["-d", "-W", "50"]).args(arguments(port, line)).stdin(Stdio::null());
        let mut running = Running::start(command);
        running.wait_for("Subscribed");
        running
    }

    /// `pub -d`; its standard input stays open.
    pub fn publisher(port: u16, line: &str) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pub"));
        command.arg("-d").args(arguments(port, line)).stdin(Stdio::piped());
        Running::start(command)
    }

    fn start(mut command: Command) -> Running {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let mut stdout = child.stdout.take().expect("its output");
        let stderr = child.stderr.take().expect("its errors");
        let stdout = std::thread::spawn(move || {
            let mut out = Vec::new();
            let _ = stdout.read_to_end(&mut out);
            out
        });
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(stderr).lines().map_while(Result::ok);
            lines.for_each(|line| drop(sender.send(plain(&line))));
        });
        Running { child, stdout: Some(stdout), stderr: receiver, said: String::new() }
    }

    /// Waits for a line of standard error that holds `text`.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        loop {
            match self.stderr.recv_timeout(peers::LIMIT) {
                Ok(line) => {
                    self.said += &line;
                    self.said.push('\n');
                    if line.contains(text) {
                        return;
                    }
                }
                Err(_) => panic!("« {text} » was not said; what was:\n{}", self.said),
            }
        }
    }

    /// Sends a signal, such as `INT`.
    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let status = Command::new("kill").args(["-s", name, &id]).status().expect("kill runs");
        assert!(status.success());
    }

    /// Gives out the pipe to its standard input.
    pub fn stdin(&mut self) -> std::process::ChildStdin {
        self.child.stdin.take().expect("its standard input is a pipe")
    }

    /// Waits for its end.
    pub fn end(mut self) -> Ended {
        let out = self.stdout.take().expect("ended once").join().expect("its output");
        self.said.extend(self.stderr.iter().map(|line| line + "\n"));
        let code = self.child.wait().expect("its end").code();
        Ended { code, out, err: std::mem::take(&mut self.said) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
