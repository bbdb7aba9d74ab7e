//! The brokers of these tests, a subscriber that writes down all that passes, and the house.

use std::net::SocketAddr;
use std::process::{Command, Stdio};

use broker::{Config, Server};
use peers::{Mosquitto, Sub, installed, publish};

/// Mosquitto, or `None` where it or its clients are missing.
pub fn mosquitto() -> Option<Mosquitto> {
    // Nothing in its queues may be dropped: these tests count every message.
    has_clients().then(|| Mosquitto::start("max_queued_messages 0"))?
}

/// The kit's own broker, or `None` where Mosquitto's clients are missing: they watch it.
pub fn kit() -> Option<Server> {
    let config = Config { port: 0, ..Config::default() };
    has_clients().then(|| Server::start(config).expect("the broker starts"))
}

fn has_clients() -> bool {
    installed(&["mosquitto_sub", "mosquitto_pub", "stdbuf"])
}

/// A `mosquitto_sub` of all that the house publishes.
pub struct Watcher {
    broker: SocketAddr,
    sub: Sub,
}

const END: &str = "maison/fin-du-test";

impl Watcher {
    /// Returns once the broker has acknowledged the subscription.
    pub fn start(broker: SocketAddr) -> Watcher {
        Watcher { broker, sub: Sub::start(broker, &["-q", "2", "-t", "maison/#"]) }
    }

    /// Every message so far, as « QoS retain topic payload ».
    pub fn messages(mut self) -> Vec<String> {
        // A last message of the highest QoS: the broker delivers it after all the others.
        publish(self.broker, &["-q", "2", "-t", END, "-m", "."]);
        std::iter::repeat_with(|| self.sub.message()).take_while(|message| !message.contains(END)).collect()
    }
}

/// The house with the arguments of `line`, its broker on `port`; a house that waits for ever is killed.
pub fn maison(port: u16, line: &str) -> Command {
    let mut maison = Command::new("timeout");
    maison.args(["--signal=KILL", "60", env!("CARGO_BIN_EXE_maison")]).stdin(Stdio::null());
    maison.args(["-p", &port.to_string()]).args(line.split_whitespace());
    maison
}
