//! The rules of the labs: the kit's ready traces, recorded with the real programs, keep them all, and what a lab is about
//! cannot be taken out of a trace without its rule noticing.

mod common;

use std::fs;
use std::path::Path;
use std::time::Duration;

use bytes::BytesMut;
use common::verdicts;
use evidence::{Imprint, Rules, Verdict};
use mqtt_packet::{Packet, PacketId, PacketType, Qos};
use mqtt_trace::json::{Record, read_record};
use mqtt_trace::{Content, Direction, Event, Piece, What};

const LABS: [&str; 7] = ["tp1", "tp1-coupure", "tp2", "tp3", "tp4", "tp5", "tp6"];

fn read(kind: &str, name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/formulaires").join(kind).join(name);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn rules(lab: &str) -> Rules {
    Rules::parse(lab, &read("regles", &format!("{lab}.toml"))).unwrap_or_else(|error| panic!("{error}"))
}

fn trace(lab: &str) -> (Imprint, Vec<Event>) {
    let (mut imprint, mut events) = (Imprint::default(), Vec::new());
    for line in read("traces", &format!("{lab}.jsonl")).lines() {
        match read_record(line).unwrap_or_else(|error| panic!("{lab}: {error}\n{line}")) {
            Record::Header(header) => imprint.header(&header),
            Record::Event(event) => {
                imprint.event(&event);
                events.push(event);
            }
        }
    }
    (imprint, events)
}

fn content(event: &Event) -> Option<(Direction, &Content)> {
    match &event.what {
        What::Piece { direction, piece } => Some((*direction, &piece.content)),
        _ => None,
    }
}

#[test]
fn ready_traces_keep_every_rule() {
    for lab in LABS {
        let (imprint, events) = trace(lab);
        let rules = rules(lab);
        for verdict in verdicts(&rules, &events) {
            assert!(verdict.is_present(), "{lab}, {}: {:#?}", verdict.rule.name(), verdict.outcome);
        }
        assert_eq!(imprint.sessions().len(), 1, "{lab}: a header");
        assert_eq!(imprint.seats(), ["poste00"], "{lab}");
    }
}

#[test]
fn every_rule_says_what_to_do() {
    for lab in LABS {
        for rule in rules(lab).all() {
            assert!(rule.help().is_some_and(|help| help.len() > 20), "{lab}, {}", rule.name());
        }
    }
}

/// Without the packets of one type and one way, a rule that a packet of the kind proves is missing.
#[test]
fn what_proves_a_rule_cannot_be_taken_out() {
    for lab in LABS {
        let (_, events) = trace(lab);
        let rules = rules(lab);
        for (number, verdict) in verdicts(&rules, &events).into_iter().enumerate() {
            for mark in verdict.marks().iter().filter(|mark| !mark.is_cut) {
                let place = usize::try_from(mark.place).expect("a small trace") - 1;
                let Some((way, proof)) = content(&events[place]) else { continue };
                let kind = proof.packet_type();
                if (verdict.rule.name(), kind) == ("reprise-qos-2", Some(PacketType::Publish)) {
                    // Another packet would do.
                    continue;
                }
                let is_it = |event: &&Event| {
                    content(event)
                        .is_none_or(|(direction, content)| direction != way || content.packet_type() != kind)
                };
                let rest: Vec<Event> = events.iter().filter(is_it).cloned().collect();
                let without = verdicts(&rules, &rest).swap_remove(number);
                assert!(!without.is_present(), "{lab}, {}: proven without {kind:?}", verdict.rule.name());
            }
        }
    }
}

/// Every packet of this type, as `change` makes it.
fn changed(events: &[Event], wanted: PacketType, change: impl Fn(&mut Packet)) -> Vec<Event> {
    let one = |event: &Event| {
        let mut event = event.clone();
        if let What::Piece { piece, .. } = &mut event.what
            && let Content::Packet(packet) = &piece.content
            && packet.packet_type() == wanted
        {
            let mut packet = packet.clone();
            change(&mut packet);
            let mut bytes = BytesMut::new();
            packet.encode(&mut bytes).expect("still a packet");
            *piece = Piece { content: Content::Packet(packet), bytes: bytes.freeze(), masked: false };
        }
        event
    };
    events.iter().map(one).collect()
}

fn publish(events: &[Event], change: impl Fn(&mut mqtt_packet::Publish)) -> Vec<Event> {
    changed(events, PacketType::Publish, |packet| {
        if let Packet::Publish(publish) = packet {
            change(publish);
        }
    })
}

fn connect(events: &[Event], change: impl Fn(&mut mqtt_packet::Connect)) -> Vec<Event> {
    changed(events, PacketType::Connect, |packet| {
        if let Packet::Connect(connect) = packet {
            change(connect);
        }
    })
}

fn times(events: &[Event], change: impl Fn(Duration) -> Duration) -> Vec<Event> {
    let first = events[0].time;
    let one = |event: &Event| Event { time: first + change(event.time - first), ..event.clone() };
    events.iter().map(one).collect()
}

