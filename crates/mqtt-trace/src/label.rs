//! What is written on the arrow of a packet: what it is, and what it answers.

use std::fmt;

use mqtt_packet::PacketType;

use crate::summary::{LoggedSummary, Summary};
use crate::visible::Hex;
use crate::{Content, Piece, Seen, messages};

/// Bytes shown of what is no packet.
const BYTES_SHOWN: usize = 12;

/// The texts of an arrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// `PUBLISH DUP q1 m7 maison/salon « 21.5 »`.
    pub(crate) what: String,
    /// `pour maison/salon`; empty for what answers nothing, or by its name alone.
    pub(crate) answers: String,
}

impl Label {
    pub(crate) fn of(seen: &Seen<'_>, piece: &Piece) -> Label {
        Label { what: what(piece), answers: answers(seen, &piece.content) }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if self.answers.is_empty() { Ok(()) } else { write!(f, " {}", self.answers) }
    }
}

fn what(piece: &Piece) -> String {
    match &piece.content {
        Content::Packet(packet) => Summary(packet).to_string(),
        Content::Logged(logged) => LoggedSummary(logged).to_string(),
        Content::Undecodable(_) | Content::Raw => {
            let shown = &piece.bytes[..piece.bytes.len().min(BYTES_SHOWN)];
            let cut = if shown.len() < piece.bytes.len() { " …" } else { "" };
            let bytes = format!("{}{cut}", Hex(shown));
            match piece.content {
                Content::Raw => messages::raw_bytes(&bytes),
                _ => messages::undecodable_bytes(&bytes),
            }
        }
    }
}

/// What a packet answers, where its packet identifier says so.
fn answers(seen: &Seen<'_>, content: &Content) -> String {
    match &seen.request {
        Some(request) if !request.topics.is_empty() => messages::answers(&request.topics),
        None if seen.orphan && content.packet_id().is_some() => {
            messages::answers_nothing(match content.packet_type() {
                Some(PacketType::Suback) => PacketType::Subscribe,
                Some(PacketType::Unsuback) => PacketType::Unsubscribe,
                _ => PacketType::Publish,
            })
        }
        _ => String::new(),
    }
}
