//! A figure of what was seen.

use std::collections::HashSet;

use mqtt_packet::PacketType;

use super::{Client, Figure, Label, Mark, Row};
use crate::clock::Clock;
use crate::visible::Visible;
use crate::{Direction, Event, Fault, Piece, Seen, What, messages, width};

/// Columns of a client's name.
const NAME: usize = 24;

/// Makes a figure of events. It is bounded: of [`Record::ROWS`] events and [`Record::CLIENTS`] clients, of which the
/// last stands for all further ones; a last row says how many events are not shown.
#[derive(Debug)]
pub struct Record {
    figure: Figure,
    clock: Clock,
    left_out: u64,
    /// Clients whose last packet is DISCONNECT.
    leaving: HashSet<usize>,
}

impl Record {
    /// Events that are shown.
    pub const ROWS: usize = 1000;
    /// Clients that have a line of their own.
    pub const CLIENTS: usize = 12;

    /// An empty figure, with its title; `clock` shows the times.
    #[must_use]
    pub fn new(title: String, clock: Clock) -> Record {
        let figure = Figure { title, ..Figure::default() };
        Record { figure, clock, left_out: 0, leaving: HashSet::new() }
    }

    /// Takes note of an event that is not to be drawn: time runs.
    pub fn skip(&mut self, event: &Event) {
        self.clock.stamp(event.time);
    }

    /// Adds an event.
    pub fn add(&mut self, seen: &Seen<'_>) {
        self.clock.stamp(seen.event.time);
        // A connection alone shows nothing: its line begins with its first packet.
        if !seen.news || matches!(seen.event.what, What::Opened { .. }) {
            return;
        }
        if self.figure.rows.len() >= Self::ROWS {
            self.left_out += 1;
            return;
        }
        let client = self.client(seen.client);
        let row = match &seen.event.what {
            What::Opened { .. } => return,
            What::Piece { direction, piece } => self.packet(seen, client, *direction, piece),
            What::Unreachable { reason, .. } => {
                Row::Mark { client, mark: Mark::Closed, note: reason.clone() }
            }
            What::Ended { by, reset } => {
                let note = messages::ended(*by, *reset).to_owned();
                match self.leaving.remove(&client) {
                    true if !reset => Row::Mark { client, mark: Mark::Ends, note: String::new() },
                    _ => Row::Mark { client, mark: Mark::Cut, note },
                }
            }
            What::Fault { direction, fault } => {
                if matches!(fault, Fault::Cut { lost: true } | Fault::Lost) {
                    self.lose(client, *direction);
                }
                let text = format!("{} {}", messages::fault_sign(fault), messages::fault(fault));
                match fault.ends_connection() {
                    true => Row::Mark { client, mark: Mark::Cut, note: text },
                    false => Row::Remark { client, text },
                }
            }
            What::Gap { lost, skipped, .. } => {
                Row::Remark { client, text: format!("… {}", messages::gap(*lost, *skipped)) }
            }
            What::Missed { count } => Row::Remark { client, text: messages::missed(*count) },
        };
        self.figure.rows.push(row);
    }

    /// Adds that the connection of `client` was cut, where no line of the trace tells it.
    pub fn cut(&mut self, client: &str, note: String) {
        let client = self.client(client);
        self.figure.rows.push(Row::Mark { client, mark: Mark::Cut, note });
    }

    fn packet(&mut self, seen: &Seen<'_>, client: usize, direction: Direction, piece: &Piece) -> Row {
        let mut label = Label::of(seen, piece);
        let one = &mut self.figure.clients[client];
        if direction == Direction::ToBroker {
            one.publishes |= label.packet == Some(PacketType::Publish);
            one.subscribes |= label.packet == Some(PacketType::Subscribe);
            if label.packet == Some(PacketType::Disconnect) {
                self.leaving.insert(client);
            } else {
                self.leaving.remove(&client);
            }
        }
        if client + 1 == Self::CLIENTS {
            label.content = format!("{} ({})", label.content, Visible(seen.client));
        }
        let time = format!("{:#}", self.clock.stamp(seen.event.time));
        Row::Packet { client, direction, label, lost: false, time }
    }

    /// The last packet of a client in a direction has not arrived.
    fn lose(&mut self, wanted: usize, way: Direction) {
        let last = self.figure.rows.iter_mut().rev().find_map(|row| match row {
            Row::Packet { client, direction, lost, .. } if *client == wanted && *direction == way => {
                Some(lost)
            }
            _ => None,
        });
        if let Some(lost) = last {
            *lost = true;
        }
    }

    /// The line of a client.
    fn client(&mut self, name: &str) -> usize {
        let clients = &mut self.figure.clients;
        let mut name = Visible(name).to_string();
        if width::of_text(&name) > NAME {
            name = width::fit(&name, NAME);
        }
        let place = clients.iter().position(|known| known.name == name);
        place.unwrap_or_else(|| {
            if clients.len() >= Self::CLIENTS {
                return Self::CLIENTS - 1;
            }
            let last = clients.len() + 1 == Self::CLIENTS;
            let name = if last { messages::OTHER_CLIENTS.to_owned() } else { name };
            clients.push(Client { name, publishes: false, subscribes: false });
            clients.len() - 1
        })
    }

    /// The figure.
    #[must_use]
    pub fn into_figure(mut self) -> Figure {
        if self.left_out > 0 {
            self.figure.rows.push(Row::Remark { client: 0, text: messages::left_out(self.left_out) });
        }
        self.figure
    }
}
