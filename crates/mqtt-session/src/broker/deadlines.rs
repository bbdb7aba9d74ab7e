//! When to look at a connection again.

use std::collections::BTreeSet;
use std::time::Duration;

use super::ConnectionId;

/// One entry for each connection with a limit, which keeps it too ([`Connection::deadline`](super::Connection::deadline)). An entry is
/// not moved when a packet comes, which would cost something for each packet: it is looked at when it is due, and set again
/// if the connection was heard since. It goes with its connection: left to come due, the entries of short connections with a
/// long keep-alive would pile up for hours.
#[derive(Debug, Default)]
pub(super) struct Deadlines {
    by_time: BTreeSet<(Duration, ConnectionId)>,
}

impl Deadlines {
    /// The entry of a connection goes from one time to another, comes or goes away.
    pub(super) fn change(&mut self, connection: ConnectionId, from: Option<Duration>, to: Option<Duration>) {
        if let Some(from) = from {
            self.by_time.remove(&(from, connection));
        }
        if let Some(to) = to {
            self.by_time.insert((to, connection));
        }
    }

    pub(super) fn next(&self) -> Option<Duration> {
        self.by_time.first().map(|(deadline, _)| *deadline)
    }

    /// The connection whose entry is due, if one is.
    pub(super) fn due(&self, now: Duration) -> Option<ConnectionId> {
        let (deadline, connection) = *self.by_time.first()?;
        (deadline <= now).then_some(connection)
    }
}
