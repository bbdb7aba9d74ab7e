//! The receiver's side of QoS 2: a message is kept until its PUBREL, then handed on once (§4.3.3, method A).

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use mqtt_packet::{PacketId, Publish};

use crate::outbound::size;

/// QoS 2 messages received and not yet released: in a place of their own from the first on, for most senders never send one.
#[derive(Debug, Default)]
pub(crate) struct Inbound(Option<Box<Messages>>);

#[derive(Debug, Default)]
struct Messages {
    /// `None` for one that the sender was not allowed to publish.
    unreleased: HashMap<PacketId, Option<Publish>>,
    /// Bytes of topics and payloads that are kept.
    bytes: usize,
}

impl Inbound {
    /// Keeps a QoS 2 message. One whose identifier is still waiting for its PUBREL is the same message again,
    /// and the first stays `[MQTT-4.3.3-2]`. Either way the answer is PUBREC.
    pub(crate) fn receive(&mut self, packet_id: PacketId, publish: Option<Publish>) {
        let messages = self.0.get_or_insert_default();
        if let Entry::Vacant(place) = messages.unreleased.entry(packet_id) {
            messages.bytes += publish.as_ref().map_or(0, size);
            place.insert(publish);
        }
    }

    /// How many messages wait for their PUBREL.
    pub(crate) fn count(&self) -> usize {
        self.0.as_ref().map_or(0, |messages| messages.unreleased.len())
    }

    /// Bytes of topics and payloads that are kept.
    pub(crate) fn bytes(&self) -> usize {
        self.0.as_ref().map_or(0, |messages| messages.bytes)
    }

    /// Gives out the message that PUBREL releases; `None` when it was released before. Either way the answer
    /// is PUBCOMP.
    pub(crate) fn release(&mut self, packet_id: PacketId) -> Option<Publish> {
        let messages = self.0.as_mut()?;
        let publish = messages.unreleased.remove(&packet_id)??;
        messages.bytes -= size(&publish);
        Some(publish)
    }

    /// Begins a new session.
    pub(crate) fn restart(&mut self) {
        self.0 = None;
    }
}
