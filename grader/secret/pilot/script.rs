//! Conversations: what is said to code that serves connections. A script never runs in the process that answers.

use std::fmt::Display;

use super::{Draw, record};

/// What to say and what to wait for, written as it is drawn.
pub struct Script {
    /// Where the cases come from.
    pub draw: Draw,
}

impl Script {
    /// Sends bytes on a connection, from 1; the first ones open it.
    pub fn send(&mut self, connection: u8, bytes: &[u8]) {
        self.step(format_args!("send {connection}"), bytes);
    }

    /// Waits on a connection until `until` has come, and keeps all that came up to it: one case, called `title`. A
    /// question that has only one answer, as PINGREQ, makes a good end: what it answers comes after all the rest.
    /// `until` must not occur in what is expected before it.
    pub fn read(&mut self, connection: u8, title: impl Display, until: &[u8]) {
        self.step(format_args!("read {connection} {title}"), until);
    }

    /// Waits until a connection is closed by whoever serves it, and keeps all that came: one case, called `title`.
    pub fn read_to_end(&mut self, connection: u8, title: impl Display) {
        self.step(format_args!("read {connection} {title}"), &[]);
    }

    /// Closes a connection.
    pub fn close(&mut self, connection: u8) {
        self.step(format_args!("close {connection}"), &[]);
    }

    fn step(&mut self, what: impl Display, bytes: &[u8]) {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        record(what, digits);
    }
}
