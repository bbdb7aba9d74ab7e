//! The broker's lines.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use mqtt_packet::{Packet, PacketId, decode};
use mqtt_trace::Direction;
use mqtt_trace::conv::{Action, Conversation};
use mqtt_trace::mosquitto::{Breach, Log, Notice, UNKNOWN};

const IP: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// The recording has no real ports.
fn address() -> SocketAddr {
    SocketAddr::new(IP, 50000)
}

#[test]
fn each_packet_is_logged_as_mosquitto_does() {
    let conversation = Conversation::parse(include_str!("exchange.conv")).unwrap();
    let mut out = String::new();
    let mut log = Log::new(&mut out, "");
    let mut disconnected = HashMap::new();
    for step in &conversation.steps {
        match &step.action {
            Action::Connects { .. } => log.line(Notice::NewConnection { address: address(), port: 1883 }),
            Action::Bytes { name, direction, bytes, .. } => {
                let (packet, size) = decode(&bytes.as_slice()).unwrap();
                assert_eq!(size, bytes.len(), "line {} holds one packet", step.line);
                disconnected.insert(name, packet == Packet::Disconnect);
                match (packet, direction) {
                    (Packet::Connect(connect), _) => log.connected(address(), name, &connect),
                    (packet, Direction::ToBroker) => log.received(name, &packet),
                    (packet, Direction::ToClient) => log.sending(name, &packet),
                }
            }
            Action::Closed { name } if disconnected[name] => log.line(Notice::Disconnected { client: name }),
            Action::Cut { name } => log.line(Notice::ClosedItsConnection { client: name }),
            other => panic!("line {}: {other:?} has no line", step.line),
        }
        .unwrap();
    }
    for (number, (ours, theirs)) in out.lines().zip(include_str!("exchange.log").lines()).enumerate() {
        assert_eq!(ours, theirs, "line {} of exchange.log", number + 1);
    }
    assert_eq!(out.lines().count(), include_str!("exchange.log").lines().count());
}

/// All that faults.conv provokes.
fn notices() -> Vec<Notice<'static>> {
    let due_to = |client, breach| Notice::DisconnectedDueTo { client, breach };
    vec![
        Notice::NewConnection { address: address(), port: 1883 },
        Notice::InvalidProtocolVersion { level: 6, ip: IP },
        Notice::InvalidProtocol { name: "MQTX", ip: IP },
        Notice::AlreadyConnected { client: "twice" },
        Notice::ClosedItsConnection { client: UNKNOWN },
        Notice::ExceededTimeout { client: "late" },
        due_to(UNKNOWN, Breach::ProtocolError),
        due_to("twice", Breach::ProtocolError),
        due_to("a", Breach::ProtocolError),
        due_to("a", Breach::MalformedPacket),
        due_to("a", Breach::OversizePacket),
        Notice::MultipleConnect { client: "twice" },
        Notice::InvalidQosInPublish { client: "a" },
        Notice::InvalidQosInSubscription { ip: IP },
        Notice::InvalidSubscription { ip: IP },
        Notice::InvalidUnsubscription { client: "a" },
        Notice::UnknownPubrec { client: "a", packet_id: PacketId::new(99).expect("not zero") },
    ]
}

#[test]
fn each_notice_is_a_line_of_mosquitto() {
    let recorded: Vec<&str> = include_str!("faults.log").lines().collect();
    for notice in notices() {
        assert!(recorded.contains(&notice.to_string().as_str()), "Mosquitto never wrote: {notice}");
    }
}

#[test]
fn each_line_of_mosquitto_that_is_not_of_a_packet_is_one_of_our_notices() {
    let ours: Vec<String> = notices().iter().map(ToString::to_string).collect();
    let of_packets = ["Received ", "Sending ", "New client connected", "No will message", "\t"];
    for line in include_str!("faults.log").lines() {
        let known =
            of_packets.iter().any(|start| line.starts_with(start)) || ours.iter().any(|ours| ours == line);
        assert!(known, "a line of Mosquitto that we cannot write: {line}");
    }
}

#[test]
fn the_word_for_bytes_that_cannot_be_decoded() {
    // As Mosquitto 2.0.11 was seen to answer them.
    let table: [(&[u8], Breach); 9] = [
        (b"\x36\x05\x00\x01a\x00\x01", Breach::MalformedPacket),
        (b"\x30\x05\x00\x03a\x00b", Breach::MalformedPacket),
        (b"\x30\x04\x00\x05ab", Breach::MalformedPacket),
        (b"\x30\x03\x00\x01\xff", Breach::MalformedPacket),
        (b"\xa0\x05\x00\x01\x00\x01a", Breach::MalformedPacket),
        (b"\x82\x02\x00\x01", Breach::MalformedPacket),
        (b"\x30\x05\x00\x03a/+", Breach::ProtocolError),
        (b"\x40\x02\x00\x00", Breach::ProtocolError),
        (b"\xe0\x01\x00", Breach::ProtocolError),
    ];
    for (bytes, breach) in table {
        let error = decode(&bytes).unwrap_err();
        assert_eq!(Breach::of(error), breach, "{bytes:02x?}: {error}");
    }
}

#[test]
fn a_client_that_is_not_authorised() {
    // Recorded by hand: the configuration of the recording lets everybody in.
    let expected = "Client <unknown> disconnected, not authorised.";
    assert_eq!(Notice::NotAuthorised { client: UNKNOWN }.to_string(), expected);
}

#[test]
fn names_from_the_network_cannot_break_a_line() {
    let mut out = String::new();
    let wire: &[u8] = b"\x30\x06\x00\x04a\n\x1bb";
    let (packet, _) = decode(&wire).unwrap();
    Log::new(&mut out, "1: ").received("x\ny", &packet).unwrap();
    assert_eq!(out, "1: Received PUBLISH from x\\ny (d0, q0, r0, m0, 'a\\n\\u{1b}b', ... (0 bytes))\n");
}
