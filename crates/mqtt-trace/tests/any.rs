//! Whatever happens on any connections, it can be followed, drawn, explained and counted.

use std::time::Duration;

use jiff::tz::TimeZone;
use mqtt_packet::PacketType;
use mqtt_trace::clock::{Clock, TimeStyle};
use mqtt_trace::explain::{Explained, Table};
use mqtt_trace::ladder::Ladder;
use mqtt_trace::stats::Stats;
use mqtt_trace::svg::Record;
use mqtt_trace::{Direction, Event, Exchange, Fault, Side, Stream, What};
use proptest::prelude::*;

/// A packet of any type whose first identifiers are few, so that requests and answers meet; or any bytes.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let text = |text: &str| [&(text.len() as u16).to_be_bytes(), text.as_bytes()].concat();
    let packet = (0..14_usize, 1..4_u8, "[a-z\u{1b}é/#]{1,5}", any::<u8>()).prop_map(
        move |(which, id, name, bits)| {
            let packet_type = PacketType::ALL[which];
            let qos = (bits & 3).min(2);
            let (flags, body) = match packet_type {
                PacketType::Connect => {
                    (0, [b"\x00\x04MQTT\x04", [bits & 2].as_slice(), &[0, 60], &text(&name)].concat())
                }
                PacketType::Connack => (0, vec![0, 0]),
                PacketType::Publish if qos == 0 => (bits & 1, text(&name)),
                PacketType::Publish => (qos << 1 | bits & 9, [text(&name), vec![0, id]].concat()),
                PacketType::Subscribe => (2, [vec![0, id], text(&name), vec![qos]].concat()),
                PacketType::Suback => (0, vec![0, id, qos]),
                PacketType::Unsubscribe => (2, [vec![0, id], text(&name)].concat()),
                PacketType::Pubrel => (2, vec![0, id]),
                PacketType::Pingreq | PacketType::Pingresp | PacketType::Disconnect => (0, vec![]),
                _ => (0, vec![0, id]),
            };
            [vec![(packet_type as u8) << 4 | flags, body.len() as u8], body].concat()
        },
    );
    prop_oneof![9 => packet, 1 => prop::collection::vec(any::<u8>(), 1..40)]
}

fn whats() -> impl Strategy<Value = Vec<What>> {
    let side = prop_oneof![Just(Side::Client), Just(Side::Broker)];
    let ends = (side, any::<bool>()).prop_map(|(by, reset)| vec![What::Ended { by, reset }]);
    let opens = Just(vec![What::Opened {
        client: ([127, 0, 0, 1], 50_000).into(),
        broker: "127.0.0.1:1883".to_owned(),
    }]);
    let cut = Just(vec![What::Fault { direction: Direction::ToBroker, fault: Fault::Cut { lost: true } }]);
    let direction = prop_oneof![Just(Direction::ToBroker), Just(Direction::ToClient)];
    let pieces = (direction, bytes()).prop_map(|(direction, bytes)| {
        let mut stream = Stream::default();
        stream.push(&bytes);
        let mut pieces: Vec<_> = std::iter::from_fn(|| stream.next_piece()).collect();
        pieces.extend(stream.finish());
        pieces.into_iter().map(|piece| What::Piece { direction, piece }).collect()
    });
    prop_oneof![20 => pieces, 2 => ends, 2 => opens, 1 => cut]
}

proptest! {
    #[test]
    fn any_exchange_can_be_shown(happened in prop::collection::vec((1..5_u64, whats()), 1..60)) {
        let clock = || Clock::in_zone(TimeStyle::Delta, TimeZone::UTC);
        let (mut exchange, mut stats) = (Exchange::default(), Stats::default());
        let mut ladder = Ladder::new(80, clock());
        let mut record = Record::new("tout".to_owned(), clock());
        let mut rows = String::new();
        let all = happened.into_iter().flat_map(|(connection, whats)| whats.into_iter().map(move |what| (connection, what)));
        for (index, (connection, what)) in all.enumerate() {
            let event = Event { time: Duration::from_millis(index as u64), connection, what };
            let seen = exchange.follow(&event);
            if index % 5 == 4 {
                ladder.skip(&event);
                record.skip(&event);
                continue;
            }
            ladder.row(&seen, &mut rows).unwrap();
            record.add(&seen);
            stats.count(&seen);
            if let What::Piece { piece, .. } = &event.what {
                let explained = &Explained::of(piece);
                let table = Table { explained, bytes: &piece.bytes, columns: 80 }.to_string();
                prop_assert!(table.lines().all(|line| line.chars().count() <= 80), "{}", table);
            }
        }
        let figures = stats.to_string();
        let drawing = record.into_figure().draw("f");
        for text in [&rows, &figures, &drawing] {
            prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{}", text);
        }
        for line in rows.lines().chain(figures.lines()) {
            prop_assert!(line.chars().count() <= 80, "{}", line);
        }
        prop_assert_eq!(drawing.matches("<text").count(), drawing.matches("</text>").count());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// However long an exchange is, its drawing is not.
    #[test]
    fn drawings_are_bounded(clients in 1..40_u64, extra in 0..200_usize) {
        let mut exchange = Exchange::default();
        let mut record = Record::new(String::new(), Clock::in_zone(TimeStyle::None, TimeZone::UTC));
        let mut stream = Stream::default();
        stream.push(b"\xc0\x00");
        let piece = stream.next_piece().expect("a packet");
        for index in 0..Record::ROWS + extra {
            let what = What::Piece { direction: Direction::ToBroker, piece: piece.clone() };
            let event = Event { time: Duration::ZERO, connection: 1 + index as u64 % clients, what };
            let opened = What::Opened { client: ([127, 0, 0, 1], 50_000).into(), broker: String::new() };
            exchange.follow(&Event { what: opened, ..event.clone() });
            record.add(&exchange.follow(&event));
        }
        let figure = record.into_figure();
        prop_assert_eq!(figure.clients.len(), (clients as usize).min(Record::CLIENTS));
        prop_assert_eq!(figure.rows.len(), Record::ROWS + usize::from(extra > 0));
    }
}
