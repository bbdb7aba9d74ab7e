//! What is written on an arrow: the packet's name and marks above it, its content below.

use mqtt_packet::{Packet, PacketType, decode};

use crate::messages;
use crate::summary::Summary;
use crate::visible::Hex;

/// The texts of an arrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// The packet's type; `None` for bytes that are no packet.
    pub(super) packet: Option<PacketType>,
    /// `PUBLISH DUP q1 m7`.
    pub(super) head: String,
    /// `maison/salon « 21.5 »`.
    pub(super) content: String,
}

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
                labels.push(Label { packet: None, head, content: messages::decode_error(error) });
                break;
            }
        }
    }
    labels
}

fn of_packet(packet: &Packet<&[u8]>) -> Label {
    let text = Summary(packet).to_string();
    // The words of the summary that name the packet and its marks.
    let words = match packet {
        Packet::Connect(_) => 1,
        Packet::Subscribe(_) | Packet::Unsubscribe(_) => 2,
        Packet::Publish(publish) => {
            2 + usize::from(publish.dup)
                + usize::from(publish.retain)
                + usize::from(publish.packet_id.is_some())
        }
        _ => usize::MAX,
    };
    let end = text.match_indices(' ').nth(words.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    Label {
        packet: Some(packet.packet_type()),
        head: text[..end].to_owned(),
        content: text[end..].trim_start().to_owned(),
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
