//! What is written is read back the same, and can be relied upon.

use std::net::SocketAddr;
use std::time::Duration;

use mqtt_trace::{Content, Direction, Event, Fault, Logged, Piece, Side, Stream, What, json};
use proptest::prelude::*;

fn directions() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Direction::ToBroker), Just(Direction::ToClient)]
}

/// Bytes that are packets more often than chance would have it.
fn wires() -> impl Strategy<Value = Vec<u8>> {
    let packets = prop::sample::select(vec![
        b"\x10\x18\x00\x04MQTT\x04\xc2\x00\x3c\x00\x01a\x00\x01u\x00\x06secret".to_vec(),
        b"\x10\x15\x00\x04MQTT\x04\x0e\x00\x3c\x00\x01a\x00\x01w\x00\x03\xffno".to_vec(),
        b"\x20\x02\x01\x00".to_vec(),
        b"\x3b\x08\x00\x03a/\xc3\x00\x01x".to_vec(),
        b"\x32\x0a\x00\x04\xc3\xa9/b\x00\x01\xffx".to_vec(),
        b"\x82\x09\x00\x01\x00\x01#\x01\x00\x00\x02".to_vec(),
        b"\x90\x04\x00\x01\x02\x80".to_vec(),
        b"\xa2\x05\x00\x01\x00\x01a".to_vec(),
        b"\xc0\x00".to_vec(),
    ]);
    prop::collection::vec(prop_oneof![4 => packets, 1 => prop::collection::vec(any::<u8>(), 0..40)], 0..6)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn pieces_are_read_back_as_they_were(
        wire in wires(), direction in directions(), connection: u64, micros in 0..u64::MAX / 2
    ) {
        let mut stream = Stream::default();
        stream.push(&wire);
        let mut pieces: Vec<_> = std::iter::from_fn(|| stream.next_piece()).collect();
        pieces.extend(stream.finish());
        for piece in pieces {
            let what = What::Piece { direction, piece };
            let event = Event { time: Duration::from_micros(micros), connection, what };
            let mut line = String::new();
            json::write(&event, &mut line).unwrap();
            prop_assert!(line.ends_with('\n') && line.matches('\n').count() == 1);
            prop_assert_eq!(json::read(&line).unwrap(), event);
        }
    }

    #[test]
    fn any_line_is_read_or_refused(line in ".*") {
        let _ = json::read(&line);
    }
}

proptest! {
    #[test]
    fn what_a_log_tells_is_read_back(wire in wires()) {
        let mut stream = Stream::default();
        stream.push(&wire);
        while let Some(piece) = stream.next_piece() {
            let Content::Packet(packet) = &piece.content else { continue };
            let logged = Logged { client: "alice".to_owned(), ..Logged::of(packet) };
            let what = What::Piece { direction: Direction::ToClient, piece: Piece::logged(logged) };
            let event = event(what);
            let mut line = String::new();
            json::write(&event, &mut line).unwrap();
            prop_assert_eq!(json::read(&line).unwrap(), event, "{}", line);
        }
    }
}

fn event(what: What) -> Event {
    Event { time: Duration::from_micros(1_795_379_998_123_456), connection: 3, what }
}

fn fault(fault: Fault) -> What {
    What::Fault { direction: Direction::ToClient, fault }
}

#[test]
fn a_header_is_read_back_and_is_no_event() {
    for seat in [None, Some("poste-07 «\u{a0}fond\u{a0}»".to_owned())] {
        let time = Duration::from_micros(1_795_379_998_123_456);
        let header = json::Header { time, session: "9f2c61d07be3a845".to_owned(), seat };
        let mut line = String::new();
        json::write_header(&header, &mut line).unwrap();
        assert_eq!(json::read_record(&line).unwrap(), json::Record::Header(header), "{line}");
        assert!(json::read(&line).is_err(), "{line}");
    }
}

#[test]
fn other_events_are_read_back_too() {
    let client = SocketAddr::from(([0, 0, 0, 0, 0, 0, 0, 1], 50000));
    let broker = "localhost:1883".to_owned();
    let table = [
        What::Opened { client, broker: broker.clone() },
        What::Unreachable { broker, reason: "connexion « refusée »".to_owned() },
        What::Missed { count: 12 },
        fault(Fault::Cut { lost: true }),
        fault(Fault::Refused { reason: "pas avant 3 s".to_owned() }),
        fault(Fault::Delayed { by: Duration::from_millis(1500) }),
        fault(Fault::Slowed { bytes_per_second: 100 }),
        fault(Fault::Resent),
        fault(Fault::Lost),
        fault(Fault::Doubled),
        fault(Fault::Swapped),
        What::Gap { direction: Direction::ToBroker, lost: Some(12), skipped: 3 },
        What::Gap { direction: Direction::ToClient, lost: None, skipped: 0 },
        What::Ended { by: Side::Client, reset: false },
        What::Ended { by: Side::Broker, reset: true },
    ];
    for what in table {
        let event = event(what);
        let mut line = String::new();
        json::write(&event, &mut line).unwrap();
        assert_eq!(json::read(&line).unwrap(), event, "{line}");
    }
}

/// The names and values that programs of others rely on.
#[test]
fn the_lines_of_an_exchange() {
    let mut lines = String::new();
    let client = SocketAddr::from(([127, 0, 0, 1], 50000));
    json::write(&event(What::Opened { client, broker: "127.0.0.1:1883".to_owned() }), &mut lines).unwrap();
    let wire = [
        &b"\x10\x24\x00\x04MQTT\x04\xee\x00\x3c\x00\x01a\x00\x01w\x00\x04fini\x00\x04jean\x00\x06secret"[..],
        b"\x3b\x0c\x00\x05a/\xc3\xa9t\x00\x07\xff21",
        b"\x82\x08\x00\x01\x00\x03a/#\x01\x90\x04\x00\x01\x01\x80\xa2\x07\x00\x02\x00\x03a/#",
        b"\x20\x02\x00\x04\xc0\x00\x36\x00",
        b"reste",
    ];
    let mut stream = Stream::default();
    for chunk in wire {
        stream.push(chunk);
        while let Some(piece) = stream.next_piece() {
            json::write(&event(What::Piece { direction: Direction::ToBroker, piece }), &mut lines).unwrap();
        }
    }
    json::write(&event(What::Ended { by: Side::Client, reset: false }), &mut lines).unwrap();
    assert!(!lines.contains("secret") && !lines.contains("736563"), "the password is in {lines}");
    insta::assert_snapshot!(lines);
}

#[test]
fn what_is_not_an_event_is_refused_with_a_reason() {
    let table = [
        ("", "not an event"),
        ("{}", "version 0"),
        (r#"{"v":2,"event":"raw"}"#, "version 2"),
        (r#"{"v":1,"event":"dance"}"#, "`event`"),
        (r#"{"v":1,"event":"raw","direction":"up","hex":"00"}"#, "`direction`"),
        (r#"{"v":1,"event":"raw","direction":"to_client","hex":"0"}"#, "`hex`"),
        (r#"{"v":1,"event":"packet","direction":"to_client","hex":"00"}"#, "`hex`"),
        (r#"{"v":1,"event":"undecodable","direction":"to_client","hex":"00"}"#, "`error`"),
        (r#"{"v":1,"event":"ended","by":"nobody"}"#, "`by`"),
    ];
    for (line, part) in table {
        let error = json::read(line).unwrap_err().to_string();
        assert!(error.contains(part), "{line}: {error}");
    }
}
