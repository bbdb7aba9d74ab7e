//! From a packet to bytes.

use bytes::{BufMut, BytesMut};

use crate::topic::{self, TopicError};
use crate::{Buffer, EncodeError, Field, MAX_REMAINING_LENGTH, Packet, PacketType, Rule, remaining_length};

impl<B: Buffer> Packet<B> {
    /// Appends the packet to `out`.
    ///
    /// # Errors
    /// [`EncodeError`] when the packet breaks a rule, so that a sender cannot emit what a receiver must refuse;
    /// `out` is then unchanged.
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
            Packet::Pingreq => put(&Nothing, first_byte!(Pingreq), out),
            Packet::Pingresp => put(&Nothing, first_byte!(Pingresp), out),
            Packet::Disconnect => put(&Nothing, first_byte!(Disconnect), out),
            Packet::Connect(connect) => put(&**connect, first_byte!(Connect), out),
            Packet::Connack(connack) => put(connack, first_byte!(Connack), out),
            Packet::Subscribe(subscribe) => put(subscribe, first_byte!(Subscribe), out),
            Packet::Suback(suback) => put(suback, first_byte!(Suback), out),
            Packet::Unsubscribe(unsubscribe) => put(unsubscribe, first_byte!(Unsubscribe), out),
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

/// The type, with the flags that it must carry; those of PUBLISH are missing.
const fn first_byte(packet_type: PacketType) -> u8 {
    let flags = if let Some((flags, _)) = packet_type.reserved_flags() { flags } else { 0 };
    (packet_type as u8) << 4 | flags
}

/// What follows the fixed header.
pub(crate) trait Body {
    /// Refuses what breaks a rule.
    fn check(&self) -> Result<(), EncodeError> {
        Ok(())
    }

    /// How many bytes [`Body::write`] writes.
    fn size(&self) -> usize;

    /// Writes what [`Body::check`] has passed.
    fn write(&self, out: &mut BytesMut);
}

/// Of the packets that have none.
struct Nothing;

impl Body for Nothing {
    fn size(&self) -> usize {
        0
    }

    fn write(&self, _: &mut BytesMut) {}
}

/// Writes a packet.
#[inline]
fn put(body: &impl Body, first_byte: u8, out: &mut BytesMut) -> Result<(), EncodeError> {
    body.check()?;
    let remaining_length = body.size();
    if remaining_length > MAX_REMAINING_LENGTH {
        return Err(EncodeError::TooLarge { remaining_length });
    }
    out.reserve(1 + remaining_length::size(remaining_length) + remaining_length);
    if remaining_length < 0x80 {
        out.put_slice(&[first_byte, remaining_length as u8]);
    } else {
        out.put_u8(first_byte);
        remaining_length::encode(remaining_length, out);
    }
    body.write(out);
    Ok(())
}

/// A text must fit its two-byte length and hold no NUL `[MQTT-1.5.3-2]`.
pub(crate) fn check_text(text: &str, field: Field) -> Result<(), EncodeError> {
    if text.len() > usize::from(u16::MAX) {
        return Err(EncodeError::Rule { rule: Rule::TextTooLong, field });
    }
    if topic::holds_nul(text) {
        return Err(EncodeError::Rule { rule: Rule::NulCharacter, field });
    }
    Ok(())
}

/// As [`check_text`], and what `check` asks of a topic that is not plain.
pub(crate) fn check_topic(
    topic: &str,
    field: Field,
    check: fn(&str) -> Result<(), TopicError>,
) -> Result<(), EncodeError> {
    if topic.len() <= usize::from(u16::MAX) && topic::is_plain(topic) {
        return Ok(());
    }
    check_text(topic, field)?;
    check(topic).map_err(|fault| EncodeError::Rule { rule: fault.rule, field })
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