/// What a lab is about, done otherwise.
#[test]
fn what_a_lab_is_about_must_be_seen() {
    type Edit = fn(&[Event]) -> Vec<Event>;
    let edits: [(&str, &str, &str, Edit); 16] = [
        ("tp1", "qos-1", "of nobody's seat", |events| connect(events, |one| one.client_id = "moi".into())),
        ("tp1", "qos-2", "of another topic", |events| publish(events, |one| one.topic = "salon/qos".into())),
        ("tp1-coupure", "renvoi-qos-1", "sent anew, without DUP", |events| {
            publish(events, |one| one.dup = false)
        }),
        ("tp1-coupure", "renvoi-qos-1", "no fault: the PUBACK came", |events| {
            events.iter().filter(|event| !matches!(event.what, What::Fault { .. })).cloned().collect()
        }),
        ("tp1-coupure", "doublon-qos-1", "another payload each time", |events| {
            let mut events = events.to_vec();
            for (number, event) in events.iter_mut().enumerate() {
                *event = publish(std::slice::from_ref(event), |one| one.payload = format!("{number}").into())
                    .remove(0);
            }
            events
        }),
        ("tp1-coupure", "une-fois-qos-2", "delivered twice", |events| {
            let mut events = events.to_vec();
            let again = events.iter().rposition(|event| {
                matches!(content(event), Some((Direction::ToClient, Content::Packet(Packet::Publish(_)))))
            });
            let again = again.expect("a delivery");
            events.insert(again, events[again].clone());
            events
        }),
        ("tp2", "keep-alive", "another keep-alive", |events| connect(events, |one| one.keep_alive = 60)),
        ("tp2", "ping", "twice as fast", |events| times(events, |time| time / 2)),
        ("tp2", "ping", "twice as slow", |events| times(events, |time| time * 2)),
        ("tp2", "session", "clean session", |events| connect(events, |one| one.clean_session = true)),
        ("tp3", "retenu", "never with RETAIN", |events| publish(events, |one| one.retain = false)),
        ("tp3", "present", "always with RETAIN", |events| publish(events, |one| one.retain = true)),
        ("tp4", "tls", "to the port in the clear", |events| {
            let mut events = events.to_vec();
            for event in &mut events {
                if let What::Opened { broker, .. } = &mut event.what {
                    *broker = "localhost:1883".to_owned();
                }
            }
            events
        }),
        ("tp5", "will-retenu", "a will without RETAIN", |events| {
            connect(events, |one| one.will.iter_mut().for_each(|will| will.retain = false))
        }),
        ("tp6", "qos", "at QoS 1 from the publisher", |events| {
            publish(events, |one| (one.qos, one.packet_id) = (Qos::AtLeastOnce, Some(PacketId::FIRST)))
        }),
        ("tp6", "arret", "a topic in ASCII", |events| {
            publish(events, |one| one.topic = "ete/temperature".into())
        }),
    ];
    for (lab, name, what, edit) in edits {
        let (_, events) = trace(lab);
        let rules = rules(lab);
        let edited = edit(&events);
        let verdicts = verdicts(&rules, &edited);
        let is_it = |verdict: &&Verdict<'_>| verdict.rule.name() == name;
        let verdict = verdicts.iter().find(is_it).unwrap_or_else(|| panic!("{lab} has no rule {name}"));
        assert!(!verdict.is_present(), "{lab}, {name}, {what}: {:?}", verdict.outcome);
    }
}

#[test]
fn copies_are_known_by_their_rhythm() {
    let of = |events: &[Event]| {
        let mut imprint = Imprint::default();
        events.iter().for_each(|event| imprint.event(event));
        imprint
    };
    let traces: Vec<(Imprint, Vec<Event>)> = LABS.iter().map(|lab| trace(lab)).collect();
    for (number, (imprint, events)) in traces.iter().enumerate() {
        let lab = LABS[number];
        for (other, _) in traces.iter().skip(number + 1) {
            assert!(!imprint.is_copy_of(other), "{lab} is no copy of another lab's trace");
        }
        if lab == "tp4" {
            // Five packets have no rhythm: the session number alone tells.
            continue;
        }
        let later = times(events, |time| time + Duration::from_secs(3600));
        assert!(of(&later).is_copy_of(imprint), "{lab}, an hour later");
        let other_seat = connect(events, |one| one.client_id = "poste12-capteur".into());
        assert!(of(&other_seat).is_copy_of(imprint), "{lab}, of another seat");
        let slower = times(events, |time| time.mul_f64(1.01));
        assert!(!of(&slower).is_copy_of(imprint), "{lab}, another rhythm");
        assert!(of(&events[..2 * events.len() / 3]).is_copy_of(imprint), "{lab}, without its end");
    }
}

/// A broker publishes a will as it closes the connection: what is seen first hangs on nobody's work.
#[test]
fn a_will_is_seen_before_the_end_of_its_connection_or_after() {
    let (_, events) = trace("tp2");
    let rules = rules("tp2");
    let will = |events: &[Event]| {
        verdicts(&rules, events).iter().any(|verdict| verdict.rule.name() == "will" && verdict.is_present())
    };
    let place = events.iter().position(|event| {
        matches!(content(event), Some((Direction::ToClient, Content::Packet(Packet::Publish(one)))) if &one.payload[..] == b"perdu")
    });
    let place = place.expect("a will");
    assert!(matches!(events[place - 1].what, What::Ended { .. }), "the end of the connection, just before");
    assert!(will(&events), "after");
    let mut other = events.clone();
    other.swap(place - 1, place);
    assert!(will(&other), "before");
    let mut published = events.clone();
    let mut by_hand = events[place].clone();
    by_hand.what = match by_hand.what {
        What::Piece { piece, .. } => What::Piece { direction: Direction::ToBroker, piece },
        other => other,
    };
    published.insert(place, by_hand);
    assert!(!will(&published), "somebody published the same");
}
