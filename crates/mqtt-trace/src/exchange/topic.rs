//! Packets that a topic filter concerns.

use mqtt_packet::PacketType;
use mqtt_packet::topic::matches;

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

/// Whether there may be a topic that both filters match.
fn overlap(one: &str, other: &str) -> bool {
    let (mut ones, mut others) = (one.split('/'), other.split('/'));
    loop {
        match (ones.next(), others.next()) {
            (Some("#"), _) | (_, Some("#")) | (None, None) => return true,
            (Some(one), Some(other)) if one == "+" || other == "+" || one == other => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_that_overlap() {
        let table = [
            ("maison/#", "maison/+", true),
            ("maison/#", "#", true),
            ("maison/#", "maison", true),
            ("maison/salon", "+/salon", true),
            ("maison/+/temperature", "maison/salon/+", true),
            ("maison/#", "jardin/#", false),
            ("maison/+", "maison/salon/temperature", false),
            ("maison/salon", "maison", false),
        ];
        for (one, other, expected) in table {
            assert_eq!(overlap(one, other), expected, "{one} and {other}");
            assert_eq!(overlap(other, one), expected, "{other} and {one}");
        }
    }
}
