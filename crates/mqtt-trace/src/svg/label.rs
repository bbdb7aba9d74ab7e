//! What is written on an arrow: the packet's name and marks above it, its content below.

use mqtt_packet::{Packet, PacketType, decode};

use crate::summary::Summary;
use crate::visible::Hex;
use crate::{Content, Piece, Seen, messages, width};

/// What is written on an arrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The packet's type; `None` for bytes that are no packet.
    pub packet: Option<PacketType>,
    /// A double line.
    pub dup: bool,
    /// A dot at the start.
    pub retain: bool,
    /// `PUBLISH DUP q1 m7`.
    pub head: String,
    /// `maison/salon « 21.5 »`.
    pub content: String,
}

/// Columns kept of a recorded text.
const LONGEST: usize = 200;

/// Bytes shown of what is no packet.
const BYTES_SHOWN: usize = 12;

/// The labels of the packets that `bytes` hold, one after the other.
pub(super) fn of(mut bytes: &[u8]) -> Vec<Label> {
    let mut labels = Vec::new();
    while !bytes.is_empty() {
        match decode(&bytes) {
            Ok((packet, size)) => {
                labels.push(of_packet(&packet));
                bytes = &bytes[size..];
            }
            Err(error) => {
                let shown = &bytes[..bytes.len().min(BYTES_SHOWN)];
                let cut = if shown.len() < bytes.len() { " …" } else { "" };
                let head = messages::undecodable_bytes(&format!("{}{cut}", Hex(shown)));
                labels.push(Label {
                    packet: None,
                    dup: false,
                    retain: false,
                    head,
                    content: messages::decode_error(error),
                });
                break;
            }
        }
    }
    labels
}

fn of_packet(packet: &Packet<&[u8]>) -> Label {
    let (dup, retain, has_id) = match packet {
        Packet::Publish(publish) => (publish.dup, publish.retain, publish.packet_id.is_some()),
        _ => (false, false, packet.packet_id().is_some()),
    };
    Label::split(&Summary(packet).to_string(), packet.packet_type(), (dup, retain, has_id))
}

impl Label {
    /// The label of a packet that was recorded, with what it answers.
    #[must_use]
    pub fn of(seen: &Seen<'_>, piece: &Piece) -> Label {
        let crate::label::Label { what, answers } = crate::label::Label::of(seen, piece);
        let Some(packet_type) = piece.content.packet_type() else {
            let content = match piece.content {
                Content::Undecodable(error) => messages::decode_error(error),
                _ => String::new(),
            };
            return Label { packet: None, dup: false, retain: false, head: what, content };
        };
        let (dup, retain) = piece.content.message().map_or((false, false), |one| (one.dup, one.retain));
        let mut label = Label::split(&what, packet_type, (dup, retain, piece.content.packet_id().is_some()));
        for text in [&mut label.content, &mut label.head] {
            if width::of_text(text) > LONGEST {
                *text = width::fit(text, LONGEST);
            }
        }
        label.content = format!("{} {answers}", label.content).trim().to_owned();
        label
    }

    /// Cuts a summary between what names the packet and what it holds. `marks`: whether there are DUP, RETAIN and a
    /// packet identifier.
    fn split(text: &str, packet_type: PacketType, marks: (bool, bool, bool)) -> Label {
        let (dup, retain, has_id) = marks;
        let words = match packet_type {
            PacketType::Connect => 1,
            PacketType::Subscribe | PacketType::Unsubscribe => 1 + usize::from(has_id),
            PacketType::Publish => 2 + usize::from(dup) + usize::from(retain) + usize::from(has_id),
            _ => usize::MAX,
        };
        let end = text.match_indices(' ').nth(words.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
        let (head, content) = (text[..end].to_owned(), text[end..].trim_start().to_owned());
        Label { packet: Some(packet_type), dup, retain, head, content }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_contents() {
        let table: [(&[u8], &str, &str); 6] = [
            (b"\x30\x08\x00\x04a/bc42", "PUBLISH q0", "a/bc «\u{a0}42\u{a0}»"),
            (b"\x3b\x06\x00\x01a\x00\x07x", "PUBLISH DUP RETAIN q1 m7", "a «\u{a0}x\u{a0}»"),
            (b"\x10\x0d\x00\x04MQTT\x04\x02\x00\x3c\x00\x01a", "CONNECT", "«\u{a0}a\u{a0}» c1 k60"),
            (b"\x20\x02\x01\x00", "CONNACK 0 (session reprise)", ""),
            (b"\x82\x06\x00\x01\x00\x01#\x02", "SUBSCRIBE m1", "# q2"),
            (b"\xe0\x00", "DISCONNECT", ""),
        ];
        for (bytes, head, content) in table {
            let labels = of(bytes);
            assert_eq!((labels[0].head.as_str(), labels[0].content.as_str()), (head, content));
        }
    }

    #[test]
    fn packets_in_a_row_and_then_none() {
        let labels = of(b"\xc0\x00\xc0\x00\xf0");
        assert_eq!(labels.len(), 3);
        assert_eq!(labels[2].packet, None);
    }
}
