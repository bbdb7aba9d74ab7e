//! Which connection a line speaks of: logs name clients, not connections.

use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, SocketAddr};

use mqtt_packet::{PacketType, SubscribeReturnCode};

use super::line::Who;
use crate::mosquitto::UNKNOWN;

/// The most open connections that are remembered, many more than those of a school; beyond, all are forgotten.
const MOST: usize = 1 << 14;

/// The most bytes that their names may take together.
const NAMES: usize = 1 << 20;

/// The open connections.
#[derive(Debug, Default)]
pub(super) struct Connections {
    told: u64,
    /// Those whose client is not known yet, the oldest first.
    waiting: VecDeque<(SocketAddr, u64)>,
    clients: HashMap<String, u64>,
    /// Bytes of their names.
    names: usize,
    /// What the next SUBACK to each client says.
    granted: HashMap<String, Vec<SubscribeReturnCode>>,
}

/// The connection of a packet.
pub(super) enum Peer {
    Known(u64),
    /// Of a client that was never accepted.
    Refused(u64),
}

impl Connections {
    /// None is open, and the numbers go on.
    pub(super) fn after(before: &Connections) -> Connections {
        Connections { told: before.told, ..Connections::default() }
    }

    /// A connection opens.
    pub(super) fn open(&mut self, address: SocketAddr) -> u64 {
        if self.waiting.len() == MOST {
            self.waiting.pop_front();
        }
        self.told += 1;
        self.waiting.push_back((address, self.told));
        self.told
    }

    /// The client of a connection is known; whether the connection is new to the log.
    pub(super) fn name(&mut self, address: SocketAddr, client: &str) -> (u64, bool) {
        let same = |(other, _): &(SocketAddr, u64)| *other == address;
        let place = self.waiting.iter().position(same);
        let (connection, is_new) = match place.and_then(|at| self.waiting.remove(at)) {
            Some((_, connection)) => (connection, false),
            None => {
                self.told += 1;
                (self.told, true)
            }
        };
        self.put(client, connection);
        (connection, is_new)
    }

    /// The connection of a packet.
    pub(super) fn of(&mut self, who: &Who<'_>, packet_type: PacketType) -> Peer {
        let (client, begins) = match who {
            Who::Of(client) => (*client, false),
            Who::Self_(client) => (client.as_ref(), packet_type == PacketType::Connect),
        };
        let refused = || {
            let ip: IpAddr = client.parse().ok()?;
            self.waiting
                .iter()
                .rev()
                .find(|(address, _)| address.ip() == ip)
                .map(|(_, connection)| *connection)
        };
        if !begins && let Some(&connection) = self.clients.get(client) {
            return Peer::Known(connection);
        }
        if packet_type == PacketType::Connack
            && matches!(who, Who::Of(_))
            && let Some(connection) = refused()
        {
            return Peer::Refused(connection);
        }
        // paho names its client in CONNECT only: what follows is of the last one.
        if !begins
            && client.is_empty()
            && let Some(&connection) = self.clients.get(LAST)
        {
            return Peer::Known(connection);
        }
        self.told += 1;
        if matches!(who, Who::Self_(_)) {
            self.put(LAST, self.told);
        }
        self.put(client, self.told);
        Peer::Known(self.told)
    }

    /// A connection ends.
    pub(super) fn end(&mut self, client: &str) -> Option<u64> {
        self.granted.remove(client);
        if client == UNKNOWN || client.parse::<IpAddr>().is_ok() {
            return self.waiting.pop_back().map(|(_, connection)| connection);
        }
        let (name, connection) = self.clients.remove_entry(client)?;
        self.names -= name.len();
        Some(connection)
    }

    /// What the broker will answer to this client's SUBSCRIBE.
    pub(super) fn grant(&mut self, client: &str, codes: Vec<SubscribeReturnCode>) {
        if self.clients.contains_key(client) {
            self.granted.insert(client.to_owned(), codes);
        }
    }

    /// What the broker answers.
    pub(super) fn granted(&mut self, client: &str) -> Option<Vec<SubscribeReturnCode>> {
        self.granted.remove(client)
    }

    fn put(&mut self, client: &str, connection: u64) {
        if self.clients.len() >= MOST || self.names > NAMES {
            self.clients.clear();
            self.granted.clear();
            self.names = 0;
        }
        if self.clients.insert(client.to_owned(), connection).is_none() {
            self.names += client.len();
        }
    }
}

/// Stands for the last client that has begun, where lines name none; no identifier holds a NUL.
const LAST: &str = "\0";
