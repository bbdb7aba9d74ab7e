//! What a packet answers, in French.

use mqtt_packet::PacketType;

use crate::visible::Visible;

/// After an acknowledgement: the topic or the filters of the packet that it is about; of several, the first.
#[must_use]
pub fn answers(topics: &[String]) -> String {
    let first = topics.first().map_or("", String::as_str);
    let more = if topics.len() > 1 { " …" } else { "" };
    format!("pour {}{more}", Visible(first))
}

/// After an acknowledgement: the packet that it is about has not been seen.
#[must_use]
pub fn answers_nothing(packet: PacketType) -> String {
    format!("({packet} non vu)")
}
