//! Python with paho-mqtt, the scripts, and the two brokers.

use std::ffi::OsStr;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use broker::{Config, Server};
use peers::{Ended, Mosquitto, Process, available, installed};

/// The folder of the scripts.
pub const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// A Python that has paho-mqtt 2: the system's, else one of our own in the target folder, made once. `None`
/// where there is no way to have it, which is said.
pub fn python() -> Option<&'static Path> {
    static PYTHON: OnceLock<Option<PathBuf>> = OnceLock::new();
    let found = PYTHON.get_or_init(|| [PathBuf::from("python3"), own()].into_iter().find(|p| has_paho(p)));
    available("python3 + paho-mqtt 2", found.is_some()).then_some(found.as_deref()?)
}

fn own() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("paho");
    let python = folder.join("bin/python3");
    if !has_paho(&python) {
        let requirements = Path::new(SCRIPTS).join("requirements.txt");
        let _ = quietly(Command::new("python3").args(["-m", "venv"]).arg(folder));
        let install =
            ["-m", "pip", "install", "--quiet", "--timeout", "10", "--retries", "1", "--requirement"];
        let _ = quietly(Command::new(&python).args(install).arg(requirements));
    }
    python
}

fn has_paho(python: &Path) -> bool {
    quietly(Command::new(python).args(["-c", "from paho.mqtt.client import CallbackAPIVersion"]))
}

fn quietly(command: &mut Command) -> bool {
    let command = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// A script that is about to run. Its arguments are split at spaces.
pub fn script(python: impl AsRef<OsStr>, name: &str, arguments: &str) -> Command {
    let mut command = Command::new(python);
    command.arg(format!("{name}.py")).args(arguments.split_whitespace());
    command.current_dir(SCRIPTS).env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

/// The same, for a broker.
pub fn start(broker: SocketAddr, name: &str, arguments: &str) -> Process {
    let python = python().expect("the test asked before");
    let script = script(python, name, &format!("-h {} -p {} {arguments}", broker.ip(), broker.port()));
    // A shell that runs the tests in the background ignores Ctrl-C for all that it starts, and Python with it.
    let mut command = Command::new("env");
    command.arg("--default-signal=INT").arg(script.get_program()).args(script.get_args());
    command.current_dir(SCRIPTS).env("PYTHONDONTWRITEBYTECODE", "1");
    Process::start(&mut command)
}

/// Runs a script to its end, which must be a success, and gives its output.
pub fn run(broker: SocketAddr, name: &str, arguments: &str) -> Vec<String> {
    let Ended { status, stdout, stderr } = start(broker, name, arguments).end();
    assert!(status.success() && stderr.is_empty(), "{name} {arguments}: {status}\n{}", stderr.join("\n"));
    stdout
}

/// Plays `test` with our broker, then with Mosquitto; not at all where a peer is missing.
pub fn with_both(test: impl Fn(SocketAddr)) {
    if python().is_none() || !installed(&["mosquitto_pub", "mosquitto_sub", "stdbuf"]) {
        return;
    }
    let ours = Server::start(Config { port: 0, ..Config::default() }).expect("our broker starts");
    test(ours.address());
    if let Some(mosquitto) = Mosquitto::start("") {
        test(mosquitto.address);
    }
}
