//! What stands in brackets after a packet's name.

use mqtt_packet::{PacketId, Qos};

use crate::Detail;

/// `maison/# (QoS 2)`.
pub(super) fn asked(text: &str) -> Option<(String, Qos)> {
    let (filter, qos) = text.rsplit_once(" (QoS ")?;
    Some((filter.to_owned(), qos.strip_suffix(')')?.parse().ok().and_then(Qos::from_u8)?))
}

/// `(Mid: 7)`, `(Mid: 7, RC:0)`, `(m7)`, `(m7, rc0)`.
pub(super) fn packet_id(text: &str) -> Option<PacketId> {
    let text = text.strip_prefix('(')?.strip_suffix(')')?;
    let number = text.split(',').next()?;
    let number = number.strip_prefix("Mid: ").or_else(|| number.strip_prefix('m'))?;
    number.parse().ok().and_then(PacketId::new)
}

/// The flags of a PUBLISH, and what is left after them: `d0, q1, r0, m7` then the rest.
pub(super) struct Flags<'a> {
    pub(super) dup: bool,
    pub(super) qos: Qos,
    pub(super) retain: bool,
    pub(super) packet_id: Option<PacketId>,
    pub(super) rest: &'a str,
}

pub(super) fn flags(text: &str) -> Option<Flags<'_>> {
    let (dup, rest) = letter(text, "d")?;
    let (qos, rest) = letter(rest.strip_prefix(", ")?, "q")?;
    let (retain, rest) = letter(rest.strip_prefix(", ")?, "r")?;
    let (mid, rest) = letter(rest.strip_prefix(", ")?, "m")?;
    let qos = u8::try_from(qos).ok().and_then(Qos::from_u8)?;
    // At QoS 0, some write a number all the same.
    let packet_id = u16::try_from(mid).ok().and_then(PacketId::new).filter(|_| qos != Qos::AtMostOnce);
    Some(Flags { dup: dup == 1, qos, retain: retain == 1, packet_id, rest })
}

/// A number after a letter, such as `k60`, and the rest.
pub(super) fn letter<'a>(text: &'a str, letter: &str) -> Option<(u64, &'a str)> {
    let text = text.strip_prefix(letter)?;
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    Some((digits.parse().ok()?, rest))
}

/// `(d0, q1, r0, m7, 'a/x', ... (4 bytes))`.
pub(super) fn publish(text: &str) -> Option<(Option<PacketId>, Detail)> {
    let Flags { dup, qos, retain, packet_id, rest } = flags(text.strip_prefix('(')?)?;
    let (topic, size) = rest.strip_prefix(", '")?.rsplit_once("', ... (")?;
    let payload_size = size.strip_suffix(" bytes))")?.parse().ok()?;
    Some((packet_id, Detail::Publish { dup, qos, retain, topic: topic.to_owned(), payload_size }))
}
