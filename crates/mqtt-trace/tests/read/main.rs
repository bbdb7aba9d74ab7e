//! Logs read back. Those of Mosquitto 2.0.11, of its clients and of paho-mqtt 1.6 and 2.2 are recordings; those of
//! Mosquitto 1.4 and 2.1 follow their wording.

mod same;

use std::net::Ipv4Addr;

use jiff::tz::TimeZone;
use mqtt_trace::clock::{Clock, TimeStyle};
use mqtt_trace::ladder::Ladder;
use mqtt_trace::read::LogReader;
use mqtt_trace::{Event, Exchange};
use proptest::prelude::*;

fn read(log: &str) -> Vec<Event> {
    let mut reader = LogReader::in_zone(TimeZone::UTC);
    let mut events = Vec::new();
    for line in log.lines() {
        reader.line(line, &mut events);
    }
    reader.finish(&mut events);
    events
}

fn drawn(events: &[Event]) -> String {
    let mut ladder = Ladder::new(100, Clock::in_zone(TimeStyle::Iso, TimeZone::UTC));
    let (mut exchange, mut out) = (Exchange::default(), String::new());
    for event in events {
        ladder.row(&exchange.follow(event), &mut out).expect("a string");
    }
    out
}

#[test]
fn mosquitto_2_0() {
    insta::assert_snapshot!(drawn(&read(include_str!("../mosquitto/exchange.log"))));
}

#[test]
fn mosquitto_2_0_and_clients_at_fault() {
    insta::assert_snapshot!(drawn(&read(include_str!("../mosquitto/faults.log"))));
}

#[test]
fn mosquitto_1_4() {
    insta::assert_snapshot!(drawn(&read(include_str!("broker_1_4.log"))));
}

#[test]
fn mosquitto_2_1_in_the_journal_of_the_system() {
    insta::assert_snapshot!(drawn(&read(include_str!("broker_2_1.log"))));
}

#[test]
fn mosquitto_sub_then_mosquitto_pub() {
    insta::assert_snapshot!(drawn(&read(include_str!("client.log"))));
}

#[test]
fn paho_mqtt() {
    insta::assert_snapshot!(drawn(&read(include_str!("paho.log"))));
}

#[test]
fn paho_mqtt_says_the_same_to_its_logger_and_in_each_version() {
    // Threads of paho may write CONNACK and SUBSCRIBE in either order.
    let packets = |log: &str| {
        let mut lines: Vec<String> = read(log).iter().map(|event| format!("{:?}", event.what)).collect();
        lines.sort();
        lines
    };
    let expected = packets(include_str!("paho.log"));
    assert_eq!(packets(include_str!("paho_logging.log")), expected);
    assert_eq!(packets(include_str!("paho_1.log")), expected);
}

#[test]
fn what_tells_nothing_is_passed_over() {
    let mut reader = LogReader::in_zone(TimeZone::UTC);
    let mut out = Vec::new();
    for line in [
        "",
        "1795392124: Using default config.",
        "1795392124: Opening ipv4 listen socket on port 21883.",
        "1795392124: Warning: Received PUBREC from a for an unknown packet identifier 99.",
        "1795392124: Bad client twice sending multiple CONNECT messages.",
        "maison/salon 21,5",
        "Received a letter from my mother",
        "Sending PUBLISH to bob (d0, q9, r0, m1, 'a', ... (1 bytes))",
    ] {
        assert!(!reader.line(line, &mut out), "{line}");
    }
    reader.finish(&mut out);
    assert_eq!(out, []);
}

#[test]
fn names_that_look_like_lines() {
    let log = "\
1: New connection from 127.0.0.1:5 on port 1883.
1: New client connected from 127.0.0.1:5 as Received PUBACK from a (Mid: 1) as x (p2, c1, k60).
1: Received PUBLISH from Received PUBACK from a (Mid: 1) as x (d0, q0, r0, m0, ' (d1', ... (3 bytes))', ... (4 bytes))
1: Client Received PUBACK from a (Mid: 1) as x disconnected.
";
    let events = read(log);
    assert_eq!(events.len(), 5, "opened, two packets, two ends: {events:#?}");
    assert!(events.iter().all(|event| event.connection == 1), "{events:#?}");
}

proptest! {
    #[test]
    fn any_line_is_read_or_passed_over(lines in prop::collection::vec(".*", 0..8)) {
        read(&lines.join("\n"));
    }

    /// Lines of a log, cut, mixed and doubled: something is told of each that reads well, and no more.
    #[test]
    fn a_log_in_disorder(
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..60)
    ) {
        let all = [
            include_str!("../mosquitto/exchange.log"),
            include_str!("../mosquitto/faults.log"),
            include_str!("client.log"),
            include_str!("paho.log"),
        ]
        .concat();
        let lines: Vec<&str> = all.lines().collect();
        let mut log = String::new();
        for (line, cut) in &picks {
            let line = line.get(&lines);
            let cut = if cut.index(4) == 0 { cut.index(line.len() + 1) } else { line.len() };
            log.extend(line.chars().take(cut).chain(['\n']));
        }
        // A refused CONNECT is told with its CONNACK, a connection with its CONNECT.
        prop_assert!(read(&log).len() <= 2 * picks.len());
    }
}

/// As `New connection from` has it.
pub const CLIENT: Ipv4Addr = Ipv4Addr::LOCALHOST;
