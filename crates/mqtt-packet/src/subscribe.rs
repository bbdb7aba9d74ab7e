//! SUBSCRIBE, which asks for subscriptions (§3.8).
//!
//! ```text
//!         ┌───────────────────────────────────────┐
//!         │ packet identifier                     │
//!         ├───────────────────────────────────────┤
//!         │ topic filter (length on 2 bytes, text)│  ┐
//!         │ 0 0 0 0 0 0 │ requested QoS           │  ┘ one or more times
//!         └───────────────────────────────────────┘
//! ```

use bytes::{BufMut, Bytes, BytesMut};

use crate::encode::{Body, check_topic, put_text};
use crate::reader::{Reader, malformed};
use crate::{Buffer, DecodeError, EncodeError, Field, FieldSink, PacketId, Properties, Qos, Rule, topic};

/// A request for one or more subscriptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscribe<B: Buffer = Bytes> {
    /// The identifier that SUBACK will repeat `[MQTT-3.8.4-2]`.
    pub packet_id: PacketId,
    /// At least one `[MQTT-3.8.3-3]`.
    pub subscriptions: Vec<Subscription<B>>,
    /// Room for MQTT 5.
    pub properties: Properties,
}

/// One topic filter with the highest QoS wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription<B: Buffer = Bytes> {
    /// The topic filter, wildcards allowed.
    pub filter: B::Text,
    /// The maximum QoS at which the server may send.
    pub qos: Qos,
}

/// Checks a topic filter that is to be sent.
pub(crate) fn check_filter(filter: &str) -> Result<(), EncodeError> {
    check_topic(filter, Field::TopicFilter, topic::check_filter)
}

impl<B: Buffer> Subscribe<B> {
    /// A request for `subscriptions`.
    #[must_use]
    pub fn new(packet_id: PacketId, subscriptions: Vec<Subscription<B>>) -> Subscribe<B> {
        Subscribe { packet_id, subscriptions, properties: Properties::default() }
    }

    pub(crate) fn read<S: FieldSink>(reader: &mut Reader<'_, B, S>) -> Result<Subscribe<B>, DecodeError> {
        let packet_id = reader.packet_id()?;
        if reader.is_empty() {
            return malformed(Rule::SubscribeEmpty, reader.position());
        }
        let mut subscriptions = Vec::new();
        while !reader.is_empty() {
            let filter = reader.topic_filter(Field::TopicFilterLength, Field::TopicFilter)?;
            let offset = reader.position();
            let requested = reader.flags()?;
            reader.bits(Field::RequestedQosReserved, offset, 2..8);
            reader.bits(Field::RequestedQos, offset, 0..2);
            let Some(qos) = Qos::from_u8(requested) else {
                return malformed(Rule::RequestedQos, offset);
            };
            subscriptions.push(Subscription { filter, qos });
        }
        Ok(Subscribe::new(packet_id, subscriptions))
    }
}

impl<B: Buffer> Body for Subscribe<B> {
    fn check(&self) -> Result<(), EncodeError> {
        if self.subscriptions.is_empty() {
            return Err(EncodeError::Rule { rule: Rule::SubscribeEmpty, field: Field::TopicFilter });
        }
        self.subscriptions.iter().try_for_each(|subscription| check_filter(&subscription.filter))
    }

    fn size(&self) -> usize {
        2 + self.subscriptions.iter().map(|subscription| 2 + subscription.filter.len() + 1).sum::<usize>()
    }

    fn first_two(&self) -> [u8; 2] {
        self.packet_id.get().to_be_bytes()
    }

    fn write_rest(&self, out: &mut BytesMut) {
        for subscription in &self.subscriptions {
            put_text(&subscription.filter, out);
            out.put_u8(subscription.qos as u8);
        }
    }
}
