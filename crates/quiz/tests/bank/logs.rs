//! « Read the log »: each line is one that the kit writes, and each number comes out of the log.

use bytes::Bytes;
use mqtt_packet::{Packet, PacketType, Qos, SubscribeReturnCode, decode};
use mqtt_trace::mosquitto::LoggedLine;
use mqtt_trace::read::LogReader;
use mqtt_trace::{Content, Detail, Direction, Event, Logged, What};
use quiz::{Kind, Question};

use crate::{bank, questions};

/// What Mosquitto alone writes: it refuses a message and acknowledges it all the same.
const MOSQUITTOS_OWN: [&str; 1] = ["securite-publish-refuse"];

fn is_log(log: &str) -> bool {
    log.starts_with("17")
}

/// The events of a log, all of whose lines must tell something.
fn events(question: &Question, log: &str) -> Vec<Event> {
    let mut reader = LogReader::new();
    let mut events = Vec::new();
    for line in log.lines() {
        assert!(reader.line(line, &mut events), "{}: « {line} » tells nothing", question.name);
    }
    reader.finish(&mut events);
    events
}

fn packets(events: &[Event]) -> impl Iterator<Item = (Direction, &Logged)> {
    events.iter().filter_map(|event| match &event.what {
        What::Piece { direction, piece } => match &piece.content {
            Content::Logged(logged) => Some((*direction, logged)),
            _ => None,
        },
        _ => None,
    })
}

#[test]
fn the_lines_are_those_that_the_kit_writes() {
    let bank = bank();
    for question in questions(&bank).filter(|question| !MOSQUITTOS_OWN.contains(&&*question.name)) {
        let Some(log) = question.log.as_ref().filter(|log| is_log(log)) else { continue };
        let events = events(question, log);
        for (direction, logged) in packets(&events) {
            let line = LoggedLine { client: &logged.client, direction, logged }.to_string();
            // CONNECT has no line of its own in a broker's log.
            let is_told =
                logged.packet_type == PacketType::Connect || log.lines().any(|own| own.ends_with(&line));
            assert!(is_told, "{}: « {line} » is not in the log", question.name);
        }
    }
}

/// The answers to questions that ask for a number about a log or a packet, from the log or the packet.
fn computed(question: &Question, log: &str) -> Option<u64> {
    let seconds = |line: &str| -> u64 {
        let line = log.lines().find(|own| own.contains(line)).expect("such a line");
        line.split(':').next().and_then(|time| time.parse().ok()).expect("a time")
    };
    let events = || events(question, log);
    let keep_alive = || {
        packets(&events()).find_map(|(_, logged)| match &logged.detail {
            Detail::Connect(connect) => Some(u64::from(connect.keep_alive)),
            _ => None,
        })
    };
    match &*question.name {
        "connexion-silence" => keep_alive().map(|seconds| seconds * 3 / 2),
        "sessions-exces" => {
            let silence = seconds("exceeded timeout") - seconds("Received PINGREQ");
            assert_eq!(keep_alive().map(|seconds| seconds * 3 / 2), Some(silence));
            Some(silence)
        }
        "sessions-pings" => {
            let is_ping = |logged: &Logged| logged.packet_type == PacketType::Pingreq;
            Some(packets(&events()).filter(|(_, logged)| is_ping(logged)).count() as u64)
        }
        "qos-1-combien-de-messages" => {
            let events = events();
            let ids = packets(&events).filter_map(|(direction, logged)| match &logged.detail {
                Detail::Publish { .. } if direction == Direction::ToBroker => logged.packet_id,
                _ => None,
            });
            Some(ids.collect::<std::collections::BTreeSet<_>>().len() as u64)
        }
        "format-des-messages-payload" => {
            let bytes: Vec<u8> =
                log.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).expect("a byte")).collect();
            let (packet, size) = decode(&Bytes::from(bytes.clone())).expect("a packet");
            assert_eq!(size, bytes.len());
            if let Packet::Publish(publish) = packet { Some(publish.payload.len() as u64) } else { None }
        }
        _ => None,
    }
}

#[test]
fn the_numbers_come_out_of_the_log() {
    let bank = bank();
    let mut checked = 0;
    for question in questions(&bank) {
        let (Kind::Number { right, .. }, Some(log)) = (&question.kind, &question.log) else { continue };
        assert_eq!(computed(question, log), Some(*right), "{}", question.name);
        checked += 1;
    }
    assert!(checked >= 5, "{checked}");
}

/// Three packets that choices are about: what they are read as.
#[test]
fn the_bytes_that_choices_are_about() {
    let shown = |bytes: &'static [u8]| decode(&Bytes::from_static(bytes)).map(|(packet, _)| packet);
    let Ok(Packet::Suback(suback)) = shown(&[0x90, 3, 0, 1, 1]) else { panic!("qos-par-saut-suback-1") };
    assert_eq!(suback.return_codes, [SubscribeReturnCode::Granted(Qos::AtLeastOnce)]);
    let Ok(Packet::Connack(connack)) = shown(&[0x20, 2, 0, 5]) else { panic!("connexion-connack-5") };
    assert_eq!((connack.session_present, connack.return_code as u8), (false, 5));
    let refused = shown(&[0x36, 7, 0, 1, b'a', 0, 10, b'o', b'k']).expect_err("format-des-messages-qos-3");
    assert!(
        format!("{refused}").contains("MQTT-3.3.1-4") || format!("{refused:?}").contains("Qos"),
        "{refused:?}"
    );
}
