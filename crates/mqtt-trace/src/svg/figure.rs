//! What a figure shows, before it is drawn.

use std::time::Duration;

use mqtt_packet::PacketType;

use super::{Label, label, preamble};
use crate::Direction;
use crate::conv::{Action, Conversation, Step};

/// An exchange between clients and a broker, to be drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// What it is about.
    pub title: String,
    /// The clients; rows name them by their place here.
    pub clients: Vec<Client>,
    /// From the top to the bottom.
    pub rows: Vec<Row>,
}

/// A client of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its name.
    pub name: String,
    /// It sends messages: it stands on the left.
    pub publishes: bool,
    /// It asks for messages: it stands on the right if it does nothing else.
    pub subscribes: bool,
}

/// Something that happens. `note` is a remark on it, possibly empty.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields say what they are")]
pub enum Row {
    /// Bytes that go one way; `lost` when they never arrive.
    Bytes { client: usize, direction: Direction, bytes: Vec<u8>, lost: bool, note: String },
    /// A packet that was recorded; `lost` when it never arrives; `time` stands on the left, possibly empty.
    Packet { client: usize, direction: Direction, label: Label, lost: bool, time: String },
    /// A remark on the connection of a client.
    Remark { client: usize, text: String },
    /// Packets that prepare what the figure is about, told in a few words.
    Preamble { client: usize, told: String },
    /// Something about a connection that is no packet.
    Mark { client: usize, mark: Mark, note: String },
    /// Time passes.
    Time { time: Duration, note: String },
}

/// What happens to a connection, apart from packets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It opens; drawn by the client's line, which begins.
    Opens,
    /// It is cut.
    Cut,
    /// The broker closes it.
    Closed,
    /// It ends after DISCONNECT, and there is nothing to say on it.
    Ends,
    /// Nothing comes.
    Silent,
}

impl Figure {
    /// The figure of a conversation. Comments of steps become notes. At the start of a connection, CONNECT,
    /// CONNACK, SUBSCRIBE and SUBACK that have no comment are told in one row: they are not what it is about.
    #[must_use]
    pub fn of(conversation: &Conversation) -> Figure {
        let mut figure = Figure { title: conversation.title.clone(), ..Figure::default() };
        conversation.steps.iter().for_each(|step| figure.learn(step));
        let mut steps = conversation.steps.as_slice();
        while let Some((step, rest)) = steps.split_first() {
            steps = rest;
            figure.add(step);
            if let Action::Connects { name } = &step.action
                && let Some((told, count)) = preamble::of(name, rest)
            {
                let client = figure.client(name);
                figure.rows.push(Row::Preamble { client, told });
                steps = &rest[count..];
            }
        }
        // Where nothing but preambles would be left, they are what it is about.
        let packets = |row: &Row| matches!(row, Row::Bytes { .. });
        if !figure.rows.iter().any(packets) {
            figure.rows.clear();
            conversation.steps.iter().for_each(|step| figure.add(step));
        }
        figure
    }

    fn add(&mut self, step: &Step) {
        let note = step.comment.clone();
        let row = match &step.action {
            Action::Connects { name } => Row::Mark { client: self.client(name), mark: Mark::Opens, note },
            Action::Bytes { name, direction, bytes, lost, .. } => {
                let client = self.client(name);
                Row::Bytes { client, direction: *direction, bytes: bytes.clone(), lost: *lost, note }
            }
            Action::Cut { name } => Row::Mark { client: self.client(name), mark: Mark::Cut, note },
            Action::Closed { name } => {
                let client = self.client(name);
                let mark = if note.is_empty() && self.has_left(client) { Mark::Ends } else { Mark::Closed };
                Row::Mark { client, mark, note }
            }
            Action::Silent { name } => Row::Mark { client: self.client(name), mark: Mark::Silent, note },
            Action::Advance(time) => Row::Time { time: *time, note },
            // Orders to the subject of a test: they are not part of the exchange.
            Action::Does { .. } | Action::Says { .. } => return,
        };
        self.rows.push(row);
    }

    fn client(&mut self, name: &str) -> usize {
        self.clients.iter().position(|known| known.name == name).unwrap_or_else(|| {
            self.clients.push(Client { name: name.to_owned(), publishes: false, subscribes: false });
            self.clients.len() - 1
        })
    }

    /// Whether the last thing that a client said was DISCONNECT.
    fn has_left(&self, client: usize) -> bool {
        let said = self.rows.iter().rev().find_map(|row| match row {
            Row::Bytes { client: one, direction: Direction::ToBroker, bytes, .. } if *one == client => {
                Some(bytes)
            }
            _ => None,
        });
        let last = said.and_then(|bytes| label::of(bytes).pop());
        last.is_some_and(|label| label.packet == Some(PacketType::Disconnect))
    }

    /// Learns what a client does from the packets that it sends.
    fn learn(&mut self, step: &Step) {
        let Action::Bytes { name, direction: Direction::ToBroker, bytes, .. } = &step.action else { return };
        let client = self.client(name);
        for label in label::of(bytes) {
            self.clients[client].publishes |= label.packet == Some(PacketType::Publish);
            self.clients[client].subscribes |= label.packet == Some(PacketType::Subscribe);
        }
    }
}
