//! PUBLISH, which carries an application message (§3.3).
//!
//! ```text
//!  bit      7   6   5   4    3    2   1     0
//!         ┌───────────────┬─────┬───────┬────────┐
//!  byte 1 │ 0   0   1   1 │ DUP │  QoS  │ RETAIN │
//!         ├───────────────┴─────┴───────┴────────┤
//!         │ remaining length                     │
//!         ├──────────────────────────────────────┤
//!         │ topic name (length on 2 bytes, text) │
//!         │ packet identifier  (QoS 1 and 2 only)│
//!         │ payload, all the rest                │
//!         └──────────────────────────────────────┘
//! ```

use bytes::{BufMut, Bytes, BytesMut};
use bytestring::ByteString;

use crate::encode::{Body, check_topic, length};
use crate::reader::{Reader, malformed};
use crate::{Buffer, DecodeError, EncodeError, Field, FieldSink, PacketId, Properties, Qos, Rule, topic};

/// An application message on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publish<B: Buffer = Bytes> {
    /// This may be a re-delivery of an earlier attempt `[MQTT-3.3.1-1]`; never set at QoS 0 `[MQTT-3.3.1-2]`.
    pub dup: bool,
    /// Quality of service on this leg.
    pub qos: Qos,
    /// To the server: store the message. To the client: it comes from the store `[MQTT-3.3.1-8]`.
    pub retain: bool,
    /// The topic name, without wildcards `[MQTT-3.3.2-2]`.
    pub topic: B::Text,
    /// Present at QoS 1 and 2 only `[MQTT-2.3.1-5]`.
    pub packet_id: Option<PacketId>,
    /// The application's bytes, possibly none.
    pub payload: B,
    /// Room for MQTT 5.
    pub properties: Properties,
}

impl Publish {
    /// A QoS 0 message.
    #[must_use]
    pub fn new(topic: impl Into<ByteString>, payload: impl Into<Bytes>) -> Publish {
        Publish {
            dup: false,
            qos: Qos::AtMostOnce,
            retain: false,
            topic: topic.into(),
            packet_id: None,
            payload: payload.into(),
            properties: Properties::default(),
        }
    }
}

impl<B: Buffer> Publish<B> {
    pub(crate) fn flags(&self) -> u8 {
        u8::from(self.dup) << 3 | (self.qos as u8) << 1 | u8::from(self.retain)
    }

    /// `flags` must have been checked by the fixed header.
    #[inline(always)]
    pub(crate) fn read<S: FieldSink>(
        reader: &mut Reader<'_, B, S>,
        flags: u8,
    ) -> Result<Publish<B>, DecodeError> {
        let Some(qos) = Qos::from_u8(flags >> 1 & 0b11) else {
            return malformed(Rule::PublishQos, 0);
        };
        let topic = reader.topic_name(Field::TopicNameLength, Field::TopicName)?;
        let packet_id = if qos == Qos::AtMostOnce { None } else { Some(reader.packet_id()?) };
        let payload = reader.rest(Field::Payload);
        Ok(Publish {
            dup: flags & 0b1000 != 0,
            qos,
            retain: flags & 0b0001 != 0,
            topic,
            packet_id,
            payload,
            properties: Properties::default(),
        })
    }
}

impl<B: Buffer> Body for Publish<B> {
    fn check(&self) -> Result<(), EncodeError> {
        let fault = |rule, field| Err(EncodeError::Rule { rule, field });
        check_topic(&self.topic, Field::TopicName, topic::check_name)?;
        match (self.qos, self.packet_id) {
            (Qos::AtMostOnce, Some(_)) => fault(Rule::PacketIdAtQos0, Field::PacketId),
            (Qos::AtMostOnce, None) if self.dup => fault(Rule::PublishDup, Field::Dup),
            (Qos::AtLeastOnce | Qos::ExactlyOnce, None) => fault(Rule::PacketIdMissing, Field::PacketId),
            _ => Ok(()),
        }
    }

    fn size(&self) -> usize {
        let packet_id = if self.packet_id.is_some() { 2 } else { 0 };
        2 + self.topic.len() + packet_id + self.payload.as_ref().len()
    }

    fn first_two(&self) -> [u8; 2] {
        length(&self.topic)
    }

    #[inline(always)]
    fn write_rest(&self, out: &mut BytesMut) {
        Head(self).write_rest(out);
        out.put_slice(self.payload.as_ref());
    }
}

/// A PUBLISH whose payload is written by somebody else.
pub(crate) struct Head<'a, B: Buffer>(pub(crate) &'a Publish<B>);

impl<B: Buffer> Body for Head<'_, B> {
    fn check(&self) -> Result<(), EncodeError> {
        self.0.check()
    }

    fn size(&self) -> usize {
        self.0.size()
    }

    fn left_out(&self) -> usize {
        self.0.payload.as_ref().len()
    }

    fn first_two(&self) -> [u8; 2] {
        self.0.first_two()
    }

    #[inline(always)]
    fn write_rest(&self, out: &mut BytesMut) {
        out.put_slice(self.0.topic.as_bytes());
        if let Some(packet_id) = self.0.packet_id {
            out.put_u16(packet_id.get());
        }
    }
}
