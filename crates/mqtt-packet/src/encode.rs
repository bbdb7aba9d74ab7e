//! From a packet to bytes.

use bytes::{BufMut, BytesMut};

use crate::topic::{self, TopicError};
use crate::{Buffer, EncodeError, Field, MAX_REMAINING_LENGTH, Packet, Rule, remaining_length};

impl<B: Buffer> Packet<B> {
    /// Appends the packet to `out`.
    ///
    /// # Errors
    /// [`EncodeError`] when the packet breaks a rule, so that a sender cannot emit what a receiver must refuse;
    /// `out` is then unchanged.
    pub fn encode(&self, out: &mut BytesMut) -> Result<(), EncodeError> {
        match self {
            Packet::Connect(connect) => put(&**connect, self.first_byte(), out),
            Packet::Connack(connack) => put(connack, self.first_byte(), out),
            Packet::Publish(publish) => put(publish, self.first_byte() | publish.flags(), out),
            Packet::Puback(ack)
            | Packet::Pubrec(ack)
            | Packet::Pubrel(ack)
            | Packet::Pubcomp(ack)
            | Packet::Unsuback(ack) => put(ack, self.first_byte(), out),
            Packet::Subscribe(subscribe) => put(subscribe, self.first_byte(), out),
            Packet::Suback(suback) => put(suback, self.first_byte(), out),
            Packet::Unsubscribe(unsubscribe) => put(unsubscribe, self.first_byte(), out),
            Packet::Pingreq | Packet::Pingresp | Packet::Disconnect => put(&Nothing, self.first_byte(), out),
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

    /// The type, with the flags that it must carry; those of PUBLISH are missing.
    fn first_byte(&self) -> u8 {
        let flags = self.packet_type().reserved_flags().map_or(0, |(flags, _)| flags);
        (self.packet_type() as u8) << 4 | flags
    }
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
    out.put_u8(first_byte);
    remaining_length::encode(remaining_length, out);
    body.write(out);
    Ok(())
}

/// A text must fit its two-byte length and hold no NUL `[MQTT-1.5.3-2]`.
pub(crate) fn check_text(text: &str, field: Field) -> Result<(), EncodeError> {
    if text.len() > usize::from(u16::MAX) {
        return Err(EncodeError::Rule { rule: Rule::TextTooLong, field });
    }
    if text.bytes().any(|byte| byte == 0) {
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
