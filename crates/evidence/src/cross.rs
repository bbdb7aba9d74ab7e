//! A pupil's trace beside the record of the teacher's broker: which of its packets passed there too.
//!
//! Clocks differ between machines: the difference that most packets agree on is taken for theirs.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use mqtt_trace::summary::LoggedSummary;
use mqtt_trace::{Clients, Content, Direction, Event, Logged, Piece, What};

use crate::describe;
use crate::verdict::Mark;

/// Packets that are compared, of each of the two; further ones are left out.
const MOST: usize = 1 << 20;
/// Times kept of packets that are alike, such as PINGREQ of one client.
const ALIKE: usize = 64;
/// How far from each other two clocks may say that the same packet passed, beside their difference, in microseconds.
const TOLERANCE: i64 = 2_000_000;
/// Packets that were not found and are named.
const NAMED: usize = 5;

/// The record of the teacher's broker: `logdump --record` before it, a capture, or its log.
#[derive(Debug, Default)]
pub struct Reference {
    clients: Clients,
    count: usize,
    whole: HashMap<u64, Vec<i64>>,
    /// By what a log tells of them.
    logged: HashMap<u64, Vec<i64>>,
}

/// How a trace agrees with the reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Packets of the trace.
    pub packets: usize,
    /// Those of them that the reference has too, at the same time but for the difference of clocks.
    pub found: usize,
    /// The clock of the reference is ahead of that of the trace by so many microseconds, or behind.
    pub shift: i64,
    /// The first ones that it lacks.
    pub lacking: Vec<Mark>,
}

/// Compares a trace with a reference.
#[derive(Debug)]
pub struct CrossCheck<'t> {
    reference: &'t Reference,
    clients: Clients,
    packets: Vec<Packet>,
}

#[derive(Debug)]
struct Packet {
    time: i64,
    /// When packets alike passed in the reference: a place among its times.
    key: Option<Key>,
    /// For those that nobody saw.
    mark: Mark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Whole(u64),
    Logged(u64),
}

impl Reference {
    /// Takes the next event of the reference.
    pub fn event(&mut self, event: &Event) {
        self.clients.observe(event);
        let What::Piece { direction, piece } = &event.what else { return };
        if self.count >= MOST {
            return;
        }
        self.count += 1;
        let client = self.clients.name(event.connection);
        let (keys, hash) = match &piece.content {
            Content::Logged(logged) => (&mut self.logged, hash_logged(client, *direction, logged)),
            _ => (&mut self.whole, hash_whole(client, *direction, piece)),
        };
        let times = keys.entry(hash).or_default();
        if times.len() < ALIKE {
            times.push(micros(event.time));
        }
    }

    fn times(&self, key: Key) -> &[i64] {
        let times = match key {
            Key::Whole(hash) => self.whole.get(&hash),
            Key::Logged(hash) => self.logged.get(&hash),
        };
        times.map_or(&[], Vec::as_slice)
    }

    fn key(&self, client: &str, direction: Direction, piece: &Piece) -> Option<Key> {
        let whole = Key::Whole(hash_whole(client, direction, piece));
        if !self.times(whole).is_empty() {
            return Some(whole);
        }
        let logged = match &piece.content {
            Content::Packet(packet) => hash_logged(client, direction, &Logged::of(packet)),
            Content::Logged(logged) => hash_logged(client, direction, logged),
            _ => return None,
        };
        Some(Key::Logged(logged)).filter(|key| !self.times(*key).is_empty())
    }
}

impl<'t> CrossCheck<'t> {
    /// Compares with `reference`, which is whole.
    #[must_use]
    pub fn new(reference: &'t Reference) -> CrossCheck<'t> {
        CrossCheck { reference, clients: Clients::default(), packets: Vec::new() }
    }

    /// Takes the next event of the trace; `place` is the number of its line.
    pub fn event(&mut self, place: u64, event: &Event) {
        self.clients.observe(event);
        let What::Piece { direction, piece } = &event.what else { return };
        if self.packets.len() >= MOST {
            return;
        }
        let client = self.clients.name(event.connection);
        let key = self.reference.key(client, *direction, piece);
        let text = if key.is_some() { String::new() } else { describe::packet(&piece.content) };
        let mark = Mark { place, time: event.time, client: client.to_owned(), text, is_cut: false };
        self.packets.push(Packet { time: micros(event.time), key, mark });
    }

    /// How they agree.
    #[must_use]
    pub fn finish(self) -> Agreement {
        let shift = self.shift().unwrap_or_default();
        // Of packets alike, each one of the reference stands for one of the trace.
        let mut used: HashMap<Key, Vec<bool>> = HashMap::new();
        let mut lacking = Vec::new();
        let packets = self.packets.len();
        let mut found = 0;
        for packet in self.packets {
            let place = packet.key.and_then(|key| {
                let times = self.reference.times(key);
                let used = used.entry(key).or_insert_with(|| vec![false; times.len()]);
                let off = |place: &usize| (times[*place] - packet.time - shift).abs();
                let place = (0..times.len()).filter(|place| !used[*place]).min_by_key(off)?;
                (off(&place) <= TOLERANCE).then(|| used[place] = true)
            });
            match place {
                Some(()) => found += 1,
                None if lacking.len() < NAMED => lacking.push(packet.mark),
                None => {}
            }
        }
        Agreement { packets, found, shift, lacking }
    }

    /// The difference of times that most pairs of like packets agree on.
    fn shift(&self) -> Option<i64> {
        let pairs = || {
            let pairs = self.packets.iter().filter_map(|packet| Some((packet.time, packet.key?)));
            pairs.flat_map(|(time, key)| self.reference.times(key).iter().map(move |there| there - time))
        };
        let mut votes: HashMap<i64, usize> = HashMap::new();
        for difference in pairs() {
            *votes.entry(difference.div_euclid(TOLERANCE / 2)).or_default() += 1;
        }
        let around = |slot: i64| [slot, slot + 1].iter().filter_map(|slot| votes.get(slot)).sum::<usize>();
        // Where two do as well, the smaller difference is the likelier one.
        let slot = *votes.keys().max_by_key(|slot| (around(**slot), -slot.abs()))?;
        let mut near: Vec<i64> =
            pairs().filter(|one| (slot..=slot + 1).contains(&one.div_euclid(TOLERANCE / 2))).collect();
        near.sort_unstable();
        near.get(near.len() / 2).copied()
    }
}

fn micros(time: Duration) -> i64 {
    // Half of the range, so that no difference overflows.
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX).min(i64::MAX / 4)
}

fn hash_whole(client: &str, direction: Direction, piece: &Piece) -> u64 {
    hash(&(named(client), direction, &piece.bytes))
}

fn hash_logged(client: &str, direction: Direction, logged: &Logged) -> u64 {
    hash(&(named(client), direction, LoggedSummary(logged).to_string()))
}

/// The client identifier. Where there is none, the number of the connection stands for it, which differs from record to
/// record. (A log has the name that the broker gave instead, and is of no help there.)
fn named(client: &str) -> &str {
    if client.starts_with('#') { "" } else { client }
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
