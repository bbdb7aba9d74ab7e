//! One direction of a connection: what waits in it.

use std::collections::VecDeque;
use std::num::NonZeroU64;
use std::time::Duration;

use bytes::Bytes;

use super::resend::Awaited;

/// Bytes that may wait before no more are read.
const ROOM: usize = 64 << 10;

/// What has been read from one side and has not yet been written to the other, each with its time.
#[derive(Debug, Default)]
pub(super) struct Lane {
    waiting: VecDeque<(Duration, Item)>,
    /// Bytes among them.
    bytes: usize,
    /// Held back until another has passed.
    held: Option<Item>,
    /// When the last of them has arrived: nothing overtakes.
    free: Duration,
    /// Nothing more comes.
    closed: bool,
    /// How many have come so far.
    pub(super) count: u64,
    /// The speed that was told last.
    pub(super) told: Option<NonZeroU64>,
}

/// What waits in a lane.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) wire: Bytes,
    pub(super) then: Then,
}

/// What its arrival means.
#[derive(Debug)]
pub(super) enum Then {
    Nothing,
    /// An answer is awaited for so long.
    Await(Awaited, Duration, Bytes),
    /// It is an answer.
    Answer(Awaited),
    /// The side has closed its half.
    End,
    Cut {
        lost: bool,
        refuse: Option<Duration>,
    },
    Refused(Duration),
}

impl Item {
    pub(super) fn bytes(wire: Bytes) -> Item {
        Item { wire, then: Then::Nothing }
    }
}

impl Lane {
    /// Adds an item, which arrives after `delay`, and after what is before it. At a speed, it arrives whole when its
    /// last byte does.
    pub(super) fn push(&mut self, item: Item, now: Duration, delay: Duration, speed: Option<NonZeroU64>) {
        let size = item.wire.len();
        let transfer = speed.map_or(Duration::ZERO, |speed| {
            Duration::from_micros((size as u64).saturating_mul(1_000_000) / speed)
        });
        let start = self.free.max(now.saturating_add(delay));
        self.free = start.saturating_add(transfer);
        self.bytes += size;
        self.waiting.push_back((self.free, item));
        if let Some(held) = self.held.take() {
            self.bytes += held.wire.len();
            self.waiting.push_back((self.free, held));
        }
    }

    /// Keeps an item until the next one has passed, or the lane is closed.
    pub(super) fn hold(&mut self, item: Item, now: Duration) {
        if self.held.is_some() {
            self.push(item, now, Duration::ZERO, None);
        } else {
            self.held = Some(item);
        }
    }

    /// Adds the last item.
    pub(super) fn close(&mut self, item: Item, now: Duration) {
        if let Some(held) = self.held.take() {
            self.push(held, now, Duration::ZERO, None);
        }
        self.push(item, now, Duration::ZERO, None);
        self.closed = true;
    }

    /// Whether more may be read.
    pub(super) fn has_room(&self) -> bool {
        !self.closed && self.bytes < ROOM
    }

    /// The next item if its time has come.
    pub(super) fn pop(&mut self, now: Duration) -> Option<Item> {
        if self.next_due()? > now {
            return None;
        }
        let (_, item) = self.waiting.pop_front()?;
        self.bytes -= item.wire.len();
        Some(item)
    }

    /// When to ask again.
    pub(super) fn next_due(&self) -> Option<Duration> {
        self.waiting.front().map(|(due, _)| *due)
    }
}
