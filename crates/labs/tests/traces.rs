//! The traces that the book gives to who was absent, or has no network: each shows what its lab is about.

use std::fs;
use std::path::Path;
use std::time::Duration;

use mqtt_packet::{Packet, PacketType, Publish};
use mqtt_trace::{Content, Direction, What, json};

type Seen = (Duration, Direction, Packet);

fn packets(name: &str) -> Vec<Seen> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/formulaires/traces").join(name);
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let events =
        text.lines().map(|line| json::read(line).unwrap_or_else(|error| panic!("{name}: {error}\n{line}")));
    let packets = events.filter_map(|event| match event.what {
        What::Piece { direction, piece } => match piece.content {
            Content::Packet(packet) => Some((event.time, direction, packet)),
            _ => panic!("{name}: bytes that are no packet"),
        },
        _ => None,
    });
    packets.collect()
}

fn messages(seen: &[Seen], way: Direction) -> Vec<&Publish> {
    let messages = seen.iter().filter_map(|(_, direction, packet)| match packet {
        Packet::Publish(publish) if *direction == way => Some(publish),
        _ => None,
    });
    messages.collect()
}

#[test]
fn tp_1_has_the_three_flows() {
    let seen = packets("tp1.jsonl");
    let qos: Vec<u8> = messages(&seen, Direction::ToBroker).iter().map(|message| message.qos as u8).collect();
    assert_eq!(qos, [0, 1, 2]);
    for wanted in
        [PacketType::Suback, PacketType::Puback, PacketType::Pubrec, PacketType::Pubrel, PacketType::Pubcomp]
    {
        assert!(seen.iter().any(|(_, _, packet)| packet.packet_type() == wanted), "no {wanted}");
    }
}

#[test]
fn tp_1_has_a_message_sent_again_after_a_cut() {
    let seen = packets("tp1-coupure.jsonl");
    let messages = messages(&seen, Direction::ToBroker);
    let again = messages.iter().find(|message| message.dup).expect("a message with DUP");
    let same = |message: &&&Publish| {
        !message.dup && message.packet_id == again.packet_id && message.payload == again.payload
    };
    assert_eq!(messages.iter().filter(same).count(), 1, "it was sent without DUP before");
}

#[test]
fn tp_2_has_pings_ten_seconds_apart_and_a_session_found_again() {
    let seen = packets("tp2.jsonl");
    let pings: Vec<Duration> =
        seen.iter().filter(|(_, _, packet)| *packet == Packet::Pingreq).map(|(time, _, _)| *time).collect();
    assert_eq!(pings.len(), 3, "35 s of silence");
    for pair in pings.windows(2) {
        assert_eq!((pair[1] - pair[0]).as_secs_f64().round(), 10.0);
    }
    let found = |(_, _, packet): &Seen| matches!(packet, Packet::Connack(connack) if connack.session_present);
    assert!(seen.iter().any(found), "no session found again");
}

#[test]
fn tp_3_has_a_retained_message_for_who_comes_late_and_its_end() {
    let seen = packets("tp3.jsonl");
    let late: Vec<&[u8]> = messages(&seen, Direction::ToClient)
        .iter()
        .filter(|message| message.retain)
        .map(|message| message.payload.as_ref())
        .collect();
    assert_eq!(late, [b"C"], "the last of those that were retained");
    let erased = messages(&seen, Direction::ToBroker)
        .iter()
        .any(|message| message.retain && message.payload.is_empty());
    assert!(erased, "an empty retained message");
}
