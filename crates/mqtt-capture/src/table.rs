//! The connections of a capture, by their ends.

use std::net::SocketAddr;
use std::time::Duration;

use foldhash::{HashMap, HashMapExt};
use mqtt_trace::What;

use crate::connection::Connection;
use crate::link::Segment;

/// The most connections that are followed at a time; for more, those that were silent the longest are left.
const CONNECTIONS: usize = 4096;

/// How many are left at a time: to look for the oldest takes a look at all.
const LEFT: usize = CONNECTIONS / 8;

/// Bytes that all of them may hold.
const HELD: usize = 24 << 20;

/// All connections.
#[derive(Debug)]
pub(crate) struct Table {
    /// Those where brokers listen.
    ports: Vec<u16>,
    connections: HashMap<Ends, Connection>,
    /// Connections told so far.
    told: u64,
    held: usize,
}

/// The two ends, the same whoever sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Ends(SocketAddr, SocketAddr);

impl Ends {
    fn of(segment: &Segment<'_>) -> Ends {
        let (source, destination) = (segment.source, segment.destination);
        if source <= destination { Ends(source, destination) } else { Ends(destination, source) }
    }
}

/// What is told of a connection, by its number.
pub(crate) type Told = (u64, What);

impl Table {
    pub(crate) fn new(ports: Vec<u16>) -> Table {
        Table { ports, connections: HashMap::new(), told: 0, held: 0 }
    }

    /// Connections told so far.
    pub(crate) fn told(&self) -> u64 {
        self.told
    }

    /// Takes a segment.
    pub(crate) fn segment(&mut self, segment: &Segment<'_>, now: Duration, mut tell: impl FnMut(Told)) {
        let ends = Ends::of(segment);
        let mut out = Vec::new();
        match self.connections.get_mut(&ends) {
            Some(connection) if connection.is_anew(segment) => {
                self.held -= connection.held();
                connection.finish(&mut out);
                out.drain(..).for_each(|what| tell((connection.number, what)));
                *connection = Connection::opened_by(segment);
            }
            Some(_) => {}
            None => {
                let Some(connection) = self.first(segment) else { return };
                if self.connections.len() == CONNECTIONS {
                    self.leave_oldest(&mut tell);
                }
                self.connections.insert(ends, connection);
            }
        }
        let Some(connection) = self.connections.get_mut(&ends) else { return };
        let before = connection.held();
        connection.segment(segment, now, &mut out);
        self.held = self.held + connection.held() - before;
        if self.held > HELD {
            self.held -= connection.held();
            connection.drop_held(&mut out);
        }
        for what in out {
            if connection.number == 0 {
                self.told += 1;
                connection.number = self.told;
            }
            tell((connection.number, what));
        }
    }

    /// The connection that a segment begins, if it is one of MQTT.
    fn first(&self, segment: &Segment<'_>) -> Option<Connection> {
        let (from_broker, to_broker) =
            (self.ports.contains(&segment.source.port()), self.ports.contains(&segment.destination.port()));
        if is_connect(segment.payload) {
            return Some(Connection::begun_by(segment));
        }
        if !from_broker && !to_broker {
            return None;
        }
        match (segment.syn, segment.acknowledged) {
            (true, None) => Some(Connection::opened_by(segment)),
            (true, Some(_)) => Some(Connection::accepted_by(segment)),
            // The end of a connection that is over, or the answer to what was not captured.
            (false, _) if segment.payload.is_empty() => None,
            (false, _) if to_broker => Some(Connection::joined(segment.source, segment.destination)),
            (false, _) => Some(Connection::joined(segment.destination, segment.source)),
        }
    }

    fn leave_oldest(&mut self, tell: &mut impl FnMut(Told)) {
        let age = |(ends, connection): (&Ends, &Connection)| (!connection.over, connection.seen, *ends);
        let mut all: Vec<_> = self.connections.iter().map(age).collect();
        all.sort_unstable();
        for (_, _, ends) in all.into_iter().take(LEFT) {
            if let Some(mut connection) = self.connections.remove(&ends) {
                self.held -= connection.held();
                tell_rest(&mut connection, tell);
            }
        }
    }

    /// The capture has ended: tells what is held, by rising number.
    pub(crate) fn finish(&mut self, mut tell: impl FnMut(Told)) {
        let mut rest: Vec<Connection> = self.connections.drain().map(|(_, connection)| connection).collect();
        rest.sort_by_key(|connection| connection.number);
        rest.iter_mut().for_each(|connection| tell_rest(connection, &mut tell));
        self.held = 0;
    }
}

/// A connection that was never told has nothing to tell.
fn tell_rest(connection: &mut Connection, tell: &mut impl FnMut(Told)) {
    if connection.number > 0 && !connection.over {
        let mut out = Vec::new();
        connection.finish(&mut out);
        out.into_iter().for_each(|what| tell((connection.number, what)));
    }
}

/// Whether a segment begins with CONNECT, of whichever version of MQTT.
fn is_connect(payload: &[u8]) -> bool {
    // The type, a remaining length of one to four bytes, then the protocol's name with its length.
    payload.first() == Some(&0x10)
        && (2..=5).any(|at| {
            let name = payload.get(at..).unwrap_or_default();
            name.starts_with(b"\x00\x04MQTT") || name.starts_with(b"\x00\x06MQIsdp")
        })
}
