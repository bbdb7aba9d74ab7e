//! From a packet to bytes.

use bytes::{BufMut, BytesMut};

use crate::publish::Head;
use crate::topic::{self, TopicError};
use crate::{
    Buffer, EncodeError, Field, MAX_REMAINING_LENGTH, Packet, PacketType, Publish, Rule, remaining_length,
};

impl<B: Buffer> Packet<B> {
    /// Appends the packet to `out`.
    ///
    /// # Errors
    /// [`EncodeError`] when the packet breaks a rule, so that a sender cannot emit what a receiver must refuse;
    /// `out` is then unchanged.
    // Apart, it would have each small write to `out` apart too, which costs a short packet half its time again.
    #[inline(always)]
    pub fn encode(&self, out: &mut BytesMut) -> Result<(), EncodeError> {
        macro_rules! first_byte {
            ($packet_type:ident) => {
                const { first_byte(PacketType::$packet_type) }
            };
        }
        match self {
            Packet::Publish(publish) => put(publish, first_byte!(Publish) | publish.flags(), out),
            Packet::Puback(ack) => put(ack, first_byte!(Puback), out),
            Packet::Pubrec(ack) => put(ack, first_byte!(Pubrec), out),
            Packet::Pubrel(ack) => put(ack, first_byte!(Pubrel), out),
            Packet::Pubcomp(ack) => put(ack, first_byte!(Pubcomp), out),
            Packet::Unsuback(ack) => put(ack, first_byte!(Unsuback), out),
            Packet::Pingreq => put_nothing(first_byte!(Pingreq), out),
            Packet::Pingresp => put_nothing(first_byte!(Pingresp), out),
            Packet::Disconnect => put_nothing(first_byte!(Disconnect), out),
            Packet::Connect(connect) => put_long(&**connect, first_byte!(Connect), out),
            Packet::Connack(connack) => put(connack, first_byte!(Connack), out),
            Packet::Subscribe(subscribe) => put_long(subscribe, first_byte!(Subscribe), out),
            Packet::Suback(suback) => put_long(suback, first_byte!(Suback), out),
            Packet::Unsubscribe(unsubscribe) => put_long(unsubscribe, first_byte!(Unsubscribe), out),
        }
    }

    /// The size of the encoded packet, fixed header included, in bytes.
    #[must_use]
    pub fn encoded_size(&self) -> usize {
        let remaining_length = self.remaining_length();
        1 + remaining_length::size(remaining_length) + remaining_length
    }

    fn remaining_length(&self) -> usize {
        match self {
            Packet::Connect(connect) => connect.size(),
            Packet::Connack(connack) => connack.size(),
            Packet::Publish(publish) => publish.size(),
            Packet::Puback(ack)
            | Packet::Pubrec(ack)
            | Packet::Pubrel(ack)
            | Packet::Pubcomp(ack)
            | Packet::Unsuback(ack) => ack.size(),
            Packet::Subscribe(subscribe) => subscribe.size(),
            Packet::Suback(suback) => suback.size(),
            Packet::Unsubscribe(unsubscribe) => unsubscribe.size(),
            Packet::Pingreq | Packet::Pingresp | Packet::Disconnect => 0,
        }
    }
}

impl<B: Buffer> Publish<B> {
    /// Appends all of the packet but its payload, which is to follow: a payload for many receivers then needs no copy for
    /// each.
    ///
    /// # Errors
    /// As [`Packet::encode`].
    pub fn encode_head(&self, out: &mut BytesMut) -> Result<(), EncodeError> {
        put(&Head(self), const { first_byte(PacketType::Publish) } | self.flags(), out)
    }
}

/// The type, with the flags that it must carry; those of PUBLISH are missing.
const fn first_byte(packet_type: PacketType) -> u8 {
    let flags = if let Some((flags, _)) = packet_type.reserved_flags() { flags } else { 0 };
    (packet_type as u8) << 4 | flags
}

