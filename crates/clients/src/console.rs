//! What a client says on stderr while it runs: packets with `-d`, losses and reconnections unless `--quiet`.

use std::fmt;
use std::io::{self, Write};

use mqtt_packet::Packet;
use mqtt_trace::mosquitto::Log;

/// The listener of a running client.
#[derive(Debug)]
pub(crate) struct Console {
    pub client_id: String,
    pub debug: bool,
    pub quiet: bool,
}

impl Console {
    /// A packet goes to the broker.
    pub(crate) fn sending(&self, packet: &Packet) {
        self.packet(|log| log.client_sending(&self.client_id, packet));
    }

    /// A packet has come from the broker.
    pub(crate) fn received(&self, packet: &Packet) {
        self.packet(|log| log.client_received(&self.client_id, packet));
    }

    fn packet(&self, write: impl FnOnce(&mut Log<'_, String, &str>) -> fmt::Result) {
        if self.debug {
            let mut lines = String::new();
            // A `String` takes every line.
            let _ = write(&mut Log::new(&mut lines, ""));
            print(&lines);
        }
    }

    /// Something that the user should know.
    pub(crate) fn say(&self, text: &str) {
        if !self.quiet {
            print(&format!("{text}\n"));
        }
    }
}

/// In one piece, so that the lines of two clients in one terminal do not mix. A closed stderr stops nobody.
fn print(lines: &str) {
    let _ = io::stderr().write_all(lines.as_bytes());
}
