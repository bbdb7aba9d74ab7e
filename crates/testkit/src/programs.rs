//! Real programs that talk to a student's broker.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::messages;

/// How long a program may take for anything: a loaded machine needs a second to start it.
const PATIENCE: Duration = Duration::from_secs(10);

/// A program that publishes and one that subscribes, with the options of Mosquitto's.
#[derive(Debug)]
pub struct Programs {
    publish: PathBuf,
    subscribe: PathBuf,
}

impl Programs {
    /// The kit's own, where they are compiled; else says so.
    #[must_use]
    pub fn ours() -> Option<Self> {
        let here = std::env::current_exe().ok()?;
        let found = here.ancestors().find_map(|folder| Self::inside(&folder.join("debug"), "pub", "sub"));
        if found.is_none() {
            eprintln!("{}", messages::OURS_NOT_BUILT);
        }
        found
    }

    /// Mosquitto's, where they are installed; else says so.
    ///
    /// # Panics
    /// When they are missing and `ATELIER_REQUIRE_PEERS` is 1.
    #[must_use]
    pub fn mosquitto() -> Option<Self> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let found = std::env::split_paths(&path)
            .find_map(|folder| Self::inside(&folder, "mosquitto_pub", "mosquitto_sub"));
        if found.is_none() {
            let required = std::env::var_os("ATELIER_REQUIRE_PEERS").is_some_and(|value| value == "1");
            assert!(!required, "{}", messages::NO_MOSQUITTO);
            eprintln!("{}", messages::NO_MOSQUITTO);
        }
        found
    }

    fn inside(folder: &Path, publish: &str, subscribe: &str) -> Option<Self> {
        let program = |name: &str| {
            let path = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
            path.is_file().then_some(path)
        };
        Some(Self { publish: program(publish)?, subscribe: program(subscribe)? })
    }

    /// Has the one receive what the other publishes, retained then live.
    ///
    /// The retained message shows that the subscription is made: Mosquitto's program keeps what it says of packets to itself
    /// until it ends, but shows each message at once.
    ///
    /// # Panics
    /// When a message does not come, in French, with what came: that is how a test fails.
    #[track_caller]
    pub fn talk(&self, port: u16) {
        let (port, topic) = (port.to_string(), "atelier/essai");
        let common = ["-h", "127.0.0.1", "-p", &port, "-t", topic, "-q", "1"];
        let publish = |value| {
            Running::start(&self.publish, &[&common[..], &["-m", value, "-r"]].concat()).finish();
        };
        publish("20.0");
        let options = ["-C", "2", "-W", "9", "-F", "%p r%r"];
        let mut subscriber = Running::start(&self.subscribe, &[&common[..], &options].concat());
        subscriber.wait_for("20.0 r1");
        publish("21.5");
        subscriber.wait_for("21.5 r0");
    }
}

/// A program at work, killed when dropped.
struct Running {
    command: String,
    child: Child,
    lines: mpsc::Receiver<String>,
    seen: Vec<String>,
}

impl Running {
    #[track_caller]
    fn start(program: &Path, arguments: &[&str]) -> Self {
        let name = program.file_stem().unwrap_or_default().to_string_lossy();
        let command = format!("{name} {}", arguments.join(" "));
        let child =
            Command::new(program).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.unwrap_or_else(|error| panic!("{}", messages::not_started(&command, &error)));
        let (sender, lines) = mpsc::channel();
        // Mosquitto says what it does on one output, the kit's programs on the other.
        read(child.stdout.take(), sender.clone());
        read(child.stderr.take(), sender);
        Self { command, child, lines, seen: vec![] }
    }

    /// Waits for a line that ends with `text`, or holds it as a word.
    #[track_caller]
    fn wait_for(&mut self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(line) = self.lines.recv_timeout(left) else {
                panic!("{}", messages::not_received(&self.command, text, &self.seen));
            };
            let found = line.ends_with(text) || line.split_whitespace().any(|word| word == text);
            self.seen.push(line);
            if found {
                return;
            }
        }
    }

    /// Waits for its end, and so for that of its output.
    #[track_caller]
    fn finish(mut self) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => self.seen.push(line),
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
                Err(mpsc::RecvTimeoutError::Timeout) => panic!("{}", messages::not_finished(&self.command)),
            }
        }
    }
}

/// Sends each line of an output, until it closes.
fn read(output: Option<impl Read + Send + 'static>, sender: mpsc::Sender<String>) {
    if let Some(output) = output {
        thread::spawn(move || {
            BufReader::new(output).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
