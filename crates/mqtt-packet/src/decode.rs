//! From bytes to a packet.

use crate::reader::Reader;
use crate::{
    Ack, Buffer, Connack, Connect, DecodeError, Field, FieldSink, FixedHeader, Packet, PacketType, Publish,
    Suback, Subscribe, Unsubscribe,
};

/// Decodes the packet at the start of `buffer`; gives it with its size in bytes. What follows is not looked at.
///
/// # Errors
/// [`DecodeError`]: what is missing, or which rule is broken and where.
#[inline]
pub fn decode<B: Buffer>(buffer: &B) -> Result<(Packet<B>, usize), DecodeError> {
    decode_with(buffer, &mut ())
}

/// As [`decode`], and tells `sink` where each field lies. When the packet is malformed, the sink has been told
/// the fields before the fault (and the one at fault where it was read whole).
///
/// # Errors
/// As [`decode`].
#[inline]
pub fn decode_with<B: Buffer, S: FieldSink>(
    buffer: &B,
    sink: &mut S,
) -> Result<(Packet<B>, usize), DecodeError> {
    let bytes = buffer.as_ref();
    let header = FixedHeader::decode(bytes)?;
    let size = header.packet_size();
    if bytes.len() < size {
        return Err(DecodeError::Incomplete { missing: size - bytes.len() });
    }
    let packet = if header.packet_type.holds_text() {
        with_text(buffer.slice(0..size), header, sink)?
    } else {
        without_text(&bytes[..size], header, sink)?
    };
    Ok((packet, size))
}

/// A packet of the types that [hold text](PacketType::holds_text): `buffer` is all of it, and `header` was read from it. The
/// payload of a PUBLISH is what is left of the buffer itself.
#[inline]
pub(crate) fn with_text<B: Buffer, S: FieldSink>(
    buffer: B,
    header: FixedHeader,
    sink: &mut S,
) -> Result<Packet<B>, DecodeError> {
    let mut reader = begin(buffer, header, sink);
    let packet = match header.packet_type {
        PacketType::Publish => Packet::Publish(Publish::read(&mut reader, header.flags)?),
        PacketType::Connect => Packet::Connect(Box::new(Connect::read(&mut reader)?)),
        PacketType::Subscribe => Packet::Subscribe(Subscribe::read(&mut reader)?),
        _ => Packet::Unsubscribe(Unsubscribe::read(&mut reader)?),
    };
    reader.finish()?;
    Ok(packet)
}

/// A packet of the other types, of which nothing is shared with the buffer: `bytes` is all of it.
#[inline]
pub(crate) fn without_text<B: Buffer, S: FieldSink>(
    bytes: &[u8],
    header: FixedHeader,
    sink: &mut S,
) -> Result<Packet<B>, DecodeError> {
    let mut reader = begin(bytes, header, sink);
    let packet = match header.packet_type {
        PacketType::Connack => Packet::Connack(Connack::read(&mut reader)?),
        PacketType::Puback => Packet::Puback(Ack::read(&mut reader)?),
        PacketType::Pubrec => Packet::Pubrec(Ack::read(&mut reader)?),
        PacketType::Pubrel => Packet::Pubrel(Ack::read(&mut reader)?),
        PacketType::Pubcomp => Packet::Pubcomp(Ack::read(&mut reader)?),
        PacketType::Suback => Packet::Suback(Suback::read(&mut reader)?),
        PacketType::Unsuback => Packet::Unsuback(Ack::read(&mut reader)?),
        PacketType::Pingreq => Packet::Pingreq,
        PacketType::Pingresp => Packet::Pingresp,
        _ => Packet::Disconnect,
    };
    reader.finish()?;
    Ok(packet)
}

/// A reader at what follows the fixed header, which it reports.
#[inline]
fn begin<B: Buffer, S: FieldSink>(buffer: B, header: FixedHeader, sink: &mut S) -> Reader<'_, B, S> {
    let mut reader = Reader::new(buffer, header.size, sink);
    reader.bits(Field::PacketType, 0, 4..8);
    if header.packet_type == PacketType::Publish {
        reader.bits(Field::Dup, 0, 3..4);
        reader.bits(Field::Qos, 0, 1..3);
        reader.bits(Field::Retain, 0, 0..1);
    } else {
        reader.bits(Field::ReservedFlags, 0, 0..4);
    }
    reader.bytes(Field::RemainingLength, 1..header.size);
    reader
}
