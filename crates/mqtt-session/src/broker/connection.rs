//! The network connections that the broker half knows.

use std::time::Duration;

use mqtt_packet::{Connect, Publish};
use slab::Slab;

use super::session::SessionKey;

/// Names a connection; never used again for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConnectionId {
    serial: u64,
    index: usize,
}

impl ConnectionId {
    /// A small number that no other open connection has, to find in a table what goes with a connection.
    #[must_use]
    pub fn place(self) -> usize {
        self.index
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// CONNECT has not come yet.
    Opened,
    /// CONNECT has come, and its user name and password are looked at.
    Verifying,
    Connected(SessionKey),
}

#[derive(Debug)]
pub(super) struct Connection {
    pub(super) state: State,
    /// When the last packet came.
    pub(super) heard: Duration,
    /// How long it may be silent; `None` for ever.
    pub(super) longest_silence: Option<Duration>,
    /// When it is looked at for its silence, at the earliest.
    pub(super) deadline: Option<Duration>,
    /// To publish unless DISCONNECT comes.
    pub(super) will: Option<Box<Publish>>,
    /// The CONNECT that is being verified, without its password.
    pub(super) connect: Option<Box<Connect>>,
}

impl Connection {
    pub(super) fn new(now: Duration, connect_timeout: Duration) -> Connection {
        Connection {
            state: State::Opened,
            heard: now,
            longest_silence: Some(connect_timeout),
            deadline: None,
            will: None,
            connect: None,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Connections {
    slab: Slab<(u64, Connection)>,
    serial: u64,
}

impl Connections {
    pub(super) fn insert(&mut self, connection: Connection) -> ConnectionId {
        self.serial += 1;
        let index = self.slab.insert((self.serial, connection));
        ConnectionId { serial: self.serial, index }
    }

    pub(super) fn get_mut(&mut self, id: ConnectionId) -> Option<&mut Connection> {
        let (serial, connection) = self.slab.get_mut(id.index)?;
        (*serial == id.serial).then_some(connection)
    }

    pub(super) fn remove(&mut self, id: ConnectionId) -> Option<Connection> {
        self.get_mut(id)?;
        Some(self.slab.remove(id.index).1)
    }
}
