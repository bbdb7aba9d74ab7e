//! Traces that were not made by an honest proxy, and long ones.

mod common;

use std::time::{Duration, Instant};

use bytes::Bytes;
use common::{Trace, ack, publish, rules, verdicts};
use evidence::{CrossCheck, Imprint, Reference};
use mqtt_packet::Packet;
use mqtt_trace::{Content, Direction, Event, Piece, Side, What};
use proptest::prelude::*;

const STEPS: &str = "{ paquet = 'PUBLISH', de = 'client', m = '$m', payload = '$p', client = '{poste}-*' },
    { evenement = 'coupure', connexion = '$c', sans = { paquet = 'PUBACK', de = 'broker', m = '$m' } },
    { paquet = 'PUBLISH', de = 'client', m = '$m', payload = '$p', connexion = { sauf = '$c' }, delai = { min = 1, max = 9 } },
    { evenement = 'fin-de-trace', sans = { paquet = 'PUBLISH', de = 'broker', payload = '$p' } }";

fn what() -> impl Strategy<Value = What> {
    let direction = || prop_oneof![Just(Direction::ToBroker), Just(Direction::ToClient)];
    let content = |bytes: Vec<u8>| match mqtt_packet::decode(&Bytes::from(bytes.clone())) {
        Ok((packet, size)) => (Content::Packet(packet), bytes[..size].to_vec()),
        Err(error) => (Content::Undecodable(error), bytes),
    };
    let packets = prop_oneof![
        Just(b"\x10\x1b\x00\x04MQTT\x04\x02\x00\x3c\x00\x0fposte07-capteur".to_vec()),
        Just(b"\x32\x08\x00\x01t\x00\x01abc".to_vec()),
        Just(b"\x3a\x08\x00\x01t\x00\x01abc".to_vec()),
        Just(b"\x40\x02\x00\x01".to_vec()),
        Just(b"\xe0\x00".to_vec()),
        prop::collection::vec(any::<u8>(), 0..20),
    ];
    prop_oneof![
        6 => (direction(), packets).prop_map(move |(direction, bytes)| {
            let (content, bytes) = content(bytes);
            What::Piece { direction, piece: Piece { content, bytes: bytes.into(), masked: false } }
        }),
        1 => Just(What::Opened { client: "127.0.0.1:1".parse().expect("an address"), broker: "\x1b[31m".to_owned() }),
        1 => any::<bool>().prop_map(|reset| What::Ended { by: Side::Client, reset }),
        1 => Just(What::Gap { direction: Direction::ToClient, lost: None, skipped: u64::MAX }),
    ]
}

proptest! {
    #[test]
    fn no_trace_stops_the_search(
        events in prop::collection::vec((any::<u64>(), 0..4_u64, what()), 0..60),
    ) {
        let event = |(time, connection, what)| Event { time: Duration::from_micros(time), connection, what };
        let events: Vec<Event> = events.into_iter().map(event).collect();
        let rules = rules(STEPS);
        for verdict in verdicts(&rules, &events) {
            for mark in verdict.marks() {
                prop_assert!(!mark.text.contains('\x1b'));
            }
        }
        let (mut imprint, mut reference) = (Imprint::default(), Reference::default());
        events.iter().for_each(|event| {
            imprint.event(event);
            reference.event(event);
        });
        let mut cross = CrossCheck::new(&reference);
        (1..).zip(&events).for_each(|(place, event)| cross.event(place, event));
        let agreement = cross.finish();
        prop_assert!(agreement.found <= agreement.packets);
    }
}

/// Ten times the packets take about ten times as long, however many tries they begin.
#[test]
fn time_is_linear() {
    let rules = rules(
        "{ paquet = 'PUBLISH', de = 'client', m = '$m', payload = '$p' },
        { paquet = 'PUBLISH', de = 'client', m = '$m', payload = { sauf = '$p' }, delai = { min = 50000 } }",
    );
    let lasts = |count: u16| {
        let mut trace = Trace::default();
        trace.client("a");
        for number in 1..=count {
            trace.send("a", Packet::Publish(publish(1, number, "un"))).get("a", Packet::Puback(ack(number)));
        }
        let start = Instant::now();
        let verdict = verdicts(&rules, &trace.events).remove(0);
        assert!(!verdict.is_present());
        start.elapsed().as_secs_f64()
    };
    let (short, long) = (lasts(2_000), lasts(20_000));
    assert!(long < 40.0 * short, "{short} s for 2,000 packets, {long} s for 20,000");
}
