//! Packets that a topic filter concerns.

use mqtt_packet::PacketType;
use mqtt_packet::topic::{matches, overlap};

use super::Seen;
use crate::What;

impl Seen<'_> {
    /// Whether this is a packet that has to do with topics that `filter` matches: a message or a will on such a topic, a
    /// subscription that may bring some, and what acknowledges these.
    #[must_use]
    pub fn concerns(&self, filter: &str) -> bool {
        let What::Piece { piece, .. } = &self.event.what else { return false };
        let content = &piece.content;
        if let Some(message) = content.message() {
            return matches(filter, message.topic);
        }
        if let Some(topic) = content.will_topic() {
            return matches(filter, topic);
        }
        match &self.request {
            Some(request) if request.packet_type() == PacketType::Publish => {
                request.topics.iter().any(|topic| matches(filter, topic))
            }
            Some(request) => request.topics.iter().any(|other| overlap(filter, other)),
            None => content.filters().iter().any(|other| overlap(filter, other)),
        }
    }
}
