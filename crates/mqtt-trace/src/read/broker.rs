//! The lines of a Mosquitto broker.

use std::net::{IpAddr, SocketAddr};

use mqtt_packet::{ConnectReturnCode, PacketType, Qos, Version};

use super::line::{Line, Who};
use super::{arguments, to_broker};
use crate::{Detail, Logged, LoggedConnect, Side};

pub(super) fn parse(text: &str) -> Option<Line<'_>> {
    if let Some(rest) = text.strip_prefix('\t') {
        return Some(Line::Indented(rest));
    }
    match text.split(' ').next()? {
        "mosquitto" => text.ends_with(" starting").then_some(Line::Started),
        "New" => opened(text).or_else(|| connected(text)),
        "No" => (text == "No will message specified.").then_some(Line::NoWill),
        "Will" => will(text),
        "Received" => packet(text.strip_prefix("Received ")?, " from ", true),
        "Sending" => packet(text.strip_prefix("Sending ")?, " to ", false),
        "Client" => ended(text.strip_prefix("Client ")?),
        "Socket" => {
            let client = text.strip_prefix("Socket error on client ")?.strip_suffix(", disconnecting.")?;
            Some(Line::Ended { client, by: Side::Client, reset: false })
        }
        "Bad" => {
            let (client, _) = text.strip_prefix("Bad socket read/write on client ")?.rsplit_once(": ")?;
            Some(Line::Ended { client, by: Side::Client, reset: false })
        }
        _ => None,
    }
}

/// `New connection from 127.0.0.1:59996 on port 1883.`
fn opened(text: &str) -> Option<Line<'_>> {
    let (from, port) = text.strip_prefix("New connection from ")?.rsplit_once(" on port ")?;
    Some(Line::Opened { address: address(from)?, port: port.strip_suffix('.')?.parse().ok()? })
}

/// `127.0.0.1:59996`, as IPv6 `::1:59996`; before Mosquitto 2, without the port.
fn address(text: &str) -> Option<SocketAddr> {
    let alone = |ip: &str| ip.parse::<IpAddr>().ok();
    let with_port = || {
        let (ip, port) = text.rsplit_once(':')?;
        Some(SocketAddr::new(alone(ip)?, port.parse().ok()?))
    };
    text.parse().ok().or_else(|| match alone(text) {
        Some(IpAddr::V6(_)) => with_port().or_else(|| Some(SocketAddr::new(alone(text)?, 0))),
        Some(ip) => Some(SocketAddr::new(ip, 0)),
        None => with_port(),
    })
}

/// `New client connected from 127.0.0.1:59996 as alice (p2, c1, k60, u'jean').`
fn connected(text: &str) -> Option<Line<'_>> {
    let rest = text
        .strip_prefix("New client connected from ")
        .or_else(|| text.strip_prefix("New bridge connected from "))?;
    let (from, rest) = rest.split_once(" as ")?;
    let (client, rest) = rest.strip_suffix(").")?.rsplit_once(" (")?;
    let (version, rest) = match arguments::letter(rest, "p") {
        Some((1, rest)) => (Some(Version::V3_1), rest.strip_prefix(", ")?),
        Some((2, rest)) => (Some(Version::V3_1_1), rest.strip_prefix(", ")?),
        Some((_, rest)) => (None, rest.strip_prefix(", ")?),
        // Before Mosquitto 1.5.
        None => (None, rest),
    };
    let (clean_session, rest) = arguments::letter(rest, "c")?;
    let (keep_alive, rest) = arguments::letter(rest.strip_prefix(", ")?, "k")?;
    let user_name = rest.strip_prefix(", u'").and_then(|rest| rest.strip_suffix('\'')).map(str::to_owned);
    let connect = LoggedConnect {
        version,
        clean_session: clean_session == 1,
        keep_alive: keep_alive.try_into().ok()?,
        client_id: client.to_owned(),
        user_name,
        will: None,
    };
    Some(Line::Connected { address: address(from)?, connect })
}

