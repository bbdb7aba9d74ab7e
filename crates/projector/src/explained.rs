//! The bytes of a packet, field by field, for the page.

use mqtt_trace::explain::Explained;
use mqtt_trace::visible::Hex;
use mqtt_trace::{Content, Event, Piece, What};
use serde::Serialize;

use crate::messages;
use crate::row::cut;

/// Bytes of a packet that are shown.
const BYTES: usize = 1024;

/// Bytes shown of a field in its row.
const FIELD: usize = 32;

/// Characters shown of a value.
const VALUE: usize = 300;

/// A packet, or bytes that are none.
#[derive(Debug, Serialize)]
pub(crate) struct Explanation {
    /// Heads of the columns of the fields.
    heads: [&'static str; 5],
    /// Bytes in all.
    size: usize,
    /// The first ones, in hexadecimal, with a space between two.
    hex: String,
    fields: Vec<Field>,
    /// Why it is no packet.
    fault: Option<String>,
    /// What else is to be known.
    notes: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Field {
    /// The offset of its first byte, and of the one after its last.
    from: usize,
    to: usize,
    /// Its bytes; for a field smaller than a byte, its bits.
    hex: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    bits: Option<String>,
    name: &'static str,
    value: String,
    meaning: String,
    clause: &'static str,
}

impl Explanation {
    /// Of an event that is a packet, or bytes.
    pub(crate) fn of(event: &Event) -> Option<Explanation> {
        let What::Piece { piece, .. } = &event.what else { return None };
        let explained = match &piece.content {
            Content::Packet(_) | Content::Undecodable(_) => Some(Explained::of(piece)),
            Content::Raw | Content::Logged(_) => None,
        };
        let fault = explained.as_ref().and_then(|explained| explained.fault);
        let rows = explained.map_or_else(Vec::new, |explained| explained.rows);
        Some(Explanation {
            heads: mqtt_trace::messages::EXPLAIN_HEADS,
            size: piece.bytes.len(),
            hex: hex(&piece.bytes, BYTES),
            fields: rows.into_iter().map(Field::of).collect(),
            fault: fault.map(mqtt_trace::messages::decode_error),
            notes: notes(piece),
        })
    }
}

impl Field {
    fn of(row: mqtt_trace::explain::Row) -> Field {
        Field {
            from: row.span.bytes.start,
            to: row.span.bytes.end,
            hex: hex(&row.bytes, FIELD),
            bits: row.bits,
            name: row.name,
            value: cut(row.value, VALUE),
            meaning: row.meaning,
            clause: row.clause,
        }
    }
}

/// The first bytes, in hexadecimal.
fn hex(bytes: &[u8], most: usize) -> String {
    Hex(&bytes[..bytes.len().min(most)]).to_string()
}

fn notes(piece: &Piece) -> Vec<&'static str> {
    let raw = (piece.content == Content::Raw).then_some(messages::RAW);
    let logged = matches!(piece.content, Content::Logged(_)).then_some(messages::NO_BYTES);
    let masked = piece.masked.then_some(messages::MASKED);
    [raw, logged, masked].into_iter().flatten().collect()
}
