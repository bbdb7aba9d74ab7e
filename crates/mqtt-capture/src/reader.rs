//! The events of a capture, one after the other.

use std::collections::VecDeque;
use std::io::Read;
use std::time::Duration;

use mqtt_trace::Event;

use crate::Stop;
use crate::frames::{Frames, Next};
use crate::link::{self, Content};
use crate::table::{Table, Told};

/// What a capture held, besides events.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Frames.
    pub frames: u64,
    /// Of these, TCP segments.
    pub segments: u64,
    /// Frames on a link of a kind that is not known, which were passed over.
    pub unknown_links: u64,
    /// MQTT connections.
    pub connections: u64,
}

/// Reads a capture: an iterator over the events in it. The last item is an error when the capture could not be read
/// to its end.
pub struct Reader {
    frames: Frames,
    table: Table,
    counts: Counts,
    /// Events of the frame that was read last.
    ready: VecDeque<Event>,
    time: Duration,
    over: Option<Over>,
}

/// How the file ended.
enum Over {
    /// This is still to be said.
    Stopped(Stop),
    Said,
}

impl Reader {
    /// Reads a capture from its first byte on. Besides connections that begin with CONNECT, those from and to
    /// `ports` are MQTT: their beginning need not have been captured.
    ///
    /// # Errors
    /// [`Stop`], when it does not begin as a capture.
    pub fn new(from: impl Read + Send + 'static, ports: Vec<u16>) -> Result<Reader, Stop> {
        Ok(Reader {
            frames: Frames::new(from)?,
            table: Table::new(ports),
            counts: Counts::default(),
            ready: VecDeque::new(),
            time: Duration::ZERO,
            over: None,
        })
    }

    /// Whether bytes begin as a capture does, in any of its formats. Four bytes suffice.
    #[must_use]
    pub fn recognises(bytes: &[u8]) -> bool {
        const BEGINNINGS: [[u8; 4]; 7] = [
            [0x0a, 0x0d, 0x0d, 0x0a],
            [0xa1, 0xb2, 0xc3, 0xd4],
            [0xd4, 0xc3, 0xb2, 0xa1],
            [0xa1, 0xb2, 0x3c, 0x4d],
            [0x4d, 0x3c, 0xb2, 0xa1],
            [0xa1, 0xb2, 0xcd, 0x34],
            [0x34, 0xcd, 0xb2, 0xa1],
        ];
        BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
    }

    /// What has been read so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts { connections: self.table.told(), ..self.counts }
    }

    /// Reads until there are events, or no more frames.
    fn read(&mut self) -> Result<bool, Stop> {
        let Reader { frames, table, counts, ready, time, .. } = self;
        let next = frames.next(|now, link, bytes| {
            *time = now;
            counts.frames += 1;
            match link::read(link, bytes) {
                Content::Tcp(segment) => {
                    counts.segments += 1;
                    table.segment(&segment, now, |told| ready.push_back(event(now, told)));
                }
                Content::Other => {}
                Content::UnknownLink => counts.unknown_links += 1,
            }
        })?;
        Ok(!matches!(next, Next::End))
    }
}

impl Iterator for Reader {
    type Item = Result<Event, Stop>;

    fn next(&mut self) -> Option<Result<Event, Stop>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(Ok(event));
            }
            if let Some(over) = &mut self.over {
                return match std::mem::replace(over, Over::Said) {
                    Over::Stopped(stop) => Some(Err(stop)),
                    Over::Said => None,
                };
            }
            self.over = match self.read() {
                Ok(true) => continue,
                Ok(false) => Some(Over::Said),
                Err(stop) => Some(Over::Stopped(stop)),
            };
            let (ready, time) = (&mut self.ready, self.time);
            self.table.finish(|told| ready.push_back(event(time, told)));
        }
    }
}

fn event(time: Duration, (connection, what): Told) -> Event {
    Event { time, connection, what }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("counts", &self.counts()).finish_non_exhaustive()
    }
}
