//! Three makes of clients that take the same options.

use std::process::Command;

use e2e::kit;
use peers::{Ended, Process, available, installed};

/// Whose clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Make {
    Ours,
    Mosquitto,
    Paho,
}

/// The makes that are installed; those that are not are named.
pub fn makes() -> Vec<Make> {
    let mut makes = vec![Make::Ours];
    if installed(&["mosquitto_pub", "mosquitto_sub", "stdbuf"]) {
        makes.push(Make::Mosquitto);
    }
    let import =
        Command::new("python3").args(["-c", "from paho.mqtt.client import CallbackAPIVersion"]).output();
    if available("python3 + paho-mqtt 2", import.is_ok_and(|output| output.status.success())) {
        makes.push(Make::Paho);
    }
    makes
}

fn paho(arguments: &str) -> Command {
    let mut command = Command::new("python3");
    command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recipes/with_paho.py"));
    command.args(arguments.split_whitespace());
    command
}

/// A subscriber that prints « QoS retain topic payload ».
pub fn subscribe(make: Make, port: u16, arguments: &str) -> Process {
    const FORMAT: [&str; 2] = ["-F", "%q %r %t %p"];
    let arguments = format!("-p {port} {arguments}");
    match make {
        Make::Ours => Process::start(kit("sub", &format!("{arguments} --retry-delay 0.1")).args(FORMAT)),
        Make::Mosquitto => {
            let mut command = Command::new("stdbuf");
            command.args(["-oL", "mosquitto_sub"]).args(arguments.split_whitespace()).args(FORMAT);
            Process::start(&mut command)
        }
        Make::Paho => Process::start(&mut paho(&format!("sub {arguments}"))),
    }
}

/// Publishes one message, to the end.
pub fn publish(make: Make, port: u16, arguments: &str, message: &str) -> Ended {
    let arguments = format!("-p {port} {arguments}");
    match make {
        Make::Ours => Process::start(&mut kit("pub", &format!("{arguments} --retry-delay 0.1 -m {message}"))),
        // Only with -l does mosquitto_pub come back after a cut.
        Make::Mosquitto => {
            let line = format!("echo {message} | mosquitto_pub {arguments} -l");
            Process::start(Command::new("sh").args(["-c", &line]))
        }
        Make::Paho => Process::start(&mut paho(&format!("pub {arguments} -m {message}"))),
    }
    .end()
}
