//! Figures of an exchange.

use std::time::Duration;

use mqtt_trace::stats::Stats;
use mqtt_trace::{Direction, Event, Exchange, Stream, What};

/// The figures of packets that follow each other by 5 ms.
fn figures(packets: &[(Direction, &[u8])]) -> String {
    let mut exchange = Exchange::default();
    let mut stats = Stats::default();
    let mut time = Duration::ZERO;
    for (direction, bytes) in packets {
        let mut stream = Stream::default();
        stream.push(bytes);
        while let Some(piece) = stream.next_piece() {
            time += Duration::from_millis(5);
            let what = What::Piece { direction: *direction, piece };
            stats.count(&exchange.follow(&Event { time, connection: 1, what }));
        }
    }
    stats.to_string()
}

const UP: Direction = Direction::ToBroker;
const DOWN: Direction = Direction::ToClient;

#[test]
fn an_exchange_at_each_qos() {
    let figures = figures(&[
        (UP, b"\x10\x0d\x00\x04MQTT\x04\x02\x00\x3c\x00\x01a"),
        (DOWN, b"\x20\x02\x00\x00"),
        (UP, b"\x30\x12\x00\x0cmaison/salon21.5"),
        (UP, b"\x32\x14\x00\x0cmaison/salon\x00\x0121.5"),
        (UP, b"\x3a\x14\x00\x0cmaison/salon\x00\x0121.5"),
        (DOWN, b"\x40\x02\x00\x01"),
        (DOWN, b"\x34\x14\x00\x0cmaison/salon\x00\x0121.5"),
        (UP, b"\x50\x02\x00\x01"),
        (DOWN, b"\x62\x02\x00\x01"),
        (UP, b"\x70\x02\x00\x01"),
        (UP, b"\xc0\x00"),
        (DOWN, b"\xd0\x00"),
        (UP, b"\x36\x00"),
    ]);
    assert!(figures.lines().all(|line| line.chars().count() <= 80), "{figures}");
    insta::assert_snapshot!(figures);
}

#[test]
fn nothing_at_all() {
    insta::assert_snapshot!(figures(&[]));
}

#[test]
fn what_is_not_known_is_said() {
    let mut stats = Stats::default();
    let mut exchange = Exchange::default();
    let mut stream = Stream::default();
    stream.push(b"\x30\x05\x00\x01t21");
    let piece = stream.next_piece().expect("a packet");
    let mqtt_trace::Content::Packet(packet) = &piece.content else { panic!("a packet: {piece:?}") };
    let logged = mqtt_trace::Piece::logged(mqtt_trace::Logged::of(packet));
    let whats = [
        What::Piece { direction: UP, piece: logged },
        What::Gap { direction: UP, lost: None, skipped: 0 },
        What::Missed { count: 12 },
    ];
    for what in whats {
        stats.count(&exchange.follow(&Event { time: Duration::ZERO, connection: 1, what }));
    }
    let figures = stats.to_string();
    assert!(figures.contains("1 paquet n’est connu que par le journal"), "{figures}");
    assert!(figures.contains("2 parties de l’échange manquent"), "{figures}");
    assert!(!figures.contains("contre"), "bytes that are not known are compared with nothing: {figures}");
}
