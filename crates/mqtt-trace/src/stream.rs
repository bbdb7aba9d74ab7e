//! Cuts one direction of a connection into pieces, however its bytes were grouped on the way.

use bytes::BytesMut;
use mqtt_packet::{DecodeError, FixedHeader, take_frame};

use crate::Piece;
use crate::piece::is_connect;

/// Packets above this size, in bytes, are told and not decoded: their content is not stored. In a line of JSON, a packet takes
/// up to nine times its size.
const LARGEST: usize = 1 << 20;

/// Bytes shown of a packet over [`LARGEST`].
const SHOWN_OF_LARGEST: usize = 64;

/// One direction of a connection. Give it bytes as they come, and ask for pieces until there is none.
#[derive(Debug)]
pub struct Stream {
    buffer: BytesMut,
    state: State,
}

#[derive(Debug)]
enum State {
    /// A packet begins, or has begun.
    Packets,
    /// So many bytes are left of a packet that is too large.
    Skipping(usize),
    /// Nobody knows where packets begin. So many of the bytes to come may hold a password.
    Raw { hidden: usize },
}

impl Default for Stream {
    fn default() -> Stream {
        Stream { buffer: BytesMut::new(), state: State::Packets }
    }
}

impl Stream {
    /// Takes bytes that have come.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// How many of the bytes taken are in no piece yet. When a piece has just been given, the others since the last
    /// one are its own, however many of them it shows.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.buffer.len()
    }

    /// Takes all that follows as raw: the other direction has shown that it cannot be decoded, as when a client
    /// speaks another version of the protocol.
    pub fn give_up(&mut self) {
        if !matches!(self.state, State::Raw { .. }) {
            self.state = State::Raw { hidden: 0 };
        }
    }

    /// Says that the next `lost` bytes will not come. To be asked for before: all pieces, with
    /// [`Stream::next_piece`].
    ///
    /// Gives the packet that is cut by it, if one is, and how many of its bytes are still to come after the loss:
    /// the stream passes over them. `None` for these when nobody can tell where the next packet begins; the stream
    /// must then be given bytes from such a place on.
    pub fn lose(&mut self, lost: u64) -> (Option<Piece>, Option<u64>) {
        let lost = usize::try_from(lost).unwrap_or(usize::MAX);
        let missing = match self.state {
            State::Raw { .. } => return (None, Some(0)),
            State::Skipping(left) => Some(left),
            State::Packets => match FixedHeader::decode(&self.buffer) {
                Ok(header) => Some(header.packet_size() - self.buffer.len()),
                Err(_) => None,
            },
        };
        let cut = self.finish();
        let left = missing.and_then(|missing| missing.checked_sub(lost));
        self.state = left.map_or(State::Packets, State::Skipping);
        (cut, left.map(|left| left as u64))
    }

    /// The next piece; `None` until more bytes have come.
    pub fn next_piece(&mut self) -> Option<Piece> {
        if let State::Skipping(left) = self.state {
            let skipped = left.min(self.buffer.len());
            let _ = self.buffer.split_to(skipped);
            self.state = if skipped < left { State::Skipping(left - skipped) } else { State::Packets };
        }
        if self.buffer.is_empty() {
            return None;
        }
        if let State::Raw { hidden } = self.state {
            let bytes = self.buffer.split().freeze();
            self.state = State::Raw { hidden: hidden.saturating_sub(bytes.len()) };
            return Some(Piece::raw(bytes, hidden));
        }
        match take_frame(&mut self.buffer, LARGEST) {
            Ok(frame) => {
                let piece = Piece::frame(frame?);
                if matches!(piece.content, crate::Content::Undecodable(_)) {
                    self.state = State::Raw { hidden: 0 };
                }
                Some(piece)
            }
            Err(error) => Some(self.undecodable(error)),
        }
    }

    /// The last piece, once nothing more will come: a packet that was cut short.
    pub fn finish(&mut self) -> Option<Piece> {
        if self.buffer.is_empty() {
            return None;
        }
        let missing = match FixedHeader::decode(&self.buffer) {
            Ok(header) => header.packet_size().saturating_sub(self.buffer.len()),
            Err(_) => 1,
        };
        let bytes = self.buffer.split().freeze();
        Some(Piece::undecodable(DecodeError::Incomplete { missing }, bytes))
    }

    /// A fixed header that is wrong, or announces too much.
    fn undecodable(&mut self, error: DecodeError) -> Piece {
        if let DecodeError::TooLarge { size, .. } = error {
            let taken = size.min(self.buffer.len());
            let mut bytes = self.buffer.split_to(taken);
            bytes.truncate(SHOWN_OF_LARGEST);
            self.state = State::Skipping(size - taken);
            return Piece::undecodable(error, bytes.freeze());
        }
        let bytes = self.buffer.split().freeze();
        // The end of such a CONNECT is unknown, and with it that of the password.
        self.state = State::Raw { hidden: if is_connect(&bytes) { usize::MAX } else { 0 } };
        Piece::undecodable(error, bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Content;

    fn pieces(chunks: &[&[u8]]) -> Vec<Piece> {
        let mut stream = Stream::default();
        let mut pieces = Vec::new();
        for chunk in chunks {
            stream.push(chunk);
            pieces.extend(std::iter::from_fn(|| stream.next_piece()));
        }
        pieces.extend(stream.finish());
        pieces
    }

    const CONNECT: &[u8] = b"\x10\x18\x00\x04MQTT\x04\xc2\x00\x3c\x00\x01a\x00\x01u\x00\x06secret";

    #[test]
    fn packets_do_not_depend_on_the_grouping_of_bytes() {
        let wire: &[u8] = b"\xc0\x00\x30\x05\x00\x01axy\xe0\x00";
        let whole = pieces(&[wire]);
        assert_eq!(whole.len(), 3);
        let one_by_one: Vec<&[u8]> = wire.chunks(1).collect();
        assert_eq!(pieces(&one_by_one), whole);
    }

    #[test]
    fn after_what_cannot_be_decoded_all_is_raw() {
        let pieces = pieces(&[b"\xc0\x00\x36\x00\xc0\x00", b"\xe0\x00"]);
        assert!(matches!(pieces[0].content, Content::Packet(_)));
        assert!(matches!(pieces[1].content, Content::Undecodable(DecodeError::Malformed { .. })));
        assert_eq!((&pieces[2].content, &pieces[2].bytes[..]), (&Content::Raw, &b"\xe0\x00"[..]));
    }

    #[test]
    fn a_direction_given_up_is_raw() {
        let mut stream = Stream::default();
        stream.give_up();
        stream.push(b"\xd0\x00");
        assert_eq!(stream.next_piece().unwrap().content, Content::Raw);
    }

    #[test]
    fn a_packet_cut_short_is_told_at_the_end() {
        let pieces = pieces(&[b"\x30\x05\x00\x01a"]);
        assert_eq!(pieces[0].content, Content::Undecodable(DecodeError::Incomplete { missing: 2 }));
    }

    /// What came before the loss, bytes lost, what is said of the packet, how many of its bytes still come.
    type Loss<'a> = (&'a [u8], u64, Option<Content>, Option<u64>);

    #[test]
    fn after_a_loss_the_next_packet_is_found_where_it_can_be() {
        let incomplete = |missing| Content::Undecodable(DecodeError::Incomplete { missing });
        let table: [Loss<'_>; 5] = [
            (b"\x30\x09\x00\x01a", 2, Some(incomplete(6)), Some(4)),
            (b"\x30\x09\x00\x01a", 6, Some(incomplete(6)), Some(0)),
            (b"\x30\x09\x00\x01a", 7, Some(incomplete(6)), None),
            (b"\x30", 7, Some(incomplete(1)), None),
            (b"", 7, None, None),
        ];
        for (before, lost, cut, left) in table {
            let mut stream = Stream::default();
            stream.push(before);
            assert_eq!(stream.next_piece(), None);
            let (piece, got) = stream.lose(lost);
            assert_eq!((piece.map(|piece| piece.content), got), (cut, left), "{before:02x?} and {lost} lost");
            stream.push(&vec![b'x'; left.unwrap_or(0) as usize]);
            stream.push(b"\xc0\x00");
            let next = stream.next_piece().unwrap();
            assert!(matches!(next.content, Content::Packet(_)), "{before:02x?} and {lost} lost: {next:?}");
        }
    }

    #[test]
    fn a_packet_too_large_is_skipped_and_the_next_one_decoded() {
        let mut stream = Stream::default();
        stream.push(b"\x30\xff\xff\xff\x7f\x00\x01a");
        let large = stream.next_piece().unwrap();
        assert!(matches!(large.content, Content::Undecodable(DecodeError::TooLarge { .. })));
        let mut left = mqtt_packet::MAX_REMAINING_LENGTH - 3;
        while left > 0 {
            let size = left.min(1 << 20);
            stream.push(&vec![0; size]);
            assert_eq!(stream.next_piece(), None);
            left -= size;
        }
        stream.push(b"\xc0\x00");
        assert!(matches!(stream.next_piece().unwrap().content, Content::Packet(_)));
    }

    #[test]
    fn no_piece_of_a_connect_holds_the_password() {
        let mut other_version = CONNECT.to_vec();
        other_version[8] = 5;
        let mut wrong_flags = CONNECT.to_vec();
        wrong_flags[0] = 0x11;
        let mut too_long = CONNECT.to_vec();
        too_long[1] += 3;
        too_long.extend(b"end");
        let cut = &CONNECT[..CONNECT.len() - 1];
        for wire in [CONNECT, &other_version, &wrong_flags, &too_long, cut] {
            for size in [1, 13, wire.len()] {
                let chunks: Vec<&[u8]> = wire.chunks(size).collect();
                let shown: Vec<u8> = pieces(&chunks).iter().flat_map(|piece| piece.bytes.to_vec()).collect();
                assert_eq!(shown.len(), wire.len(), "nothing is lost");
                let found = shown.windows(4).any(|window| window == b"secr");
                assert!(!found, "{wire:02x?} by {size} bytes: {shown:02x?}");
                assert!(pieces(&chunks).iter().any(|piece| piece.masked), "and this is said");
            }
        }
    }

    #[test]
    fn a_connect_without_password_is_shown_whole() {
        let wire: &[u8] = b"\x10\x0d\x00\x04MQTT\x04\x02\x00\x3c\x00\x01a";
        let piece = pieces(&[wire]).remove(0);
        assert_eq!((&piece.bytes[..], piece.masked), (wire, false));
    }
}
