//! CONNECT and CONNACK.

use bytes::Bytes;
use mqtt_packet::{Connack, Connect, ConnectReturnCode, Packet, Properties, Qos, Version, Will};

use crate::both_ways;

fn connect(connect: Connect) -> Packet {
    Packet::Connect(Box::new(connect))
}

fn will(topic: &'static str, message: &'static [u8], qos: Qos, retain: bool) -> Option<Will> {
    let message = Bytes::from_static(message);
    Some(Will { topic: topic.into(), message, qos, retain, properties: Properties::default() })
}

#[test]
fn connects() {
    both_ways(vec![
        (
            "empty client id, no keep-alive",
            "10 0c 00 04 'MQTT' 04 02 00 00 00 00",
            connect(Connect { keep_alive: 0, ..Connect::new("") }),
        ),
        ("the defaults", "10 11 00 04 'MQTT' 04 02 00 3c 00 05 'alice'", connect(Connect::new("alice"))),
        (
            "everything: will at QoS 2, retained, user name, password, longest keep-alive, old session",
            "10 2a 00 04 'MQTT' 04 f4 ff ff 00 04 'zoé' 00 09 'été/fin' 00 02 ff 00 00 05 'rené' 00 02 00 fe",
            connect(Connect {
                clean_session: false,
                keep_alive: 65_535,
                will: will("été/fin", b"\xff\0", Qos::ExactlyOnce, true),
                user_name: Some("rené".into()),
                password: Some(Bytes::from_static(b"\0\xfe")),
                ..Connect::new("zoé")
            }),
        ),
        (
            "will at QoS 1, not retained, empty message",
            "10 12 00 04 'MQTT' 04 0e 00 3c 00 01 'a' 00 01 'w' 00 00",
            connect(Connect { will: will("w", b"", Qos::AtLeastOnce, false), ..Connect::new("a") }),
        ),
        (
            "will at QoS 0, retained",
            "10 13 00 04 'MQTT' 04 26 00 3c 00 01 'a' 00 01 'w' 00 01 'x'",
            connect(Connect { will: will("w", b"x", Qos::AtMostOnce, true), ..Connect::new("a") }),
        ),
        (
            "user name without password, and empty",
            "10 0f 00 04 'MQTT' 04 82 00 3c 00 01 'a' 00 00",
            connect(Connect { user_name: Some("".into()), ..Connect::new("a") }),
        ),
        (
            "empty password",
            "10 12 00 04 'MQTT' 04 c2 00 3c 00 01 'a' 00 01 'u' 00 00",
            connect(Connect {
                user_name: Some("u".into()),
                password: Some(Bytes::new()),
                ..Connect::new("a")
            }),
        ),
        (
            "empty client id with an old session: well formed, for the server to refuse [MQTT-3.1.3-8]",
            "10 0c 00 04 'MQTT' 04 00 00 3c 00 00",
            connect(Connect { clean_session: false, ..Connect::new("") }),
        ),
        (
            "MQTT 3.1: MQIsdp, level 3",
            "10 10 00 06 'MQIsdp' 03 02 00 0a 00 02 'v3'",
            connect(Connect { version: Version::V3_1, keep_alive: 10, ..Connect::new("v3") }),
        ),
    ]);
}

#[test]
fn connacks() {
    let refused = |code| Packet::Connack(Connack::refused(code));
    both_ways(vec![
        ("new session", "20 02 00 00", Packet::Connack(Connack::accepted(false))),
        ("session present", "20 02 01 00", Packet::Connack(Connack::accepted(true))),
        ("version", "20 02 00 01", refused(ConnectReturnCode::UnacceptableProtocolVersion)),
        ("identifier", "20 02 00 02", refused(ConnectReturnCode::IdentifierRejected)),
        ("unavailable", "20 02 00 03", refused(ConnectReturnCode::ServerUnavailable)),
        ("bad password", "20 02 00 04", refused(ConnectReturnCode::BadUserNameOrPassword)),
        ("not authorized", "20 02 00 05", refused(ConnectReturnCode::NotAuthorized)),
    ]);
}
