//! A real broker on a free port, a subscriber that writes down all that passes, and the house.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A broker of this test alone; it ends with the test.
pub struct Broker {
    /// Its TCP port on 127.0.0.1.
    pub port: u16,
    child: Child,
    // Holds Mosquitto's configuration file.
    _folder: Option<tempfile::TempDir>,
}

impl Broker {
    /// Mosquitto with `settings`, or `None` where it is not installed.
    pub fn mosquitto(settings: &str) -> Option<Self> {
        if !has_mosquitto() {
            return None;
        }
        // Somebody may take the free port before Mosquitto does.
        let broker = (0..5).find_map(|_| Self::start_mosquitto(free_port(), settings));
        Some(broker.expect("mosquitto starts on a free port"))
    }

    /// The kit's own broker, where `ATELIER_BROKER` is the path of its binary. Mosquitto's clients watch it.
    pub fn kit() -> Option<Self> {
        let Some(broker) = std::env::var_os("ATELIER_BROKER") else {
            eprintln!("ATELIER_BROKER non défini : test non exécuté");
            return None;
        };
        if !has_mosquitto() {
            return None;
        }
        let mut kit = Command::new(broker);
        let mut child = kit
            .args(["-p", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the kit's broker");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        output.read_line(&mut line).expect("its first line");
        std::thread::spawn(move || output.lines().for_each(drop));
        let port =
            line.trim_end().trim_end_matches('.').rsplit(':').next().and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no address in {line:?}"));
        Some(Self { port, child, _folder: None })
    }

    fn start_mosquitto(port: u16, settings: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("mosquitto.conf");
        // Nothing in its queues may be dropped: these tests count every message. Nor is 40 ms a round worth waiting.
        let text = format!(
            "listener {port} 127.0.0.1\nmax_queued_messages 0\nset_tcp_nodelay true\nlog_dest stderr\n{settings}\n"
        );
        std::fs::write(&file, text).expect("a configuration");
        let mut mosquitto = command("mosquitto");
        let mut child = mosquitto.arg("-c").arg(file).stderr(Stdio::piped()).spawn().expect("mosquitto");
        if !read_until(child.stderr.take().expect("its log"), " running") {
            let _ = child.wait();
            return None;
        }
        Some(Self { port, child, _folder: Some(folder) })
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `mosquitto_sub -q 2 -t 'maison/#'`, which ends by itself after a minute.
pub struct Watcher {
    port: u16,
    child: Child,
    output: BufReader<ChildStdout>,
}

const END: &str = "maison/fin-du-test";

impl Watcher {
    /// Returns once the broker has acknowledged the subscription.
    pub fn start(port: u16) -> Self {
        // -d says when SUBACK comes, and -F marks the messages among what it says.
        let mut child = command("stdbuf")
            .args([
                "-oL",
                "mosquitto_sub",
                "-d",
                "-q",
                "2",
                "-W",
                "60",
                "-F",
                "> %q %r %t %p",
                "-t",
                "maison/#",
            ])
            .args(["-p", &port.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .expect("mosquitto_sub");
        let output = BufReader::new(child.stdout.take().expect("its output"));
        let mut watcher = Self { port, child, output };
        while !watcher.line().starts_with("Subscribed") {}
        watcher
    }

    /// Every message so far, as « QoS retain topic payload ».
    pub fn messages(mut self) -> Vec<String> {
        // A last message of the highest QoS: the broker delivers it after all the others.
        let mut end = command("mosquitto_pub");
        end.args(["-q", "2", "-t", END, "-m", ".", "-p", &self.port.to_string()]);
        assert!(end.status().expect("mosquitto_pub").success());
        let mut messages = Vec::new();
        loop {
            let line = self.line();
            match line.strip_prefix("> ") {
                Some(message) if message.contains(END) => return messages,
                Some(message) => messages.push(message.trim_end().to_owned()),
                None => {}
            }
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        let read = self.output.read_line(&mut line).expect("a line in UTF-8");
        assert_ne!(read, 0, "mosquitto_sub ended too early");
        line
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The house with the arguments of `line`, its broker on `port`; a house that waits for ever is killed.
pub fn maison(port: u16, line: &str) -> Command {
    let mut maison = command("timeout");
    maison.args(["--signal=KILL", "60", env!("CARGO_BIN_EXE_maison")]);
    maison.args(["-p", &port.to_string()]).args(line.split_whitespace());
    maison
}

/// A port where nobody listens.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port()
}

/// Reads `from` until a line holds `text`; false if there is none. The rest is read in the background, so that the
/// writer never blocks.
pub fn read_until(from: impl Read + Send + 'static, text: &str) -> bool {
    let mut lines = BufReader::new(from).lines();
    let found = lines.by_ref().map_while(Result::ok).any(|line| line.contains(text));
    std::thread::spawn(move || lines.for_each(drop));
    found
}

fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    command
}

/// Whether Mosquitto is installed; `ATELIER_REQUIRE_PEERS=1` makes its absence a failure.
fn has_mosquitto() -> bool {
    let installed = ["mosquitto", "mosquitto_sub", "mosquitto_pub"].into_iter().all(is_installed);
    if !installed {
        let required = std::env::var("ATELIER_REQUIRE_PEERS").is_ok_and(|value| value == "1");
        assert!(!required, "mosquitto absent, alors que ATELIER_REQUIRE_PEERS=1");
        eprintln!("mosquitto absent : test non exécuté");
    }
    installed
}

fn is_installed(program: &str) -> bool {
    Command::new(program).arg("--help").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}
