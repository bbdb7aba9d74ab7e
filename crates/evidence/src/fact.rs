//! What the events of a trace come to, for a rule: packets of a client, and cuts.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use mqtt_packet::PacketType;
use mqtt_trace::{Clients, Content, Direction, Event, Fault, What};

/// The most connections that are followed, should their ends never be told; beyond, all are forgotten.
const MOST: usize = 1 << 16;

/// Something that a rule may ask for.
#[derive(Debug, Clone)]
pub(crate) struct Fact<'e> {
    /// The place of its event in the trace.
    pub(crate) place: u64,
    pub(crate) time: Duration,
    pub(crate) client: Arc<str>,
    /// Of the connection, another one even where the trace counts anew.
    pub(crate) connection: u64,
    pub(crate) what: Happened<'e>,
}

/// What happened.
#[derive(Debug, Clone)]
pub(crate) enum Happened<'e> {
    /// A packet; `lost` where logdump kept it from arriving.
    Packet { direction: Direction, content: &'e Content, lost: bool },
    /// A client has come, and is passed on to this broker.
    Open { broker: &'e str },
    /// The connection has ended and nobody said DISCONNECT.
    Cut,
}

/// Follows the connections of a trace.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    clients: Clients,
    open: HashMap<u64, Line>,
    /// The connection on which each client was last seen.
    of_client: HashMap<Arc<str>, u64>,
    /// Connections so far.
    count: u64,
}

#[derive(Debug)]
struct Line {
    number: u64,
    client: Arc<str>,
    /// The client has taken its leave.
    left: bool,
}

impl Facts {
    /// The facts of an event: none, one or two. `lost` where it is a packet that the next event says lost.
    pub(crate) fn of<'e>(&mut self, place: u64, event: &'e Event, lost: bool) -> Vec<Fact<'e>> {
        let mut facts = Vec::new();
        // Told by the same number, which is in use: the trace begins anew, and has not seen the end.
        if matches!(event.what, What::Opened { .. }) {
            facts.extend(self.end(place, event.time, event.connection));
        }
        self.clients.observe(event);
        match &event.what {
            What::Opened { broker, .. } => {
                let line = self.line(event.connection);
                let (client, connection) = (Arc::clone(&line.client), line.number);
                let what = Happened::Open { broker };
                facts.push(Fact { place, time: event.time, client, connection, what });
            }
            What::Piece { direction, piece } => {
                if piece.content.packet_type() == Some(PacketType::Connect) {
                    facts.extend(self.begin(place, event));
                }
                let client: Arc<str> = self.clients.name(event.connection).into();
                let line = self.line(event.connection);
                line.client = client;
                line.left |= piece.content.packet_type() == Some(PacketType::Disconnect);
                let what = Happened::Packet { direction: *direction, content: &piece.content, lost };
                let (client, connection) = (Arc::clone(&line.client), line.number);
                facts.push(Fact { place, time: event.time, client, connection, what });
            }
            What::Ended { .. } => facts.extend(self.end(place, event.time, event.connection)),
            What::Fault { fault, .. } if fault.ends_connection() => {
                facts.extend(self.end(place, event.time, event.connection));
            }
            _ => {}
        }
        facts
    }

    /// A CONNECT. Where its client is still on another connection, that one was cut without the trace telling so.
    fn begin<'e>(&mut self, place: u64, event: &Event) -> Option<Fact<'e>> {
        if self.of_client.len() > MOST {
            self.of_client.clear();
        }
        let client: Arc<str> = self.clients.name(event.connection).into();
        let before = self.of_client.insert(client, event.connection)?;
        if before == event.connection { None } else { self.end(place, event.time, before) }
    }

    fn end<'e>(&mut self, place: u64, time: Duration, connection: u64) -> Option<Fact<'e>> {
        let Line { number, client, left } = self.open.remove(&connection)?;
        if self.of_client.get(&client) == Some(&connection) {
            self.of_client.remove(&client);
        }
        (!left).then_some(Fact { place, time, client, connection: number, what: Happened::Cut })
    }

    fn line(&mut self, connection: u64) -> &mut Line {
        if self.open.len() > MOST {
            self.open.clear();
        }
        self.open.entry(connection).or_insert_with(|| {
            self.count += 1;
            Line { number: self.count, client: self.clients.name(connection).into(), left: false }
        })
    }
}

/// Whether `event` says that the packet of `before` does not arrive.
pub(crate) fn loses(event: &Event, before: &Event) -> bool {
    let What::Fault { direction, fault: Fault::Cut { lost: true } | Fault::Lost } = &event.what else {
        return false;
    };
    let What::Piece { direction: way, .. } = &before.what else { return false };
    event.connection == before.connection && direction == way
}

/// Whether bytes or events of the exchange are missing here.
pub(crate) fn is_hole(event: &Event) -> bool {
    matches!(event.what, What::Gap { .. } | What::Missed { .. })
}