/// `Will message specified (4 bytes) (r1, q1).`
fn will(text: &str) -> Option<Line<'_>> {
    let rest = text.strip_prefix("Will message specified (")?;
    let (size, rest) = rest.split_once(" bytes) (")?;
    let (retain, rest) = arguments::letter(rest, "r")?;
    let (qos, _) = arguments::letter(rest.strip_prefix(", ")?, "q")?;
    let qos = u8::try_from(qos).ok().and_then(Qos::from_u8)?;
    Some(Line::Will { size: size.parse().ok()?, qos, retain: retain == 1 })
}

/// `PUBLISH from bob (d0, q2, r1, m1, 'maison/salon', ... (8 bytes))`.
fn packet<'a>(text: &'a str, joined: &str, is_received: bool) -> Option<Line<'a>> {
    let (name, rest) = text.split_once(' ')?;
    let packet_type = *PacketType::ALL.iter().find(|one| one.name() == name)?;
    let rest = rest.strip_prefix(joined.trim_start())?;
    let (client, packet_id, detail) = match packet_type {
        PacketType::Publish => {
            // The identifier may hold anything, and so may the topic: the first that reads well.
            let (client, (packet_id, detail)) = rest
                .match_indices(" (d")
                .find_map(|(at, _)| Some((&rest[..at], arguments::publish(&rest[at + 1..])?)))?;
            (client, packet_id, detail)
        }
        PacketType::Connack => {
            let (client, detail) = connack(rest)?;
            (client, None, detail)
        }
        // This kit's tools write it for CONNECT, which Mosquitto does not.
        PacketType::Connect => (rest.rsplit_once(" (")?.0, None, Detail::None),
        _ => match rest.rsplit_once(" (") {
            Some((client, _)) => {
                (client, Some(arguments::packet_id(&rest[client.len() + 1..])?), Detail::None)
            }
            // Not a line that complains of a packet: those have their identifier.
            None if has_identifier(packet_type) => return None,
            None => (rest, None, Detail::None),
        },
    };
    let logged = Logged { client: client.to_owned(), packet_type, packet_id, detail };
    Some(Line::Packet { peer: Who::Of(client), direction: to_broker(is_received), logged })
}

/// The types whose lines tell an identifier.
fn has_identifier(packet_type: PacketType) -> bool {
    use PacketType::{Puback, Pubcomp, Pubrec, Pubrel};
    matches!(packet_type, Puback | Pubrec | Pubrel | Pubcomp)
}

/// `alice (0, 0)`: session present, return code.
fn connack(text: &str) -> Option<(&str, Detail)> {
    let (client, arguments) = text.strip_suffix(')')?.rsplit_once(" (")?;
    let (present, code) = arguments.split_once(", ")?;
    let return_code = code.parse().ok().and_then(ConnectReturnCode::from_u8)?;
    Some((client, Detail::Connack { session_present: Some(present == "1"), return_code }))
}

/// `alice disconnected.`, and the other ways to go. Mosquitto 2.1 may add the address: `alice [127.0.0.1:5] …`.
fn ended(text: &str) -> Option<Line<'_>> {
    /// What follows the name, who has ended the connection, and whether by a reset.
    const ENDS: [(&str, Side, bool); 9] = [
        (" disconnected.", Side::Client, false),
        (" closed its connection", Side::Client, false),
        (" disconnected: Connection reset by peer", Side::Client, true),
        (" disconnected: ", Side::Broker, false),
        (" disconnected due to ", Side::Broker, false),
        (" disconnected, not authori", Side::Broker, false),
        (" has exceeded timeout, disconnecting", Side::Broker, false),
        (" already connected, closing old connection", Side::Broker, false),
        (" been disconnected by administrative action", Side::Broker, false),
    ];
    let (at, by, reset) = ENDS.iter().find_map(|(end, by, reset)| Some((text.rfind(end)?, *by, *reset)))?;
    let name = &text[..at];
    let client = match name.rsplit_once(" [") {
        Some((client, address)) if address.ends_with(']') => client,
        _ => name,
    };
    Some(Line::Ended { client, by, reset })
}
