//! Mosquitto's clients.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::process::Command;

use crate::{Ended, Process};

/// A `mosquitto_sub`. The test asks first whether it is [`installed`](crate::installed), with `stdbuf`.
#[derive(Debug)]
pub struct Sub {
    process: Process,
    /// Messages that came before SUBACK, of a session that was stored.
    early: VecDeque<String>,
}

const MESSAGE: &str = "> ";

impl Sub {
    /// Starts `mosquitto_sub` with `arguments`, and returns when the broker has acknowledged the subscription.
    pub fn start(broker: SocketAddr, arguments: &[&str]) -> Sub {
        // Unlike a terminal, a pipe would get its lines by blocks. -d says when SUBACK comes, and -F marks the
        // messages among what it says.
        let mut command = Command::new("stdbuf");
        command.args(["-oL", "mosquitto_sub", "-d", "-F", "> %q %r %t %p"]).args(arguments);
        let mut process = Process::start(at(&mut command, broker));
        let before = process.stdout.until("Subscribed");
        let early = before.iter().filter_map(|line| line.strip_prefix(MESSAGE)).map(str::to_owned).collect();
        Sub { process, early }
    }

    /// Waits for the next message: « QoS retain topic payload ».
    ///
    /// # Panics
    /// When none comes.
    pub fn message(&mut self) -> String {
        self.early.pop_front().unwrap_or_else(|| {
            let line = self.process.stdout.find(|line| line.starts_with(MESSAGE));
            line.expect("mosquitto_sub runs")[MESSAGE.len()..].to_owned()
        })
    }

    /// Disconnects, with DISCONNECT.
    pub fn stop(self) {
        self.process.signal("INT");
        let _ = self.process.end();
    }
}

/// Runs `mosquitto_pub` with `arguments`, to its end, which must be a success.
///
/// # Panics
/// When it fails.
pub fn publish(broker: SocketAddr, arguments: &[&str]) {
    let mut command = Command::new("mosquitto_pub");
    let Ended { status, stderr, .. } = Process::start(at(command.args(arguments), broker)).end();
    assert!(status.success(), "mosquitto_pub {arguments:?}: {status}\n{}", stderr.join("\n"));
}

fn at(command: &mut Command, broker: SocketAddr) -> &mut Command {
    command.args(["-h", &broker.ip().to_string(), "-p", &broker.port().to_string()])
}
