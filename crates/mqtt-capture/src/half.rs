//! One direction of a connection: its segments put in order, and cut into packets.

use std::collections::BTreeMap;
use std::time::Duration;

use mqtt_packet::DecodeError;
use mqtt_trace::{Content, Direction, Stream, What};

use crate::resync;

/// Bytes that may wait for a segment before them; more, and that segment is taken for lost.
const WAITING: usize = 1 << 20;

/// Segments further ahead than any window of TCP belong to no connection that makes sense.
const AHEAD: u64 = 1 << 30;

/// How long a segment that its receiver has acknowledged may still come late in the capture.
const LATE: Duration = Duration::from_millis(5);

/// Bytes among which a packet's beginning is looked for.
const SOUGHT: usize = 64 << 10;

/// Reassembles a direction.
#[derive(Debug)]
pub(crate) struct Half {
    direction: Direction,
    /// The place of the next byte expected. Places count from 2^32, so that none is negative; their lower half is
    /// TCP's own number.
    next: Option<u64>,
    /// Segments that came before their turn, by place.
    early: BTreeMap<u64, Early>,
    early_bytes: usize,
    /// Since when the segment before them is missing.
    since: Duration,
    /// The place up to which the receiver has acknowledged.
    acknowledged: u64,
    /// The place of FIN.
    end: Option<u64>,
    ended: bool,
    stream: Stream,
    /// Until the beginning of a packet is found.
    seeking: Option<Box<Seeking>>,
}

#[derive(Debug)]
struct Early {
    bytes: Vec<u8>,
    cut: u32,
}

#[derive(Debug)]
struct Seeking {
    lost: Option<u64>,
    /// Bytes given up already.
    skipped: u64,
    bytes: Vec<u8>,
    /// Where segments begin in `bytes`.
    segments: Vec<usize>,
    /// Do not look everywhere again before there are so many bytes.
    again_at: usize,
}

impl Seeking {
    fn new(lost: Option<u64>) -> Box<Seeking> {
        Box::new(Seeking { lost, skipped: 0, bytes: Vec::new(), segments: Vec::new(), again_at: 1 })
    }
}

/// The place of a number of TCP, near another place.
fn place(near: u64, sequence: u32) -> u64 {
    let ahead = i64::from(sequence.wrapping_sub(near as u32).cast_signed());
    near.saturating_add_signed(ahead)
}

impl Half {
    /// A direction of which nothing has come yet.
    pub(crate) fn new(direction: Direction) -> Half {
        Half {
            direction,
            next: None,
            early: BTreeMap::new(),
            early_bytes: 0,
            since: Duration::ZERO,
            acknowledged: 0,
            end: None,
            ended: false,
            stream: Stream::default(),
            seeking: None,
        }
    }

    /// The number of the first byte, when the beginning of the connection has been captured.
    pub(crate) fn begin(&mut self, sequence: u32) {
        self.next = Some((1 << 32) + u64::from(sequence));
    }

    /// The capture began after the connection: the beginning of a packet must be found.
    pub(crate) fn join(&mut self) {
        self.seeking = Some(Seeking::new(None));
    }

    /// Nothing of this direction can be decoded.
    pub(crate) fn give_up(&mut self) {
        self.stream.give_up();
        self.seeking = None;
    }

    /// The sender has closed, and all that it had sent has been told.
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// Bytes held here.
    pub(crate) fn held(&self) -> usize {
        self.early_bytes
            + self.stream.waiting()
            + self.seeking.as_ref().map_or(0, |seeking| seeking.bytes.len())
    }

    /// The other side says what it has received; with its last word when it is `closing`.
    pub(crate) fn acknowledge(&mut self, sequence: u32, closing: bool, now: Duration, out: &mut Vec<What>) {
        // The number that a connection joined in the middle goes on with.
        let next = *self.next.get_or_insert((1 << 32) + u64::from(sequence));
        self.acknowledged = self.acknowledged.max(place(next, sequence));
        self.pass_over_holes(if closing { Duration::MAX } else { now }, out);
    }

    /// A segment has come; `cut` bytes after `payload` were not captured.
    pub(crate) fn segment(
        &mut self,
        sequence: u32,
        payload: &[u8],
        cut: u32,
        fin: bool,
        now: Duration,
        out: &mut Vec<What>,
    ) {
        let next = *self.next.get_or_insert((1 << 32) + u64::from(sequence));
        let start = place(next, sequence);
        let end = start + payload.len() as u64 + u64::from(cut);
        if fin && self.end.is_none() {
            self.end = Some(end);
        }
        if start <= next {
            if end > next {
                self.take(start, payload, cut, out);
                self.take_early(out);
            }
        } else if start - next < AHEAD && end > start {
            self.hold(start, payload, cut, now);
        }
        self.pass_over_holes(now, out);
        self.check_end();
    }

    /// Nothing more will come.
    pub(crate) fn finish(&mut self, out: &mut Vec<What>) {
        while !self.early.is_empty() {
            self.pass_over_hole(out);
        }
        out.extend(self.stream.finish().map(|piece| What::Piece { direction: self.direction, piece }));
        if let Some(seeking) = self.seeking.take() {
            let skipped = seeking.skipped + seeking.bytes.len() as u64;
            if seeking.lost.is_some() || skipped > 0 {
                out.push(What::Gap { direction: self.direction, lost: seeking.lost, skipped });
            }
        }
        self.ended = true;
    }

