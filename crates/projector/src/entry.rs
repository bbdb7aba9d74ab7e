//! An event that is kept, with what its exchange has told of it.

use bytes::Bytes;
use mqtt_trace::{Content, Event, Piece, Request, Seen, What};

use crate::row::Row;

/// An event of the history. It can be seen again at any time, as on the first day.
#[derive(Debug)]
pub(crate) struct Entry {
    event: Event,
    place: u64,
    client: String,
    news: bool,
    request: Option<Request>,
    orphan: bool,
    /// The row of the page, in JSON; `None` for what is not shown.
    pub(crate) row: Option<String>,
}

/// Roughly what an entry takes beside its bytes and texts.
const OVERHEAD: usize = 512;

impl Entry {
    pub(crate) fn of(seen: &Seen<'_>) -> Entry {
        Entry {
            event: own(seen.event),
            place: seen.place,
            client: seen.client.to_owned(),
            news: seen.news,
            request: seen.request.clone(),
            orphan: seen.orphan,
            row: Row::of(seen).and_then(|row| serde_json::to_string(&row).ok()),
        }
    }

    pub(crate) fn seen(&self) -> Seen<'_> {
        Seen {
            event: &self.event,
            place: self.place,
            client: &self.client,
            news: self.news,
            request: self.request.clone(),
            orphan: self.orphan,
        }
    }

    /// Its place in the exchange, from 1.
    pub(crate) fn place(&self) -> u64 {
        self.place
    }

    pub(crate) fn event(&self) -> &Event {
        &self.event
    }

    /// Bytes of memory, roughly.
    pub(crate) fn cost(&self) -> usize {
        let bytes = match &self.event.what {
            What::Piece { piece, .. } => piece.bytes.len(),
            _ => 0,
        };
        let topics = self.request.iter().flat_map(|request| request.topics.iter());
        let texts = self.client.len() + self.row.as_ref().map_or(0, String::len);
        OVERHEAD + bytes + texts + topics.map(String::len).sum::<usize>()
    }
}

/// A copy that shares no buffer: a packet of two bytes must not keep the megabyte alive that it came with.
fn own(event: &Event) -> Event {
    let What::Piece { direction, piece } = &event.what else { return event.clone() };
    let bytes = Bytes::copy_from_slice(&piece.bytes);
    let content = match (&piece.content, mqtt_packet::decode(&bytes)) {
        (Content::Packet(_), Ok((packet, _))) => Content::Packet(packet),
        (other, _) => other.clone(),
    };
    let piece = Piece { content, bytes, masked: piece.masked };
    Event { what: What::Piece { direction: *direction, piece }, ..*event }
}
