//! What is written is read back: each packet, in each dialect that this crate writes.

use std::net::SocketAddr;

use mqtt_packet::{Packet, decode};
use mqtt_trace::conv::{Action, Conversation};
use mqtt_trace::mosquitto::Log;
use mqtt_trace::{Content, Direction, Logged, What};

use super::{CLIENT, read};

/// The packets of the conversations beside, with who sends them.
fn packets(conversation: &str) -> Vec<(String, Direction, Packet)> {
    let conversation = Conversation::parse(conversation).expect("a conversation");
    let mut all = Vec::new();
    for step in conversation.steps {
        if let Action::Bytes { name, direction, bytes, .. } = step.action {
            let (packet, _) = decode(&bytes::Bytes::from(bytes)).expect("a packet");
            all.push((name, direction, packet));
        }
    }
    all
}

/// What is read, without the client that the line names.
fn told(log: &str) -> Vec<(Direction, Logged)> {
    let pieces = read(log).into_iter().filter_map(|event| match event.what {
        What::Piece { direction, piece } => Some((direction, piece.content)),
        _ => None,
    });
    pieces
        .map(|(direction, content)| match content {
            Content::Logged(logged) => (direction, Logged { client: String::new(), ..logged }),
            other => panic!("not from a log: {other:?}"),
        })
        .collect()
}

#[test]
fn a_broker_s_log_tells_all_but_what_logs_leave_out() {
    let (mut log, mut expected) = (String::new(), Vec::new());
    let address = SocketAddr::new(CLIENT.into(), 50_000);
    for (name, direction, packet) in packets(include_str!("../mosquitto/exchange.conv")) {
        let mut out = Log::new(&mut log, "1795348398: ");
        match (&packet, direction) {
            (Packet::Connect(connect), _) => out.connected(address, &name, connect),
            (packet, Direction::ToBroker) => out.received(&name, packet),
            (packet, Direction::ToClient) => out.sending(&name, packet),
        }
        .expect("a string");
        expected.push((direction, Logged::of(&packet)));
    }
    assert_eq!(told(&log), expected, "{log}");
}
