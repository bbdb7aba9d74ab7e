//! A program that takes part in an exchange.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

/// How long a program may take for its part.
const LIMIT: Duration = Duration::from_secs(60);

/// A running program and its lines, of both outputs; dropping it kills it.
pub struct Program {
    name: String,
    child: Child,
    lines: Receiver<String>,
}

impl Program {
    /// Starts it. `input` is what it reads.
    pub fn start(command: &mut Command, input: &str) -> anyhow::Result<Program> {
        let name = command.get_program().to_string_lossy().into_owned();
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("cannot start {name}"))?;
        let (sender, lines) = channel();
        let outputs: [Option<Box<dyn Read + Send>>; 2] = [
            child.stdout.take().map(|output| Box::new(output) as _),
            child.stderr.take().map(|output| Box::new(output) as _),
        ];
        for output in outputs.into_iter().flatten() {
            let sender = sender.clone();
            thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(input.as_bytes())?;
        }
        Ok(Program { name, child, lines })
    }

    /// Waits for the first line that contains `text`.
    pub fn until(&mut self, text: &str) -> anyhow::Result<String> {
        loop {
            let line = self.lines.recv_timeout(LIMIT);
            let line = line.with_context(|| format!("{}: no line with « {text} »", self.name))?;
            if line.contains(text) {
                return Ok(line);
            }
        }
    }

    /// Waits for the end, which must be a success, and gives its lines.
    pub fn finish(mut self) -> anyhow::Result<Vec<String>> {
        let end = Instant::now() + LIMIT;
        let status = loop {
            if let Some(status) = self.child.try_wait()? {
                break status;
            }
            ensure!(Instant::now() < end, "{} does not end", self.name);
            thread::sleep(Duration::from_millis(1));
        };
        let lines: Vec<String> = self.lines.iter().collect();
        if !status.success() {
            bail!("{}: {status}\n{}", self.name, lines.join("\n"));
        }
        Ok(lines)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Both fail when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One of the kit's binaries, its arguments split at spaces.
pub fn kit(binaries: &Path, name: &str, arguments: &str) -> Command {
    let mut command = Command::new(binaries.join(name));
    command.args(arguments.split_whitespace());
    command
}

/// Our broker on a free port, and its address.
pub fn broker(binaries: &Path) -> anyhow::Result<(Program, SocketAddr)> {
    let mut broker = Program::start(&mut kit(binaries, "broker", "-p 0"), "")?;
    let line = broker.until("127.0.0.1:")?;
    let port = line.split("127.0.0.1:").nth(1).unwrap_or_default();
    let digits: String = port.chars().take_while(char::is_ascii_digit).collect();
    let port = digits.parse().with_context(|| format!("no port in « {line} »"))?;
    Ok((broker, SocketAddr::from((Ipv4Addr::LOCALHOST, port))))
}
