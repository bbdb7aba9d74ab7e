//! Who is on which connection, as far as the events have told.

use std::collections::BTreeMap;

use mqtt_packet::Packet;

use crate::{Content, Detail, Event, What};

/// The most connections that are remembered, should their ends never be told; beyond, the oldest are forgotten.
const MOST: usize = 1 << 13;

/// The most bytes that their names may take together; beyond, the oldest are forgotten too.
const NAMES: usize = 1 << 20;

/// The open connections and the names of their clients.
#[derive(Debug, Default)]
pub struct Clients {
    open: BTreeMap<u64, Client>,
    /// Bytes of their names.
    names: usize,
    /// The connection that the last event has closed: its name is still needed to tell so.
    leaving: Option<u64>,
}

#[derive(Debug)]
struct Client {
    name: String,
    ended: bool,
}

impl Clients {
    /// Takes note of an event. To be called once for each, before [`Clients::name`] is asked.
    ///
    /// `false` when the event tells nothing new: the second end of a connection, which follows the first.
    pub fn observe(&mut self, event: &Event) -> bool {
        if let Some(gone) = self.leaving.take() {
            self.names -= self.open.remove(&gone).map_or(0, |client| client.name.len());
        }
        while self.open.len() > MOST || self.names > NAMES {
            self.names -= self.open.pop_first().map_or(0, |(_, client)| client.name.len());
        }
        match &event.what {
            What::Opened { .. } => {
                let name = format!("#{}", event.connection);
                self.names += name.len();
                let before = self.open.insert(event.connection, Client { name, ended: false });
                self.names -= before.map_or(0, |client| client.name.len());
            }
            What::Piece { piece, .. } => self.name_by(event.connection, &piece.content),
            What::Ended { reset, .. } => {
                let Some(client) = self.open.get_mut(&event.connection) else {
                    return false;
                };
                let first = !client.ended;
                if client.ended || *reset {
                    self.leaving = Some(event.connection);
                }
                client.ended = true;
                return first;
            }
            What::Missed { .. } | What::Gap { .. } => {}
            What::Fault { fault, .. } => {
                if fault.ends_connection() {
                    self.leaving = Some(event.connection);
                }
            }
            What::Unreachable { .. } => self.leaving = Some(event.connection),
        }
        true
    }

    /// A client is named by its CONNECT, or by the log lines about it.
    fn name_by(&mut self, connection: u64, content: &Content) {
        let name = match content {
            Content::Packet(Packet::Connect(connect)) => &*connect.client_id,
            Content::Logged(logged) => match &logged.detail {
                Detail::Connect(connect) if logged.client.is_empty() => &connect.client_id,
                _ => &logged.client,
            },
            _ => "",
        };
        // A log need not tell of the network connection, nor name the client; and a record may have lost its beginning.
        let client = self.open.entry(connection).or_insert_with(|| {
            let name = format!("#{connection}");
            self.names += name.len();
            Client { name, ended: false }
        });
        if !name.is_empty() && client.name != name {
            self.names = self.names - client.name.len() + name.len();
            client.name = name.to_owned();
        }
    }

    /// The client identifier; the number of the connection, such as `#3`, where there is none (yet).
    #[must_use]
    pub fn name(&self, connection: u64) -> &str {
        self.open.get(&connection).map_or("#?", |client| &client.name)
    }
}
