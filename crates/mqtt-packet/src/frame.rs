//! Cutting a stream of bytes into packets.

use bytes::{Buf, Bytes, BytesMut};

use crate::decode::{with_text, without_text};
use crate::{DecodeError, FixedHeader, Packet};

/// Takes the first whole packet out of `stream`, still encoded; `None` while it is not all there, and the
/// stream is then left as it was, with room reserved for what is missing.
///
/// # Errors
/// As [`FixedHeader::decode`], and [`DecodeError::TooLarge`] when the packet announces more than `limit` bytes
/// in all: known from its first bytes, before anything is stored.
pub fn take_frame(stream: &mut BytesMut, limit: usize) -> Result<Option<Bytes>, DecodeError> {
    Ok(whole(stream, limit)?.map(|header| stream.split_to(header.packet_size()).freeze()))
}

/// Takes the first whole packet out of `stream`, as [`take_frame`] does, and decodes it.
///
/// # Errors
/// As [`take_frame`] and [`decode`](crate::decode). A packet that cannot be decoded is taken all the same.
#[inline]
pub fn take_packet(stream: &mut BytesMut, limit: usize) -> Result<Option<Packet>, DecodeError> {
    let Some(header) = whole(stream, limit)? else { return Ok(None) };
    let size = header.packet_size();
    if header.packet_type.holds_text() {
        return Ok(Some(with_text(stream.split_to(size).freeze(), header, &mut ())?));
    }
    // The stream is not shared with a packet that keeps nothing of it.
    let packet = without_text(&stream[..size], header, &mut ());
    stream.advance(size);
    Ok(Some(packet?))
}

/// The header of the first packet of `stream` when that is all there; else room is reserved for what is missing.
#[inline]
fn whole(stream: &mut BytesMut, limit: usize) -> Result<Option<FixedHeader>, DecodeError> {
    let header = match FixedHeader::decode(stream) {
        Ok(header) => header,
        Err(DecodeError::Incomplete { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let size = header.packet_size();
    if size > limit {
        return Err(DecodeError::TooLarge { size, limit });
    }
    if stream.len() < size {
        // A peer may announce 256 MB and send nothing: room grows with what has really come.
        let missing = size - stream.len();
        stream.reserve(missing.min(stream.len().max(4096)));
        return Ok(None);
    }
    Ok(Some(header))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_come_out_one_by_one_and_the_rest_stays() {
        let mut stream = BytesMut::from(&[0xc0, 0x00, 0xd0, 0x00, 0x40, 0x02, 0x00][..]);
        assert_eq!(take_frame(&mut stream, 100).unwrap().as_deref(), Some(&[0xc0, 0x00][..]));
        assert_eq!(take_frame(&mut stream, 100).unwrap().as_deref(), Some(&[0xd0, 0x00][..]));
        assert_eq!(take_frame(&mut stream, 100).unwrap(), None);
        stream.extend_from_slice(&[0x07]);
        assert_eq!(take_frame(&mut stream, 100).unwrap().as_deref(), Some(&[0x40, 0x02, 0x00, 0x07][..]));
        assert!(stream.is_empty());
    }

    #[test]
    fn a_packet_over_the_limit_is_refused_from_its_header_alone() {
        let mut stream = BytesMut::from(&[0x30, 0xff, 0xff, 0xff, 0x7f][..]);
        let got = take_frame(&mut stream, 1000);
        assert_eq!(got, Err(DecodeError::TooLarge { size: 268_435_460, limit: 1000 }));
    }

    #[test]
    fn an_announced_size_alone_reserves_little() {
        let mut stream = BytesMut::from(&[0x30, 0xff, 0xff, 0xff, 0x7f][..]);
        assert_eq!(take_frame(&mut stream, usize::MAX), Ok(None));
        assert!(stream.capacity() < 10_000, "{} bytes reserved for 5 received", stream.capacity());
    }
}
