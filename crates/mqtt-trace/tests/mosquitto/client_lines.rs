//! The clients' lines, against `mosquitto_pub -d` and `mosquitto_sub -d`.

use mqtt_packet::decode;
use mqtt_trace::Direction;
use mqtt_trace::conv::{Action, Conversation};
use mqtt_trace::mosquitto::Log;

/// What `mosquitto_sub -d -i s -q 2 -t a/# -t b -U z -k 5` and `mosquitto_pub -d -i p -q 2 -t a/x -m hello2` write;
/// the packets that they speak of are those of the conversation, in the same order.
const RECORDED: &str = include_str!("client.log");
const PACKETS: &str = include_str!("client.conv");

#[test]
fn each_packet_is_shown_as_mosquitto_pub_and_sub_do() {
    let conversation = Conversation::parse(PACKETS).unwrap();
    let mut out = String::new();
    let mut log = Log::new(&mut out, "");
    for step in &conversation.steps {
        if let Action::Bytes { name, direction, bytes, .. } = &step.action {
            let (packet, _) = decode(&bytes.as_slice()).unwrap();
            match direction {
                Direction::ToBroker => log.client_sending(name, &packet),
                Direction::ToClient => log.client_received(name, &packet),
            }
            .unwrap();
        }
    }
    let recorded: Vec<&str> = RECORDED.lines().collect();
    assert_eq!(out.lines().collect::<Vec<_>>(), recorded);
}

#[test]
fn a_client_without_identifier_is_null() {
    let mut out = String::new();
    let (packet, _) = decode(&&b"\xe0\x00"[..]).unwrap();
    Log::new(&mut out, "").client_sending("", &packet).unwrap();
    assert_eq!(out, "Client (null) sending DISCONNECT\n");
}
