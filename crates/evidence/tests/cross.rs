//! A trace beside the record of another broker.

mod common;

use std::time::Duration;

use common::{Trace, ack, publish};
use evidence::{Agreement, CrossCheck, Reference};
use mqtt_packet::Packet;
use mqtt_trace::{Event, Logged, Piece, What};

fn exchange(client: &str, payloads: &[&str]) -> Vec<Event> {
    let mut trace = Trace::default();
    trace.client(client);
    for payload in payloads {
        trace
            .wait(1.0)
            .send(client, Packet::Publish(publish(1, 1, payload)))
            .get(client, Packet::Puback(ack(1)));
        trace.wait(10.0).send(client, Packet::Pingreq).get(client, Packet::Pingresp);
    }
    trace.events
}

fn later(events: &[Event], seconds: u64) -> Vec<Event> {
    let one = |event: &Event| Event { time: event.time + Duration::from_secs(seconds), ..event.clone() };
    events.iter().map(one).collect()
}

fn agreement(trace: &[Event], there: &[Event]) -> Agreement {
    let mut reference = Reference::default();
    there.iter().for_each(|event| reference.event(event));
    let mut cross = CrossCheck::new(&reference);
    (1..).zip(trace).for_each(|(place, event)| cross.event(place, event));
    cross.finish()
}

#[test]
fn the_same_exchange_by_another_clock() {
    let mine = exchange("poste07-capteur", &["un", "deux", "trois"]);
    let mut there = exchange("poste08-capteur", &["un", "deux"]);
    there.extend(later(&mine, 90).into_iter().map(|event| Event { connection: 9, ..event }));
    there.extend(
        later(&exchange("poste07-capteur", &["un"]), 5000)
            .into_iter()
            .map(|event| Event { connection: 11, ..event }),
    );
    let found = agreement(&mine, &there);
    assert_eq!((found.packets, found.found, found.shift), (14, 14, 90_000_000));
    assert!(found.lacking.is_empty());
}

#[test]
fn what_never_passed_there_is_named() {
    let mine = exchange("poste07-capteur", &["un", "deux", "trois"]);
    let there = later(&exchange("poste07-capteur", &["un", "deux", "autre"]), 3);
    let found = agreement(&mine, &there);
    assert_eq!((found.packets, found.found), (14, 13));
    let lacking: Vec<&str> = found.lacking.iter().map(|mark| mark.text.as_str()).collect();
    assert_eq!(lacking, ["PUBLISH q1 m1 poste07/t «\u{a0}trois\u{a0}»"]);
    // The same words of another client, on another day.
    let other = agreement(&mine, &exchange("poste08-capteur", &["un", "deux", "trois"]));
    assert_eq!((other.found, other.lacking.len()), (0, 5));
}

#[test]
fn each_packet_there_stands_for_one_here() {
    let mine = exchange("poste07-capteur", &["un", "un"]);
    let there = exchange("poste07-capteur", &["un"]);
    let found = agreement(&mine, &there);
    assert_eq!((found.packets, found.found), (10, 6), "the second message was added by hand");
}

#[test]
fn a_log_of_the_broker_will_do() {
    let mine = exchange("poste07-capteur", &["un", "deux"]);
    let as_log = |event: &Event| {
        let mut event = event.clone();
        if let What::Piece { piece, .. } = &mut event.what
            && let mqtt_trace::Content::Packet(packet) = &piece.content
        {
            let logged = Logged { client: "poste07-capteur".to_owned(), ..Logged::of(packet) };
            *piece = Piece::logged(logged);
        }
        // In whole seconds.
        Event { time: Duration::from_secs(event.time.as_secs() + 7), ..event }
    };
    let there: Vec<Event> = mine.iter().map(as_log).collect();
    let found = agreement(&mine, &there);
    assert_eq!((found.packets, found.found), (10, 10), "{:?}", found.lacking);
}

/// `mosquitto_sub` without `-i`: each record has a number of its own for it.
#[test]
fn a_client_without_a_name_is_known_by_what_it_says() {
    let mine = exchange("", &["un", "deux"]);
    let there: Vec<Event> = mine.iter().map(|event| Event { connection: 7, ..event.clone() }).collect();
    let found = agreement(&mine, &there);
    assert_eq!((found.packets, found.found), (10, 10), "{:?}", found.lacking);
}