/// What follows the fixed header, if anything does.
pub(crate) trait Body {
    /// Refuses what breaks a rule.
    fn check(&self) -> Result<(), EncodeError> {
        Ok(())
    }

    /// How many bytes it has, two at least.
    fn size(&self) -> usize;

    /// How many of them [`Body::write_rest`] leaves to the caller.
    fn left_out(&self) -> usize {
        0
    }

    /// The first two bytes of what [`Body::check`] has passed.
    fn first_two(&self) -> [u8; 2];

    /// Writes the bytes that follow these two.
    fn write_rest(&self, out: &mut BytesMut);
}

/// Writes a packet that ends with its fixed header.
#[inline]
fn put_nothing(first_byte: u8, out: &mut BytesMut) -> Result<(), EncodeError> {
    out.put_slice(&[first_byte, 0]);
    Ok(())
}

/// Writes a packet. Its first bytes are put together, since each call of `BytesMut` looks for room.
#[inline(always)]
fn put(body: &impl Body, first_byte: u8, out: &mut BytesMut) -> Result<(), EncodeError> {
    body.check()?;
    let remaining_length = body.size();
    if remaining_length > MAX_REMAINING_LENGTH {
        return Err(EncodeError::TooLarge { remaining_length });
    }
    out.reserve(1 + remaining_length::size(remaining_length) + remaining_length - body.left_out());
    let [one, two] = body.first_two();
    if remaining_length < 0x80 {
        out.put_slice(&[first_byte, remaining_length as u8, one, two]);
    } else {
        out.put_u8(first_byte);
        remaining_length::encode(remaining_length, out);
        out.put_slice(&[one, two]);
    }
    body.write_rest(out);
    Ok(())
}

/// As [`put`], apart from the others: inlined, the long types would have the short ones save their registers too.
#[inline(never)]
fn put_long(body: &impl Body, first_byte: u8, out: &mut BytesMut) -> Result<(), EncodeError> {
    put(body, first_byte, out)
}

/// A text must fit its two-byte length and hold no NUL `[MQTT-1.5.3-2]`.
pub(crate) fn check_text(text: &str, field: Field) -> Result<(), EncodeError> {
    if text.len() > usize::from(u16::MAX) {
        return Err(EncodeError::Rule { rule: Rule::TextTooLong, field });
    }
    if !topic::is_plain(text) && text.as_bytes().contains(&0) {
        return Err(EncodeError::Rule { rule: Rule::NulCharacter, field });
    }
    Ok(())
}

/// As [`check_text`], and what `check` asks of a topic that is not plain.
#[inline]
pub(crate) fn check_topic(
    topic: &str,
    field: Field,
    check: fn(&str) -> Result<(), TopicError>,
) -> Result<(), EncodeError> {
    if topic.len() <= usize::from(u16::MAX) && topic::is_plain(topic) {
        return Ok(());
    }
    check_closely(topic, field, check)
}

#[cold]
fn check_closely(
    topic: &str,
    field: Field,
    check: fn(&str) -> Result<(), TopicError>,
) -> Result<(), EncodeError> {
    check_text(topic, field)?;
    check(topic).map_err(|fault| EncodeError::Rule { rule: fault.rule, field })
}

/// The two bytes that stand before a text, which [`check_text`] has passed.
pub(crate) fn length(text: &str) -> [u8; 2] {
    (text.len() as u16).to_be_bytes()
}

/// Writes a text that [`check_text`] has passed.
pub(crate) fn put_text(text: &str, out: &mut impl BufMut) {
    put_blob(text.as_bytes(), out);
}

/// Writes at most 65,535 bytes with their length before them.
pub(crate) fn put_blob(blob: &[u8], out: &mut impl BufMut) {
    debug_assert!(blob.len() <= usize::from(u16::MAX));
    out.put_u16(blob.len() as u16);
    out.put_slice(blob);
}
