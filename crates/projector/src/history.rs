//! The last events, for those who come late; and who is waiting for the next one.

use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use mqtt_trace::Seen;
use tokio::sync::watch;

use crate::entry::Entry;

/// Events that are kept.
pub(crate) const EVENTS: usize = 20_000;

/// Bytes that they may take, roughly: 64 MiB.
const BYTES: usize = 64 << 20;

/// What the feed and all viewers have in common.
#[derive(Debug)]
pub(crate) struct Shared {
    history: Mutex<History>,
    /// Tells viewers that there is something new.
    changed: watch::Sender<()>,
    /// Tells a page that has lost its connection whether it has found the same exchange again.
    pub(crate) instance: String,
}

/// The last events. Each has a number, from 0 in the order of coming; a cursor is the number of the next one to read.
#[derive(Debug, Default)]
struct History {
    entries: VecDeque<Arc<Entry>>,
    /// The number of the first entry: so many are gone.
    first: u64,
    bytes: usize,
    start: Option<Duration>,
}

/// A part of the history, from a cursor on.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// Events that were to be read and are gone.
    pub(crate) gone: u64,
    pub(crate) entries: Vec<Arc<Entry>>,
    /// Where to go on.
    pub(crate) next: u64,
}

impl Default for Shared {
    fn default() -> Shared {
        // The standard library draws its hash keys at random.
        let instance = format!("{:016x}", RandomState::new().hash_one("instance"));
        Shared { history: Mutex::default(), changed: watch::Sender::new(()), instance }
    }
}

impl Shared {
    pub(crate) fn push(&self, seen: &Seen<'_>) {
        let entry = Arc::new(Entry::of(seen));
        // Dropped after the lock.
        let _old = self.history().push(entry);
        self.changed.send_replace(());
    }

    /// At most `most` events from a cursor on.
    pub(crate) fn part(&self, cursor: u64, most: usize) -> Part {
        self.history().part(cursor, most)
    }

    /// The event at that place of the exchange.
    pub(crate) fn at_place(&self, place: u64) -> Option<Arc<Entry>> {
        let history = self.history();
        let found = history.entries.binary_search_by_key(&place, |entry| entry.place()).ok()?;
        history.entries.get(found).cloned()
    }

    /// The cursor of what comes next.
    pub(crate) fn end(&self) -> u64 {
        let history = self.history();
        history.first + history.entries.len() as u64
    }

    /// When the exchange began, since the Unix epoch, even if that event is gone.
    pub(crate) fn start(&self) -> Option<Duration> {
        self.history().start
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    fn history(&self) -> MutexGuard<'_, History> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl History {
    /// Adds an event, and gives those that are gone for it.
    fn push(&mut self, entry: Arc<Entry>) -> Vec<Arc<Entry>> {
        self.start.get_or_insert(entry.event().time);
        self.bytes += entry.cost();
        self.entries.push_back(entry);
        let mut gone = Vec::new();
        while self.entries.len() > EVENTS || self.bytes > BYTES {
            let Some(old) = self.entries.pop_front() else { break };
            self.bytes -= old.cost();
            self.first += 1;
            gone.push(old);
        }
        gone
    }

    fn part(&self, cursor: u64, most: usize) -> Part {
        let gone = self.first.saturating_sub(cursor);
        let cursor = cursor.max(self.first);
        let skip = usize::try_from(cursor - self.first).unwrap_or(usize::MAX);
        let entries: Vec<_> = self.entries.iter().skip(skip).take(most).cloned().collect();
        Part { gone, next: cursor + entries.len() as u64, entries }
    }
}

#[cfg(test)]
mod tests {
    use mqtt_trace::{Direction, Event, Exchange, Stream, What};

    use super::*;

    /// A PUBLISH with so many bytes of payload.
    fn publish(size: usize) -> Event {
        let mut stream = Stream::default();
        let rest = size + 3;
        let digits = [rest & 0x7f | 0x80, rest >> 7 & 0x7f | 0x80, rest >> 14 & 0x7f | 0x80, rest >> 21];
        stream.push(&[0x30]);
        stream.push(&digits.map(|digit| digit as u8));
        stream.push(b"\x00\x01t");
        stream.push(&vec![b'x'; size]);
        let piece = stream.next_piece().expect("a whole packet");
        let what = What::Piece { direction: Direction::ToBroker, piece };
        Event { time: Duration::from_secs(5), connection: 1, what }
    }

    fn filled(count: usize, size: usize) -> Shared {
        let (shared, mut exchange) = (Shared::default(), Exchange::default());
        let event = publish(size);
        (0..count).for_each(|_| shared.push(&exchange.follow(&event)));
        shared
    }

    #[test]
    fn a_late_reader_learns_how_much_is_gone_and_reads_all_the_rest() {
        let shared = filled(EVENTS + 30, 10);
        let part = shared.part(0, 100);
        assert_eq!((part.gone, part.entries.len(), part.next), (30, 100, 130));
        assert_eq!(part.entries[0].place(), 31);
        let last = shared.part(EVENTS as u64 + 20, 100);
        assert_eq!((last.gone, last.entries.len(), last.next), (0, 10, shared.end()));
    }

    #[test]
    fn an_event_is_found_by_its_place_while_it_is_kept() {
        let shared = filled(EVENTS + 30, 10);
        assert_eq!(shared.at_place(31).map(|entry| entry.place()), Some(31));
        assert!(shared.at_place(30).is_none(), "it is gone");
        assert!(shared.at_place(EVENTS as u64 + 31).is_none(), "it is still to come");
    }

    #[test]
    fn large_packets_make_the_history_shorter() {
        // Just under the largest packet that a trace keeps.
        let shared = filled(70, (1 << 20) - 100);
        let part = shared.part(0, 100);
        assert!((60..64).contains(&part.entries.len()), "{} packets of 1 MiB", part.entries.len());
        assert_eq!(part.gone + part.entries.len() as u64, 70);
        assert_eq!(shared.start(), Some(Duration::from_secs(5)), "the beginning is remembered");
    }
}
