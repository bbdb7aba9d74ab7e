//! The lines that paho-mqtt for Python gives to `on_log`.

use std::borrow::Cow;

use mqtt_packet::{ConnectReturnCode, PacketId, PacketType, Qos};

use super::arguments::{self, Flags};
use super::line::{Line, Who};
use super::{python, to_broker};
use crate::{Detail, Logged, LoggedConnect, LoggedWill};

pub(super) fn parse(text: &str) -> Option<Line<'_>> {
    let (rest, is_sent) = match text.strip_prefix("Sending ") {
        Some(rest) => (rest, true),
        None => (text.strip_prefix("Received ")?, false),
    };
    let (name, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let packet_type = *PacketType::ALL.iter().find(|one| one.name() == name)?;
    let mut client = Cow::Borrowed("");
    let (packet_id, detail) = match packet_type {
        PacketType::Connect => {
            let connect = connect(rest)?;
            client = Cow::Owned(connect.client_id.clone());
            (None, Detail::Connect(connect))
        }
        PacketType::Connack => (None, connack(rest)),
        PacketType::Publish => publish(rest)?,
        PacketType::Subscribe => {
            let (packet_id, list) = listed(rest)?;
            (packet_id, Detail::Subscribe(subscriptions(list)?))
        }
        PacketType::Unsubscribe => {
            let (packet_id, list) = listed(rest)?;
            (packet_id, Detail::Unsubscribe(python::texts(list).map(|(text, _)| text).collect()))
        }
        _ if rest.is_empty() => (None, Detail::None),
        _ => (Some(arguments::packet_id(rest)?), Detail::None),
    };
    let logged = Logged { client: client.clone().into_owned(), packet_type, packet_id, detail };
    Some(Line::Packet { peer: Who::Self_(client), direction: to_broker(is_sent), logged })
}

/// `(u1, p1, wr1, wq1, wf1, c1, k20) client_id=b'capteur'`.
fn connect(text: &str) -> Option<LoggedConnect> {
    let mut rest = text.strip_prefix('(')?;
    let mut values = [0; 7];
    for (name, value) in ["u", "p", "wr", "wq", "wf", "c", "k"].into_iter().zip(&mut values) {
        (*value, rest) = arguments::letter(rest.strip_prefix(", ").unwrap_or(rest), name)?;
    }
    let [_, _, retain, qos, has_will, clean_session, keep_alive] = values;
    let will = LoggedWill {
        topic: String::new(),
        size: None,
        qos: u8::try_from(qos).ok().and_then(Qos::from_u8)?,
        retain: retain == 1,
    };
    let (client_id, _) = python::texts(rest.strip_prefix(") client_id=")?).next()?;
    Some(LoggedConnect {
        version: None,
        clean_session: clean_session == 1,
        keep_alive: keep_alive.try_into().ok()?,
        client_id,
        user_name: None,
        will: (has_will == 1).then_some(will),
    })
}

/// `(0, 0)`: session present, return code.
fn connack(text: &str) -> Detail {
    let read = || {
        let (present, code) = text.strip_prefix('(')?.split(')').next()?.split_once(", ")?;
        Some((present == "1", code.parse().ok().and_then(ConnectReturnCode::from_u8)?))
    };
    read().map_or(Detail::None, |(present, return_code)| Detail::Connack {
        session_present: Some(present),
        return_code,
    })
}

/// `(d0, q1, r0, m3), 'a/b', ...  (4 bytes)`; what is sent has its topic as Python shows bytes, `'b'a/b''`.
fn publish(text: &str) -> Option<(Option<PacketId>, Detail)> {
    let Flags { dup, qos, retain, packet_id, rest } = arguments::flags(text.strip_prefix('(')?)?;
    let rest = rest.strip_prefix("), '")?;
    let (topic, payload_size) = match rest.strip_suffix("' (NULL payload)") {
        Some(topic) => (topic, 0),
        None => {
            let (topic, size) = rest.strip_suffix(" bytes)")?.rsplit_once("', ... ")?;
            (topic, size.trim_start().strip_prefix('(')?.parse().ok()?)
        }
    };
    // With MQTT 5.
    let topic = topic.split_once("', properties=").map_or(topic, |(topic, _)| topic);
    let shown =
        if topic.starts_with("b'") || topic.starts_with("b\"") { python::texts(topic).next() } else { None };
    let topic =
        shown.filter(|(_, rest)| rest.is_empty()).map_or_else(|| topic.to_owned(), |(topic, _)| topic);
    Some((packet_id, Detail::Publish { dup, qos, retain, topic, payload_size }))
}

/// `(d0, m1) [ … ]`.
fn listed(text: &str) -> Option<(Option<PacketId>, &str)> {
    let (_, rest) = arguments::letter(text.strip_prefix('(')?, "d")?;
    let (mid, rest) = arguments::letter(rest.strip_prefix(", ")?, "m")?;
    Some((u16::try_from(mid).ok().and_then(PacketId::new), rest.strip_prefix(") ")?))
}

/// `[(b'a/#', 2), (b"it's", 1)]`.
fn subscriptions(list: &str) -> Option<Vec<(String, Qos)>> {
    let all = python::texts(list).map(|(filter, rest)| {
        let digit = rest.strip_prefix(", ")?.chars().next()?.to_digit(10)?;
        Some((filter, Qos::from_u8(digit as u8)?))
    });
    all.collect()
}
