//! Whose trace this is, and whether another one is a copy of it.
//!
//! What cannot be chosen in an honest trace is its rhythm: no two exchanges have the same microseconds between their
//! packets. Names, session number and time of day may be altered in a copy; those who also alter the rhythm have written
//! a forgery, which nothing excludes as long as it is consistent.

use std::collections::BTreeSet;
use std::time::Duration;

use mqtt_packet::PacketType;
use mqtt_trace::json::{Header, Record};
use mqtt_trace::{Event, What};

/// Packets of a bar.
const BAR: usize = 6;
/// Bars that are kept.
const KEPT: usize = 256;
/// Bars shorter than this are the same on every machine.
const SHORTEST: Duration = Duration::from_micros(300);
/// Bars that two traces must share to be copies, and the share of the shorter trace that these must be: one in three.
const SHARED: usize = 3;
/// The longest text of a header that is kept, in characters, and how many headers are.
const LONGEST: usize = 64;
const HEADERS: usize = 8;

/// What tells one trace from another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imprint {
    sessions: Vec<String>,
    seats: Vec<String>,
    packets: u64,
    /// How many times the clock goes backwards.
    backwards: u64,
    last: Option<Duration>,
    /// The last times and types.
    bar: Vec<(Duration, PacketType)>,
    /// Hashes of bars, the smallest ones: a sample that does not depend on where a trace begins or ends.
    bars: BTreeSet<u64>,
}

impl Imprint {
    /// Takes a line of a record.
    pub fn record(&mut self, record: &Record) {
        match record {
            Record::Header(header) => self.header(header),
            Record::Event(event) => self.event(event),
        }
    }

    /// Takes a header.
    pub fn header(&mut self, header: &Header) {
        let cut = |text: &str| text.chars().take(LONGEST).collect::<String>();
        if self.sessions.len() < HEADERS {
            self.sessions.push(cut(&header.session));
            self.seats.extend(header.seat.as_deref().map(cut));
        }
    }

    /// Takes the next event.
    pub fn event(&mut self, event: &Event) {
        self.backwards += u64::from(self.last.is_some_and(|last| event.time < last));
        self.last = Some(event.time);
        let What::Piece { piece, .. } = &event.what else { return };
        let Some(packet_type) = piece.content.packet_type() else { return };
        self.packets += 1;
        if self.bar.len() == BAR {
            self.bar.remove(0);
        }
        self.bar.push((event.time, packet_type));
        if let Some(hash) = rhythm(&self.bar) {
            self.bars.insert(hash);
        }
        if self.bars.len() > KEPT {
            self.bars.pop_last();
        }
    }

    /// The session numbers of its headers: one for each record that is in it.
    #[must_use]
    pub fn sessions(&self) -> &[String] {
        &self.sessions
    }

    /// The seats of its headers.
    #[must_use]
    pub fn seats(&self) -> &[String] {
        &self.seats
    }

    /// How many packets it has.
    #[must_use]
    pub fn packets(&self) -> u64 {
        self.packets
    }

    /// How many times its clock goes backwards, which no record does by itself.
    #[must_use]
    pub fn backwards(&self) -> u64 {
        self.backwards
    }

    /// Whether one of the two is a copy of the other, or of a part of it.
    #[must_use]
    pub fn is_copy_of(&self, other: &Imprint) -> bool {
        if self.sessions.iter().any(|session| other.sessions.contains(session)) {
            return true;
        }
        let shared = self.bars.intersection(&other.bars).count();
        shared >= SHARED && 3 * shared >= self.bars.len().min(other.bars.len())
    }
}

/// A hash of the times between packets; `None` for what says nothing: too short, or in whole seconds as in a log.
fn rhythm(bar: &[(Duration, PacketType)]) -> Option<u64> {
    let (first, last) = (bar.first()?.0, bar.last()?.0);
    let in_seconds = bar.iter().all(|(time, _)| time.subsec_micros() == first.subsec_micros());
    if bar.len() < BAR || in_seconds || last.saturating_sub(first) < SHORTEST {
        return None;
    }
    let gaps = bar.windows(2).map(|pair| pair[1].0.saturating_sub(pair[0].0).as_micros());
    let types = bar.iter().map(|(_, packet_type)| *packet_type as u128);
    Some(gaps.chain(types).fold(FNV_OFFSET, |hash, number| {
        number.to_le_bytes().iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME))
    }))
}

/// FNV-1a.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;
