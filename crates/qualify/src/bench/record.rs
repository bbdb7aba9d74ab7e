//! All that passed during one check.

use std::collections::BTreeSet;
use std::time::Instant;

use bytestring::ByteString;
use mqtt_packet::{Packet, PacketType};
use mqtt_trace::summary::Summary;
use mqtt_trace::visible::Hex;
use serde::Serialize;

use crate::messages;

/// Lines kept of one check: a topic filter of `#` on a busy broker may bring anything.
const MOST_LINES: usize = 200;

/// Bytes shown of what went over the line.
const MOST_BYTES: usize = 48;

/// Something that happened to one client of a check.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Milliseconds since the check began.
    pub ms: u64,
    /// Which client, in French.
    pub client: String,
    /// What happened.
    pub what: What,
    /// It in a few words.
    pub text: String,
    /// The first bytes, in hexadecimal; none for what is no packet.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub bytes: String,
}

/// What happens to a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// It sent bytes.
    Sent,
    /// A packet came.
    Received,
    /// It opened its connection.
    Opened,
    /// It cut its connection, without a word.
    Cut,
    /// The broker closed its connection.
    Closed,
}

/// The lines of one check, and what it may leave behind on the broker.
#[derive(Debug)]
pub struct Record {
    start: Instant,
    lines: Vec<Line>,
    /// Bytes that hold it are not kept: a record goes on paper.
    password: Option<ByteString>,
    /// Client identifiers of sessions that outlive their connection.
    pub(super) sessions: BTreeSet<String>,
    /// Topics on which a message may be retained.
    pub(super) retained: BTreeSet<String>,
}

impl Record {
    pub(super) fn new(password: Option<ByteString>) -> Record {
        Record {
            start: Instant::now(),
            lines: Vec::new(),
            password,
            sessions: BTreeSet::new(),
            retained: BTreeSet::new(),
        }
    }

    /// What happened so far.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The last packet that came, or the end of a connection that the client had not ended itself: what a check that
    /// is kept ends on.
    #[must_use]
    pub fn last_received(&self) -> Option<&Line> {
        let until = |at: usize| self.lines[..at].iter().rev();
        let asked_for = |at: usize, closed: &Line| {
            let before = until(at).find(|line| line.client == closed.client && line.what == What::Sent);
            before.is_some_and(|line| line.text == PacketType::Disconnect.name())
        };
        (0..self.lines.len()).rev().find_map(|at| {
            let line = &self.lines[at];
            let counts = match line.what {
                What::Received => true,
                What::Closed => !asked_for(at, line),
                What::Sent | What::Opened | What::Cut => false,
            };
            counts.then_some(line)
        })
    }

    /// Notes what a packet leaves behind.
    pub(super) fn remember(&mut self, packet: &Packet) {
        match packet {
            Packet::Connect(connect) => {
                if !connect.clean_session && !connect.client_id.is_empty() {
                    self.sessions.insert(connect.client_id.to_string());
                }
                if let Some(will) = connect.will.as_ref().filter(|will| will.retain) {
                    self.retained.insert(will.topic.to_string());
                }
            }
            Packet::Publish(publish) if publish.retain => {
                self.retained.insert(publish.topic.to_string());
            }
            _ => {}
        }
    }

    pub(super) fn event(&mut self, client: &str, what: What) {
        self.push(client, what, messages::event(what).to_owned(), &[]);
    }

    pub(super) fn packet(&mut self, client: &str, what: What, packet: &Packet, bytes: &[u8]) {
        self.push(client, what, Summary(packet).to_string(), bytes);
    }

    pub(super) fn push(&mut self, client: &str, what: What, text: String, bytes: &[u8]) {
        if self.lines.len() >= MOST_LINES {
            return;
        }
        let secret = self.password.as_deref().map(str::as_bytes).filter(|secret| !secret.is_empty());
        let hidden = secret.is_some_and(|secret| bytes.windows(secret.len()).any(|part| part == secret));
        let bytes = if hidden { &[] } else { bytes };
        let cut = if bytes.len() > MOST_BYTES { " …" } else { "" };
        let bytes = format!("{}{cut}", Hex(&bytes[..bytes.len().min(MOST_BYTES)]));
        let ms = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.lines.push(Line { ms, client: client.to_owned(), what, text, bytes });
    }
}
