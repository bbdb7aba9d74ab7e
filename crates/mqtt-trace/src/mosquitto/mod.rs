//! Mosquitto's dialect: log lines as Mosquitto 2.0.11 writes them, so that what is learnt by reading them serves
//! on a real server.
//!
//! A line is a `Display`: [`Received`] and [`Sending`] for packets as a broker sees them, [`Notice`] for what
//! happens to connections. [`Log`] puts them in a buffer of the caller's, each after a prefix (the time) and
//! before a newline, and knows the packets that take several lines.
//!
//! ```
//! use mqtt_packet::{Packet, Publish};
//! use mqtt_trace::mosquitto::Log;
//!
//! let packet = Packet::Publish(Publish::new("maison/salon", "21.5"));
//! let mut out = String::new();
//! Log::new(&mut out, "1795348398: ").received("alice", &packet)?;
//! let line = "1795348398: Received PUBLISH from alice (d0, q0, r0, m0, 'maison/salon', ... (4 bytes))\n";
//! assert_eq!(out, line);
//! # Ok::<(), std::fmt::Error>(())
//! ```
//!
//! Client identifiers, topics and filters come from the network: what could break a line is escaped, as
//! [`Visible`](crate::visible::Visible) does.

mod arguments;
mod broker;
mod client;
mod logged;
mod notice;

use std::fmt;

pub use broker::{Received, Sending};
pub use logged::LoggedLine;
pub use notice::{Breach, Notice, UNKNOWN};

/// Writes log lines, each with a prefix before it and a newline after it.
#[derive(Debug)]
pub struct Log<'w, W, P> {
    out: &'w mut W,
    prefix: P,
}

impl<'w, W: fmt::Write, P: fmt::Display> Log<'w, W, P> {
    /// A log that writes in `out`; `prefix` is the time with its separator, such as `1795348398: `.
    pub fn new(out: &'w mut W, prefix: P) -> Self {
        Log { out, prefix }
    }

    /// Writes one line.
    ///
    /// # Errors
    /// When `out` refuses it; a `String` never does.
    pub fn line(&mut self, line: impl fmt::Display) -> fmt::Result {
        writeln!(self.out, "{}{line}", self.prefix)
    }
}
