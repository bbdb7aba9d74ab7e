//! What is still waited for: on each connection, and in the sessions of clients that are away.

use std::collections::{BTreeMap, HashMap};

use super::request::{Key, Request};

/// Bytes that requests without an answer may take.
const HELD: usize = 8 << 20;

/// Bytes of a client identifier; nothing is kept for longer ones.
const LONGEST_NAME: usize = 256;

/// Requests without an answer so far. One map for all connections: a map for each would keep the room that it once took.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    open: BTreeMap<(u64, Key), Request>,
    /// Of clients that have left and keep their session.
    sessions: HashMap<String, Vec<Request>>,
    /// Bytes that all of them take.
    held: usize,
}

impl Waiting {
    /// A request has been made.
    pub(super) fn ask(&mut self, connection: u64, request: Request) {
        if self.held + request.size() > HELD {
            self.clear();
        }
        self.held += request.size();
        let before = self.open.insert((connection, request.key), request);
        self.held -= before.map_or(0, |before| before.size());
    }

    /// The request that is answered, for the last time or not; `None` when there is none.
    pub(super) fn answer(&mut self, connection: u64, key: Key, last: bool) -> Option<Request> {
        let at = (connection, key);
        if !last {
            return self.open.get(&at).cloned();
        }
        let request = self.open.remove(&at)?;
        self.held -= request.size();
        Some(request)
    }

    /// A client is back: what its session still waits for is waited for on `connection`, if it `keeps` that session.
    pub(super) fn resume(&mut self, connection: u64, name: &str, keeps: bool) {
        for request in self.sessions.remove(name).unwrap_or_default() {
            let gone =
                if keeps { self.open.insert((connection, request.key), request) } else { Some(request) };
            self.held -= gone.map_or(0, |gone| gone.size());
        }
    }

    /// A connection has ended. The PUBLISH of the session kept for `name` outlive it (§4.4).
    pub(super) fn leave(&mut self, connection: u64, name: Option<&str>) {
        let name = name.filter(|name| name.len() <= LONGEST_NAME);
        let mut kept = Vec::new();
        while let Some((&at, _)) = self.open.range((connection, Key::FIRST)..).next()
            && at.0 == connection
        {
            let Some(request) = self.open.remove(&at) else { break };
            if name.is_some() && request.outlives_connection() {
                kept.push(request);
            } else {
                self.held -= request.size();
            }
        }
        if let Some(name) = name
            && !kept.is_empty()
        {
            let before = self.sessions.insert(name.to_owned(), kept).unwrap_or_default();
            self.held -= before.iter().map(Request::size).sum::<usize>();
        }
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        *self = Waiting::default();
    }
}
