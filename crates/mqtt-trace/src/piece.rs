//! A piece of one direction of a connection: a packet with its bytes, or bytes that are none.

use std::ops::Range;

use bytes::{Bytes, BytesMut};
use mqtt_packet::{DecodeError, Field, FieldSink, Packet, Span, decode, decode_with};

use crate::Logged;

/// A packet with its bytes, or bytes that are none. Never holds a password: in its place stand as many `*`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What the bytes are.
    pub content: Content,
    /// The bytes, password blanked; none where a log line is all that is known.
    pub bytes: Bytes,
    /// Some of the bytes have been blanked.
    pub masked: bool,
}

/// What bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A whole packet.
    Packet(Packet),
    /// A packet that cannot be decoded. What follows in its direction is [`Content::Raw`], since nobody can tell
    /// where the next packet begins; not so after [`DecodeError::TooLarge`], whose bytes are then the first ones.
    Undecodable(DecodeError),
    /// Bytes that come after such a packet.
    Raw,
    /// A packet that is known by its log line only: the piece has no bytes.
    Logged(Logged),
}

/// What stands in the place of each hidden byte.
const BLANK: u8 = b'*';

impl Piece {
    /// A packet that is known by its log line only.
    #[must_use]
    pub fn logged(logged: Logged) -> Piece {
        Piece { content: Content::Logged(logged), bytes: Bytes::new(), masked: false }
    }

    /// The piece that a whole frame makes.
    pub(crate) fn frame(bytes: Bytes) -> Piece {
        let mut password = PasswordSpan(None);
        match decode_with(&bytes, &mut password) {
            Ok((packet, _)) => match password.0 {
                // Decoded anew, so that the packet does not hold it either.
                Some(span) => Piece::decoded(blanked(&bytes, span)),
                None => Piece { content: Content::Packet(packet), bytes, masked: false },
            },
            Err(error) => Piece::undecodable(error, bytes),
        }
    }

    fn decoded(bytes: Bytes) -> Piece {
        match decode(&bytes) {
            Ok((packet, _)) => Piece { content: Content::Packet(packet), bytes, masked: true },
            Err(error) => Piece { content: Content::Undecodable(error), bytes, masked: true },
        }
    }

    /// Bytes that cannot be decoded. Of a CONNECT, which may hold a password somewhere, only the beginning is kept.
    pub(crate) fn undecodable(error: DecodeError, bytes: Bytes) -> Piece {
        let content = Content::Undecodable(error);
        let kept = CONNECT_KEPT.min(bytes.len());
        if !is_connect(&bytes) || kept == bytes.len() {
            return Piece { content, bytes, masked: false };
        }
        let end = bytes.len();
        Piece { content, bytes: blanked(&bytes, kept..end), masked: true }
    }

    /// Bytes after those that could not be decoded, of which the first `hidden` are blanked.
    pub(crate) fn raw(bytes: Bytes, hidden: usize) -> Piece {
        let hidden = hidden.min(bytes.len());
        if hidden == 0 {
            return Piece { content: Content::Raw, bytes, masked: false };
        }
        Piece { content: Content::Raw, bytes: blanked(&bytes, 0..hidden), masked: true }
    }
}

/// Bytes kept of a CONNECT that cannot be decoded: up to its keep-alive, before the first field of a client.
pub(crate) const CONNECT_KEPT: usize = 12;

/// Whether the bytes begin, or seem to begin, a CONNECT.
pub(crate) fn is_connect(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|first| first >> 4 == 1)
}

fn blanked(bytes: &Bytes, range: Range<usize>) -> Bytes {
    let mut copy = BytesMut::from(&bytes[..]);
    copy[range].fill(BLANK);
    copy.freeze()
}

/// Keeps the place of the password.
struct PasswordSpan(Option<Range<usize>>);

impl FieldSink for PasswordSpan {
    fn field(&mut self, span: Span) {
        if span.field == Field::Password {
            self.0 = Some(span.bytes);
        }
    }
}
