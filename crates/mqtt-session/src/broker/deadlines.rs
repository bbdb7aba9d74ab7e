//! When to look at a connection again.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use super::ConnectionId;

/// One entry for each connection with a limit. An entry is not moved when a packet comes, which would cost
/// something for each packet: it is looked at when it is due, and set again if the connection was heard since.
#[derive(Debug, Default)]
pub(super) struct Deadlines {
    by_time: BTreeSet<(Duration, ConnectionId)>,
    /// Finds the entry of a connection that is closed: left to come due, the entries of short connections with a
    /// long keep-alive would pile up for hours.
    by_connection: HashMap<ConnectionId, Duration>,
}

impl Deadlines {
    /// Sets the entry of a connection, or with `None` takes it out.
    pub(super) fn set(&mut self, connection: ConnectionId, deadline: Option<Duration>) {
        let before = match deadline {
            Some(deadline) => self.by_connection.insert(connection, deadline),
            None => self.by_connection.remove(&connection),
        };
        if let Some(before) = before {
            self.by_time.remove(&(before, connection));
        }
        if let Some(deadline) = deadline {
            self.by_time.insert((deadline, connection));
        }
    }

    pub(super) fn next(&self) -> Option<Duration> {
        self.by_time.first().map(|(deadline, _)| *deadline)
    }

    pub(super) fn pop_due(&mut self, now: Duration) -> Option<ConnectionId> {
        let (deadline, connection) = *self.by_time.first()?;
        if deadline > now {
            return None;
        }
        self.set(connection, None);
        Some(connection)
    }
}
