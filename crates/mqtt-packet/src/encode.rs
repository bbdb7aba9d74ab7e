//! From a packet to bytes.

use bytes::{BufMut, BytesMut};

use crate::topic::{self, TopicError};
use crate::{Ack, Buffer, Connack, EncodeError, Field, MAX_REMAINING_LENGTH, Packet, Rule, remaining_length};

impl<B: Buffer> Packet<B> {
    /// Appends the packet to `out`.
    ///
    /// # Errors
    /// [`EncodeError`] when the packet breaks a rule, so that a sender cannot emit what a receiver must refuse;
    /// `out` is then unchanged.
    pub fn encode(&self, out: &mut BytesMut) -> Result<(), EncodeError> {
        self.check()?;
        let remaining_length = self.remaining_length();
        if remaining_length > MAX_REMAINING_LENGTH {
            return Err(EncodeError::TooLarge { remaining_length });
        }
        out.reserve(1 + remaining_length::size(remaining_length) + remaining_length);
        out.put_u8((self.packet_type() as u8) << 4 | self.flags());
        remaining_length::encode(remaining_length, out);
        self.write(out);
        Ok(())
    }

    /// The size of the encoded packet, fixed header included, in bytes.
    #[must_use]
    pub fn encoded_size(&self) -> usize {
        let remaining_length = self.remaining_length();
        1 + remaining_length::size(remaining_length) + remaining_length
    }

    fn flags(&self) -> u8 {
        match self {
            Packet::Publish(publish) => publish.flags(),
            _ => self.packet_type().reserved_flags().map_or(0, |(flags, _)| flags),
        }
    }

    fn check(&self) -> Result<(), EncodeError> {
        match self {
            Packet::Connect(connect) => connect.check(),
            Packet::Connack(connack) => connack.check(),
            Packet::Publish(publish) => publish.check(),
            Packet::Subscribe(subscribe) => subscribe.check(),
            Packet::Suback(suback) => suback.check(),
            Packet::Unsubscribe(unsubscribe) => unsubscribe.check(),
            _ => Ok(()),
        }
    }

    fn remaining_length(&self) -> usize {
        match self {
            Packet::Connect(connect) => connect.size(),
            Packet::Connack(_) => Connack::SIZE,
            Packet::Publish(publish) => publish.size(),
            Packet::Puback(_)
            | Packet::Pubrec(_)
            | Packet::Pubrel(_)
            | Packet::Pubcomp(_)
            | Packet::Unsuback(_) => Ack::SIZE,
            Packet::Subscribe(subscribe) => subscribe.size(),
            Packet::Suback(suback) => suback.size(),
            Packet::Unsubscribe(unsubscribe) => unsubscribe.size(),
            Packet::Pingreq | Packet::Pingresp | Packet::Disconnect => 0,
        }
    }

    fn write(&self, out: &mut BytesMut) {
        match self {
            Packet::Connect(connect) => connect.write(out),
            Packet::Connack(connack) => connack.write(out),
            Packet::Publish(publish) => publish.write(out),
            Packet::Puback(ack)
            | Packet::Pubrec(ack)
            | Packet::Pubrel(ack)
            | Packet::Pubcomp(ack)
            | Packet::Unsuback(ack) => ack.write(out),
            Packet::Subscribe(subscribe) => subscribe.write(out),
            Packet::Suback(suback) => suback.write(out),
            Packet::Unsubscribe(unsubscribe) => unsubscribe.write(out),
            Packet::Pingreq | Packet::Pingresp | Packet::Disconnect => {}
        }
    }
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
