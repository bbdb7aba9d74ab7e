//! A packet explained byte by byte: for each field its place, its value, what it means and the clause.
//!
//! ```
//! use mqtt_trace::explain::explain;
//!
//! let explained = explain(&[0x40, 0x02, 0x00, 0x07]);
//! let id = &explained.rows[3];
//! assert_eq!((id.span.bytes.clone(), id.name, id.value.as_str()), (2..4, "identifiant de paquet", "7"));
//! ```
//! A password in `bytes` is explained like the rest: [`Explained::of`] a recorded piece hides it. [`Table`] aligns it
//! all for a terminal.

mod clause;
mod piece;
mod table;

use mqtt_packet::{DecodeError, Field, PacketType, Span, decode_with};

use crate::messages;
use crate::visible::VisibleBytes;

pub use table::Table;

/// The fields of a packet, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The packet's type, when its first byte is one.
    pub packet: Option<PacketType>,
    /// Its fields; those before the fault when there is one.
    pub rows: Vec<Row>,
    /// Why the bytes are not a packet.
    pub fault: Option<DecodeError>,
    /// Bytes of the packet; further ones are not looked at. All the bytes when there is a fault.
    pub size: usize,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which field, and where it lies.
    pub span: Span,
    /// Its bytes; for a field smaller than a byte, the byte that holds it.
    pub bytes: Vec<u8>,
    /// For a field smaller than a byte: its eight bits, those of other fields replaced by `.`: `0011 ....`.
    pub bits: Option<String>,
    /// Its name, in French.
    pub name: &'static str,
    /// Its value: a number, or a text between guillemets.
    pub value: String,
    /// What the value means, in French.
    pub meaning: String,
    /// The numbered statement or the section of the standard.
    pub clause: &'static str,
}

/// Explains the packet at the start of `bytes`.
#[must_use]
pub fn explain(bytes: &[u8]) -> Explained {
    let mut spans = Vec::new();
    let decoded = decode_with(&bytes, &mut spans);
    let packet = bytes.first().and_then(|first| PacketType::from_u8(first >> 4));
    let rows = spans.into_iter().map(|span| row(span, bytes, packet)).collect();
    match decoded {
        Ok((_, size)) => Explained { packet, rows, fault: None, size },
        Err(error) => Explained { packet, rows, fault: Some(error), size: bytes.len() },
    }
}

fn row(span: Span, bytes: &[u8], packet: Option<PacketType>) -> Row {
    let content = bytes.get(span.bytes.clone()).unwrap_or_default();
    let number = number(&span, content);
    let (value, number) = match (span.field, number) {
        (Field::ReservedFlags, Some(flags)) => (format!("{flags:04b}"), flags),
        (_, Some(number)) => (number.to_string(), number),
        (_, None) => (format!("«\u{a0}{}\u{a0}»", VisibleBytes(content)), content.len()),
    };
    Row {
        name: messages::field(span.field),
        value,
        meaning: messages::meaning(span.field, number, packet),
        clause: clause::of(span.field, packet),
        bits: span.bits.clone().map(|bits| pattern(content.first().copied().unwrap_or_default(), &bits)),
        bytes: content.to_vec(),
        span,
    }
}

/// The value of a field that is a number.
fn number(span: &Span, content: &[u8]) -> Option<usize> {
    if let (Some(bits), Some(byte)) = (&span.bits, content.first()) {
        return Some(usize::from(byte >> bits.start) & ((1 << bits.len()) - 1));
    }
    let value = |bytes: &[u8]| bytes.iter().fold(0, |value, byte| value << 8 | usize::from(*byte));
    match span.field {
        Field::RemainingLength => {
            Some(content.iter().rev().fold(0, |value, byte| value << 7 | usize::from(byte & 0x7f)))
        }
        Field::ProtocolName
        | Field::ClientId
        | Field::WillTopic
        | Field::WillMessage
        | Field::UserName
        | Field::Password
        | Field::TopicName
        | Field::TopicFilter
        | Field::Payload => None,
        _ => Some(value(content)),
    }
}

/// The bits of a byte, those outside of `bits` as dots.
fn pattern(byte: u8, bits: &std::ops::Range<u8>) -> String {
    let mut pattern = String::with_capacity(9);
    for bit in (0..8).rev() {
        pattern.push(match (bits.contains(&bit), byte >> bit & 1) {
            (false, _) => '.',
            (true, 0) => '0',
            (true, _) => '1',
        });
        if bit == 4 {
            pattern.push(' ');
        }
    }
    pattern
}
