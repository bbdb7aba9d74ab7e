//! When to look at a connection again.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use super::ConnectionId;

/// One entry for each connection with a limit. An entry is not moved when a packet comes, which would cost
/// something for each packet: it is looked at when it is due, and set again if the connection was heard since.
#[derive(Debug, Default)]
pub(super) struct Deadlines {
    heap: BinaryHeap<Reverse<(Duration, ConnectionId)>>,
}

impl Deadlines {
    pub(super) fn set(&mut self, connection: ConnectionId, deadline: Duration) {
        self.heap.push(Reverse((deadline, connection)));
    }

    pub(super) fn next(&self) -> Option<Duration> {
        self.heap.peek().map(|Reverse((deadline, _))| *deadline)
    }

    pub(super) fn pop_due(&mut self, now: Duration) -> Option<ConnectionId> {
        if self.next()? > now {
            return None;
        }
        self.heap.pop().map(|Reverse((_, connection))| connection)
    }
}
