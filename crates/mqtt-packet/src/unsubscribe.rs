//! UNSUBSCRIBE, which ends subscriptions (§3.10).
//!
//! ```text
//!         ┌───────────────────────────────────────┐
//!         │ packet identifier                     │
//!         ├───────────────────────────────────────┤
//!         │ topic filter (length on 2 bytes, text)│  one or more times
//!         └───────────────────────────────────────┘
//! ```

use bytes::{Bytes, BytesMut};

use crate::encode::{Body, put_text};
use crate::reader::{Reader, malformed};
use crate::subscribe::check_filter;
use crate::{Buffer, DecodeError, EncodeError, Field, FieldSink, PacketId, Properties, Rule};

/// A request to end one or more subscriptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsubscribe<B: Buffer = Bytes> {
    /// The identifier that UNSUBACK will repeat `[MQTT-3.10.4-4]`.
    pub packet_id: PacketId,
    /// At least one `[MQTT-3.10.3-2]`; compared character by character `[MQTT-3.10.4-1]`.
    pub filters: Vec<B::Text>,
    /// Room for MQTT 5.
    pub properties: Properties,
}

impl<B: Buffer> Unsubscribe<B> {
    /// A request to end the subscriptions to `filters`.
    #[must_use]
    pub fn new(packet_id: PacketId, filters: Vec<B::Text>) -> Unsubscribe<B> {
        Unsubscribe { packet_id, filters, properties: Properties::default() }
    }

    pub(crate) fn read<S: FieldSink>(reader: &mut Reader<'_, B, S>) -> Result<Unsubscribe<B>, DecodeError> {
        let packet_id = reader.packet_id()?;
        if reader.is_empty() {
            return malformed(Rule::UnsubscribeEmpty, reader.position());
        }
        let mut filters = Vec::new();
        while !reader.is_empty() {
            filters.push(reader.topic_filter(Field::TopicFilterLength, Field::TopicFilter)?);
        }
        Ok(Unsubscribe::new(packet_id, filters))
    }
}

impl<B: Buffer> Body for Unsubscribe<B> {
    fn check(&self) -> Result<(), EncodeError> {
        if self.filters.is_empty() {
            return Err(EncodeError::Rule { rule: Rule::UnsubscribeEmpty, field: Field::TopicFilter });
        }
        self.filters.iter().try_for_each(|filter| check_filter(filter))
    }

    fn size(&self) -> usize {
        2 + self.filters.iter().map(|filter| 2 + filter.len()).sum::<usize>()
    }

    fn first_two(&self) -> [u8; 2] {
        self.packet_id.get().to_be_bytes()
    }

    fn write_rest(&self, out: &mut BytesMut) {
        for filter in &self.filters {
            put_text(filter, out);
        }
    }
}
