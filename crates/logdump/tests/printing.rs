//! What is printed, to be read.

use std::time::Duration;

use logdump::{Format, Printer, Screen};
use mqtt_trace::clock::TimeStyle;
use mqtt_trace::{Direction, Event, Exchange, Side, Stream, What};

fn events() -> Vec<Event> {
    let client = "127.0.0.1:50000".parse().expect("an address");
    let mut happened = vec![What::Opened { client, broker: "127.0.0.1:1883".to_owned() }];
    let (mut upward, mut downward) = (Stream::default(), Stream::default());
    let wire: [(Direction, &[u8]); 7] = [
        (
            Direction::ToBroker,
            b"\x10\x30\x00\x04MQTT\x04\xee\x00\x3c\x00\x05alice\x00\x09maison/\xc3\xa9\x00\x04fini\x00\x04jean\x00\x06secret",
        ),
        (Direction::ToClient, b"\x20\x02\x00\x00"),
        (Direction::ToBroker, b"\x82\x11\x00\x01\x00\x08maison/#\x02\x00\x01a\x00"),
        (Direction::ToClient, b"\x90\x04\x00\x01\x02\x00"),
        (Direction::ToBroker, b"\x3b\x0d\x00\x05salon\x00\x0721.5"),
        (Direction::ToBroker, b"\x36\x0d\x00\x05salon\x00\x0721.5"),
        (Direction::ToBroker, b"encore"),
    ];
    for (direction, bytes) in wire {
        let stream = if direction == Direction::ToBroker { &mut upward } else { &mut downward };
        stream.push(bytes);
        while let Some(piece) = stream.next_piece() {
            happened.push(What::Piece { direction, piece });
        }
    }
    happened.push(What::Ended { by: Side::Broker, reset: true });
    let time = |index: usize| Duration::from_millis(1_795_379_998_000 + 12 * index as u64);
    happened
        .into_iter()
        .enumerate()
        .map(|(index, what)| Event { time: time(index), connection: 1, what })
        .collect()
}

fn printed(format: Format, time: TimeStyle) -> String {
    let mut printer = Printer::new(format, time, Screen::default());
    let mut exchange = Exchange::default();
    let mut out = String::new();
    for event in events() {
        printer.print(&exchange.follow(&event), &mut out).expect("a string");
    }
    out
}

#[test]
fn lines() {
    insta::assert_snapshot!(printed(Format::Lines { hex: false }, TimeStyle::Epoch));
}

#[test]
fn lines_with_bytes() {
    let printed = printed(Format::Lines { hex: true }, TimeStyle::Delta);
    assert!(!printed.contains("73 65 63 72"), "the password is shown:\n{printed}");
    insta::assert_snapshot!(printed);
}

#[test]
fn ladder() {
    insta::assert_snapshot!(printed(Format::Ladder, TimeStyle::Delta));
}
