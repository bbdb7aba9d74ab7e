//! The receiver's side of QoS 2: a message is kept until its PUBREL, then handed on once (§4.3.3, method A).

use std::collections::HashMap;

use mqtt_packet::{PacketId, Publish};

/// QoS 2 messages received and not yet released.
#[derive(Debug, Default)]
pub(crate) struct Inbound {
    unreleased: HashMap<PacketId, Publish>,
}

impl Inbound {
    /// Keeps a QoS 2 message. One whose identifier is still waiting for its PUBREL is the same message again,
    /// and the first stays `[MQTT-4.3.3-2]`. Either way the answer is PUBREC.
    pub(crate) fn receive(&mut self, packet_id: PacketId, publish: Publish) {
        self.unreleased.entry(packet_id).or_insert(publish);
    }

    /// Gives out the message that PUBREL releases; `None` when it was released before. Either way the answer
    /// is PUBCOMP.
    pub(crate) fn release(&mut self, packet_id: PacketId) -> Option<Publish> {
        self.unreleased.remove(&packet_id)
    }

    /// Begins a new session.
    pub(crate) fn restart(&mut self) {
        self.unreleased.clear();
    }
}
