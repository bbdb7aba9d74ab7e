//! The lines of `mosquitto_pub -d` and `mosquitto_sub -d`.

use std::borrow::Cow;

use mqtt_packet::{ConnectReturnCode, PacketId, PacketType, Qos, SubscribeReturnCode};

use super::line::{Line, Who};
use super::{arguments, to_broker};
use crate::{Detail, Logged};

pub(super) fn parse(text: &str) -> Option<Line<'_>> {
    if let Some(rest) = text.strip_prefix("Subscribed (mid: ") {
        return subscribed(rest);
    }
    let rest = text.strip_prefix("Client ")?;
    packet(rest, " sending ", true).or_else(|| packet(rest, " received ", false))
}

/// `bob sending PUBLISH (d0, q1, r0, m1, 'a/b', ... (5 bytes))`.
fn packet<'a>(text: &'a str, verb: &str, is_sent: bool) -> Option<Line<'a>> {
    let (client, rest) = text.split_once(verb)?;
    // A client that lets the broker choose has no name to show.
    let client = if matches!(client, "(null)" | "null") { "" } else { client };
    let (name, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let packet_type = *PacketType::ALL.iter().find(|one| one.name() == name)?;
    let (packet_id, detail) = match packet_type {
        PacketType::Publish => arguments::publish(rest)?,
        PacketType::Connack => (None, connack(rest)),
        PacketType::Subscribe => subscribe(rest)?,
        PacketType::Unsubscribe => unsubscribe(rest)?,
        _ => (arguments::packet_id(rest), Detail::None),
    };
    let logged = Logged { client: client.to_owned(), packet_type, packet_id, detail };
    Some(Line::Packet { peer: Who::Self_(Cow::Borrowed(client)), direction: to_broker(is_sent), logged })
}

/// `(0)`.
fn connack(text: &str) -> Detail {
    let code = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    match code.and_then(|code| code.parse().ok()).and_then(ConnectReturnCode::from_u8) {
        Some(return_code) => Detail::Connack { session_present: None, return_code },
        None => Detail::None,
    }
}

/// `(Mid: 1, Topic: a/#, QoS: 2, Options: 0x00)`; one line for each filter.
fn subscribe(text: &str) -> Option<(Option<PacketId>, Detail)> {
    let (mid, rest) = text.strip_prefix("(Mid: ")?.split_once(", Topic: ")?;
    let (filter, rest) = rest.rsplit_once(", QoS: ")?;
    let qos =
        rest.chars().next().and_then(|digit| digit.to_digit(10)).and_then(|qos| Qos::from_u8(qos as u8))?;
    Some((mid.parse().ok().and_then(PacketId::new), Detail::Subscribe(vec![(filter.to_owned(), qos)])))
}

/// `(Mid: 2, Topic: z)`.
fn unsubscribe(text: &str) -> Option<(Option<PacketId>, Detail)> {
    let (mid, rest) = text.strip_prefix("(Mid: ")?.split_once(", Topic: ")?;
    let filter = rest.strip_suffix(')')?.to_owned();
    Some((mid.parse().ok().and_then(PacketId::new), Detail::Unsubscribe(vec![filter])))
}

/// `1): 2, 2`.
fn subscribed(text: &str) -> Option<Line<'_>> {
    let (mid, codes) = text.split_once("): ")?;
    let packet_id = mid.parse().ok().and_then(PacketId::new)?;
    let codes = codes.split(", ").map(|code| code.parse().ok().and_then(SubscribeReturnCode::from_u8));
    Some(Line::Subscribed { packet_id, codes: codes.collect::<Option<_>>()? })
}
