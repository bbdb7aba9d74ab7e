//! The reference broker.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::Command;

use tempfile::TempDir;

use crate::{Lines, Process, free_port, installed};

/// A Mosquitto of this test alone, with its verbose log; it ends with the test.
#[derive(Debug)]
pub struct Mosquitto {
    /// Where it listens.
    pub address: SocketAddr,
    process: Process,
    /// Holds the configuration file.
    _folder: TempDir,
}

impl Mosquitto {
    /// Starts Mosquitto with `settings` (lines of `mosquitto.conf`); everybody may connect unless they say
    /// otherwise. `None` where it is not installed, which is said.
    ///
    /// # Panics
    /// When it is installed and does not start, or is missing where it is required ([`installed`]).
    #[must_use]
    pub fn start(settings: &str) -> Option<Mosquitto> {
        if !installed(&["mosquitto"]) {
            return None;
        }
        // Somebody else may take the free port before Mosquitto does.
        let started = (0..5).find_map(|_| Mosquitto::start_on(free_port(), settings));
        Some(started.expect("mosquitto starts on a free port with these settings"))
    }

    fn start_on(port: u16, settings: &str) -> Option<Mosquitto> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let folder = tempfile::tempdir().expect("a folder for its configuration");
        let file = folder.path().join("mosquitto.conf");
        let open = if settings.contains("allow_anonymous") { "" } else { "allow_anonymous true\n" };
        // Without nodelay, what it sends may wait 40 ms in the system.
        let text = format!(
            "listener {port} {}\nset_tcp_nodelay true\nlog_dest stderr\n{open}{settings}\n",
            address.ip()
        );
        fs::write(&file, text).expect("its configuration");
        let mut process = Process::start(Command::new("mosquitto").arg("-v").arg("-c").arg(file));
        let runs = process.stderr.any(|line| line.ends_with(" running"));
        runs.then_some(Mosquitto { address, process, _folder: folder })
    }

    /// Its log, from its start on.
    pub fn log(&mut self) -> &mut Lines {
        &mut self.process.stderr
    }
}