    /// Too much is held in all: what is held here is told as it is, and left.
    pub(crate) fn drop_held(&mut self, out: &mut Vec<What>) {
        let ended = self.ended;
        self.finish(out);
        self.ended = ended;
        self.seeking = Some(Seeking::new(Some(0)));
    }

    /// Bytes in their turn, of which the beginning may have come before.
    fn take(&mut self, start: u64, payload: &[u8], cut: u32, out: &mut Vec<What>) {
        let Some(next) = self.next else { return };
        let end = start + payload.len() as u64;
        let known = usize::try_from(next - start).unwrap_or(usize::MAX);
        if let Some(fresh) = payload.get(known..).filter(|fresh| !fresh.is_empty()) {
            self.deliver(fresh, out);
        }
        let whole = end + u64::from(cut);
        if cut > 0 && whole > next.max(end) {
            self.lose(whole - next.max(end), out);
        }
        self.next = Some(next.max(whole));
    }

    fn take_early(&mut self, out: &mut Vec<What>) {
        while let Some(first) = self.early.first_entry() {
            let start = *first.key();
            if self.next.is_none_or(|next| start > next) {
                return;
            }
            let Early { bytes, cut } = first.remove();
            self.early_bytes -= bytes.len();
            if start + bytes.len() as u64 + u64::from(cut) > self.next.unwrap_or(0) {
                self.take(start, &bytes, cut, out);
            }
        }
    }

    fn hold(&mut self, start: u64, payload: &[u8], cut: u32, now: Duration) {
        if self.early.is_empty() {
            self.since = now;
        }
        let held = self.early.get(&start);
        if held.is_none_or(|held| held.bytes.len() < payload.len()) {
            self.early_bytes += payload.len();
            let replaced = self.early.insert(start, Early { bytes: payload.to_vec(), cut });
            self.early_bytes -= replaced.map_or(0, |early| early.bytes.len());
        }
    }

    /// A hole is passed over once its receiver has acknowledged it, which proves that only the capture lacks it, or
    /// when too much waits behind it.
    fn pass_over_holes(&mut self, now: Duration, out: &mut Vec<What>) {
        while let (Some(next), Some((_, _))) = (self.next, self.early.first_key_value()) {
            // An empty segment takes room too.
            let full = self.early_bytes + self.early.len() * 64 > WAITING;
            let late = self.acknowledged > next && now.saturating_sub(self.since) > LATE;
            if !full && !late {
                return;
            }
            self.pass_over_hole(out);
            self.since = now;
        }
    }

    fn pass_over_hole(&mut self, out: &mut Vec<What>) {
        if let (Some(next), Some((&start, _))) = (self.next, self.early.first_key_value()) {
            self.lose(start - next, out);
            self.next = Some(start);
            self.take_early(out);
        }
        self.check_end();
    }

    fn check_end(&mut self) {
        self.ended |= self.end.is_some() && self.end <= self.next;
    }

    /// The next bytes will not come.
    fn lose(&mut self, lost: u64, out: &mut Vec<What>) {
        let direction = self.direction;
        if let Some(seeking) = &mut self.seeking {
            // What stood before the loss can no longer become packets.
            seeking.skipped += seeking.bytes.len() as u64;
            seeking.bytes.clear();
            seeking.segments.clear();
            seeking.again_at = 1;
            seeking.lost = seeking.lost.map(|before| before + lost);
            return;
        }
        let (cut, left) = self.stream.lose(lost);
        out.extend(cut.map(|piece| What::Piece { direction, piece }));
        match left {
            Some(skipped) => out.push(What::Gap { direction, lost: Some(lost), skipped }),
            None => self.seeking = Some(Seeking::new(Some(lost))),
        }
    }

    fn deliver(&mut self, bytes: &[u8], out: &mut Vec<What>) {
        match &mut self.seeking {
            None => self.stream.push(bytes),
            Some(seeking) => {
                let Some(found) = seeking.look(bytes, self.direction) else { return };
                let skipped = seeking.skipped + found as u64;
                if seeking.lost.is_some() || skipped > 0 {
                    out.push(What::Gap { direction: self.direction, lost: seeking.lost, skipped });
                }
                self.stream.push(&seeking.bytes[found..]);
                self.seeking = None;
            }
        }
        while let Some(piece) = self.stream.next_piece() {
            out.push(What::Piece { direction: self.direction, piece });
        }
    }
}

impl Seeking {
    /// Takes more bytes; where among all of them packets begin, once it is known.
    fn look(&mut self, bytes: &[u8], direction: Direction) -> Option<usize> {
        self.segments.push(self.bytes.len());
        self.bytes.extend_from_slice(bytes);
        let found = if self.bytes.len() < self.again_at {
            resync::find_start(&self.bytes, &self.segments[self.segments.len() - 1..], direction)
        } else {
            self.again_at = self.bytes.len() + self.bytes.len() / 4 + 1;
            resync::find(&self.bytes, &self.segments, direction)
        };
        if found.is_none() && self.bytes.len() > SOUGHT {
            let given_up = self.bytes.len() / 2;
            self.bytes.drain(..given_up);
            self.skipped += given_up as u64;
            self.segments.retain(|at| *at >= given_up);
            self.segments.iter_mut().for_each(|at| *at -= given_up);
            self.again_at = self.bytes.len();
        }
        found
    }
}

/// Whether it tells that a client speaks a version that cannot be decoded here.
pub(crate) fn is_foreign(what: &What) -> bool {
    matches!(what, What::Piece { piece, .. }
        if matches!(piece.content, Content::Undecodable(DecodeError::UnsupportedVersion { .. })))
}
