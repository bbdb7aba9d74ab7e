//! What a rule finds in a trace, and what it does not.

mod common;

use common::{Trace, ack, proof, publish, rules, verdicts, will};
use evidence::{Outcome, Rules};
use mqtt_packet::{Connect, Packet, PacketId, Qos, Subscribe, Subscription};
use mqtt_trace::Direction;

const CAPTEUR: &str = "poste07-capteur";
const ECRAN: &str = "poste07-ecran";

fn subscribe(filters: &[(&str, Qos)]) -> Packet {
    let subscriptions =
        filters.iter().map(|(filter, qos)| Subscription { filter: (*filter).into(), qos: *qos });
    Packet::Subscribe(Subscribe {
        packet_id: PacketId::new(1).expect("not 0"),
        subscriptions: subscriptions.collect(),
        properties: Default::default(),
    })
}

const ACKNOWLEDGED: &str = "{ paquet = 'PUBLISH', de = 'client', q = 1, m = '$m', client = '$qui' },
    { paquet = 'PUBACK', de = 'broker', m = '$m', client = '$qui' }";

#[test]
fn a_variable_joins_an_answer_with_its_request() {
    let mut trace = Trace::default();
    trace.client(CAPTEUR).client(ECRAN).send(CAPTEUR, Packet::Publish(publish(1, 1, "un")));
    // Of another identifier, then of another client.
    trace.get(CAPTEUR, Packet::Puback(ack(2))).get(ECRAN, Packet::Puback(ack(1)));
    assert_eq!(proof(ACKNOWLEDGED, &trace), None);
    trace.get(CAPTEUR, Packet::Puback(ack(1)));
    assert_eq!(proof(ACKNOWLEDGED, &trace), Some(vec![7, 10]));
}

#[test]
fn any_try_may_succeed() {
    let mut trace = Trace::default();
    trace.client(CAPTEUR);
    // More of them than are kept.
    for packet_id in 1..=400 {
        trace.send(CAPTEUR, Packet::Publish(publish(1, packet_id, "un")));
    }
    trace.get(CAPTEUR, Packet::Puback(ack(400)));
    assert_eq!(proof(ACKNOWLEDGED, &trace), Some(vec![403, 404]));
}

const AGAIN: &str =
    "{ paquet = 'PUBLISH', de = 'client', q = 1, d = 0, m = '$m', payload = '$p', client = '{poste}-*' },
    { evenement = 'coupure', client = '{poste}-*', sans = { paquet = 'PUBACK', de = 'broker', m = '$m' } },
    { paquet = 'PUBLISH', de = 'client', q = 1, d = 1, m = '$m', payload = '$p' }";

fn again(payload: &str) -> Packet {
    Packet::Publish(mqtt_packet::Publish { dup: true, ..publish(1, 1, payload) })
}

#[test]
fn a_cut_shows_by_its_end_by_a_fault_or_by_what_follows() {
    let start = || {
        let mut trace = Trace::default();
        trace.client(CAPTEUR).send(CAPTEUR, Packet::Publish(publish(1, 1, "un")));
        trace
    };
    let mut ended = start();
    ended.end(CAPTEUR).client(CAPTEUR).send(CAPTEUR, again("un"));
    assert_eq!(proof(AGAIN, &ended), Some(vec![4, 5, 10]));

    let mut faulty = start();
    faulty.get(CAPTEUR, Packet::Puback(ack(1))).lose(CAPTEUR, Direction::ToClient);
    faulty.client(CAPTEUR).send(CAPTEUR, again("un"));
    assert_eq!(proof(AGAIN, &faulty), Some(vec![4, 6, 10]), "the PUBACK was lost");

    let mut silent = start();
    silent.client(CAPTEUR).send(CAPTEUR, again("un"));
    assert_eq!(proof(AGAIN, &silent), Some(vec![4, 6, 8]), "told by the next CONNECT");

    let mut anew = start();
    let mut second = Trace::default();
    second.client(CAPTEUR).send(CAPTEUR, again("un"));
    anew.events.append(&mut second.events);
    assert_eq!(proof(AGAIN, &anew), Some(vec![4, 5, 8]), "a second record in the same file counts anew");
}

#[test]
fn what_must_not_come_between_forbids() {
    let mut acknowledged = Trace::default();
    acknowledged.client(CAPTEUR).send(CAPTEUR, Packet::Publish(publish(1, 1, "un")));
    acknowledged.get(CAPTEUR, Packet::Puback(ack(1))).end(CAPTEUR).client(CAPTEUR).send(CAPTEUR, again("un"));
    assert_eq!(proof(AGAIN, &acknowledged), None, "PUBACK had come");

    let mut left = Trace::default();
    left.client(CAPTEUR).send(CAPTEUR, Packet::Publish(publish(1, 1, "un"))).leave(CAPTEUR);
    left.client(CAPTEUR).send(CAPTEUR, again("un"));
    assert_eq!(proof(AGAIN, &left), None, "who says DISCONNECT is not cut off");

    let mut other = Trace::default();
    other.client(CAPTEUR).send(CAPTEUR, Packet::Publish(publish(1, 1, "un"))).end(CAPTEUR);
    other.client(CAPTEUR).send(CAPTEUR, again("deux"));
    assert_eq!(proof(AGAIN, &other), None, "another message");
}

#[test]
fn a_seat_is_the_same_in_a_whole_rule() {
    let steps = "{ paquet = 'CONNECT', client = '{poste}-ecran' }, { paquet = 'CONNECT', client = '{poste}-capteur' }";
    let mut trace = Trace::default();
    trace.client("poste08-ecran").client(CAPTEUR);
    assert_eq!(proof(steps, &trace), None);
    trace.client("poste08-capteur");
    assert_eq!(proof(steps, &trace), Some(vec![2, 8]));

    let rules = rules(steps);
    let check = |seat| {
        let mut check = evidence::Check::new(&rules, Some(seat));
        (1..).zip(&trace.events).for_each(|(place, event)| check.event(place, event.clone()));
        check.finish()[0].is_present()
    };
    assert!(check("poste08"));
    assert!(!check("poste07"), "asked for by its name");
}

#[test]
fn times_between_steps() {
    let steps = "{ paquet = 'PINGREQ', connexion = '$c' }, { paquet = 'PINGREQ', connexion = '$c', delai = { min = 9, max = 11 } }";
    let pings = |times: &[f64]| {
        let mut trace = Trace::default();
        trace.client(CAPTEUR);
        for time in times {
            trace.wait(*time).send(CAPTEUR, Packet::Pingreq);
        }
        proof(steps, &trace)
    };
    assert_eq!(pings(&[1.0, 10.0]), Some(vec![4, 5]));
    assert_eq!(pings(&[1.0, 5.0, 5.0]), Some(vec![4, 6]), "whatever came between");
    assert_eq!(pings(&[1.0, 5.0]), None, "too early");
    assert_eq!(pings(&[1.0, 20.0]), None, "too late");
}

#[test]
fn counts() {
    let three = "{ paquet = 'PINGREQ', client = '$qui', fois = 3 }";
    let exactly = "{ paquet = 'PINGREQ', client = '$qui', fois = 3 }, { evenement = 'fin-de-trace', sans = { paquet = 'PINGREQ', client = '$qui' } }";
    for (count, at_least, only) in [(2, false, false), (3, true, true), (4, true, true), (8, true, true)] {
        let mut trace = Trace::default();
        trace.client(CAPTEUR);
        (0..count).for_each(|_| {
            trace.send(CAPTEUR, Packet::Pingreq);
        });
        assert_eq!(proof(three, &trace).is_some(), at_least, "{count} PINGREQ");
        // The last three are followed by none: « exactly » needs a step that says where to count from.
        assert_eq!(proof(exactly, &trace).is_some(), only, "{count} PINGREQ");
    }
    let from_connect = "{ paquet = 'CONNECT', client = '$qui' },
        { paquet = 'PINGREQ', client = '$qui', sans = { paquet = 'PINGREQ', client = '$qui' }, fois = 3 },
        { evenement = 'fin-de-trace', sans = { paquet = 'PINGREQ', client = '$qui' } }";
    for (count, expected) in [(2, false), (3, true), (4, false)] {
        let mut trace = Trace::default();
        trace.client(CAPTEUR);
        (0..count).for_each(|_| {
            trace.send(CAPTEUR, Packet::Pingreq);
        });
        assert_eq!(proof(from_connect, &trace).is_some(), expected, "{count} PINGREQ, counted from CONNECT");
    }
}

#[test]
fn one_delivery_and_no_other() {
    let once = "{ paquet = 'PUBLISH', de = 'client', payload = '$p' },
        { paquet = 'PUBLISH', de = 'broker', client = '$a', payload = '$p' },
        { evenement = 'fin-de-trace', sans = { paquet = 'PUBLISH', de = 'broker', client = '$a', payload = '$p' } }";
    let mut trace = Trace::default();
    trace.client(CAPTEUR).client(ECRAN).send(CAPTEUR, Packet::Publish(publish(2, 1, "un")));
    trace.get(ECRAN, Packet::Publish(publish(2, 1, "un"))).get(ECRAN, Packet::Publish(publish(2, 2, "deux")));
    assert_eq!(proof(once, &trace), Some(vec![7, 8]));
    trace.get(ECRAN, Packet::Publish(publish(2, 3, "un")));
    let only_after_first = "{ paquet = 'PUBLISH', de = 'client', payload = '$p' },
        { paquet = 'PUBLISH', de = 'broker', client = '$a', payload = '$p', sans = { paquet = 'PUBLISH', de = 'broker', payload = '$p' } },
        { evenement = 'fin-de-trace', sans = { paquet = 'PUBLISH', de = 'broker', client = '$a', payload = '$p' } }";
    assert_eq!(proof(only_after_first, &trace), None, "twice");
}

#[test]
fn another_one_is_not_the_same() {
    let steps = "{ paquet = 'PUBLISH', de = 'broker', m = '$un', payload = '$p' },
        { paquet = 'PUBLISH', de = 'broker', m = { sauf = '$un' }, payload = '$p' }";
    let mut trace = Trace::default();
    trace.client(ECRAN).get(ECRAN, Packet::Publish(publish(1, 1, "un"))).get(ECRAN, again("un"));
    assert_eq!(proof(steps, &trace), None, "the same identifier");
    trace.get(ECRAN, Packet::Publish(publish(1, 2, "un")));
    assert_eq!(proof(steps, &trace), Some(vec![4, 6]));
}

#[test]
fn fields_of_each_kind() {
    let mut trace = Trace::default();
    trace.connect(Connect { keep_alive: 10, ..will(CAPTEUR, "perdu") });
    trace.send(CAPTEUR, subscribe(&[("maison/#", Qos::AtMostOnce), ("maison/+/x", Qos::ExactlyOnce)]));
    trace.send(CAPTEUR, Packet::Publish(publish(0, 0, "été")));
    for (step, expected) in [
        ("paquet = 'CONNECT', k = 10, c = 1, p = 2", true),
        ("paquet = 'CONNECT', k = { max = 9 }", false),
        ("paquet = 'CONNECT', k = { min = 5, max = 15 }", true),
        ("paquet = 'CONNECT', k = [5, 10]", true),
        (
            "paquet = 'CONNECT', will_topic = '{poste}/#', will_payload = 'perdu', will_q = 0, will_r = 0",
            true,
        ),
        ("paquet = 'CONNECT', will_topic = 'maison/#'", false),
        ("paquet = 'CONNECT', utilisateur = '*'", false),
        ("paquet = 'CONNACK', code = 0, session = 0", true),
        ("paquet = 'SUBSCRIBE', filtre = '*+*', q = 2", true),
        ("paquet = 'SUBSCRIBE', filtre = 'maison/#', q = 2", false),
        ("paquet = 'SUBSCRIBE', filtre = { sauf = 'maison/#' }", true),
        ("paquet = 'PUBLISH', de = 'client', payload = 'été', taille = 5", true),
        ("paquet = 'PUBLISH', de = 'client', payload = ['a', '?t*', 'é*']", true),
        ("paquet = 'PUBLISH', de = 'client', m = '$m'", false),
        ("paquet = 'PUBLISH', de = 'client', m = { sauf = 3 }", false),
        ("paquet = 'PUBLISH', de = 'broker'", false),
        ("paquet = ['PUBACK', 'PUBLISH'], de = 'client'", true),
        ("evenement = 'connexion', broker = '*:1883'", true),
        ("evenement = 'connexion', broker = '*:8883'", false),
    ] {
        assert_eq!(proof(&format!("{{ {step} }}"), &trace).is_some(), expected, "{step}");
    }
}

#[test]
fn what_is_missing_is_told_with_what_comes_nearest() {
    let text = |steps: &str, trace: &Trace| {
        let rules: Rules = rules(steps);
        let verdict = verdicts(&rules, &trace.events).remove(0);
        let Outcome::Missing(missing) = verdict.outcome else { panic!("present") };
        let seen: Vec<u64> = missing.seen.iter().map(|mark| mark.place).collect();
        let near = missing.near.map(|near| {
            let why = evidence::messages::obstacle(&near.obstacle);
            format!("{} {} : {why}", near.mark.place, near.mark.text)
        });
        format!("vu {seen:?}, jamais {}\n  {}", missing.wanted, near.unwrap_or_default())
    };
    let mut trace = Trace::default();
    trace.client(CAPTEUR).send(CAPTEUR, Packet::Publish(publish(1, 1, "un")));
    trace.get(CAPTEUR, Packet::Puback(ack(2))).leave(CAPTEUR);
    let mut acknowledged = Trace::default();
    acknowledged.client(CAPTEUR).send(CAPTEUR, Packet::Publish(publish(1, 1, "un")));
    acknowledged.get(CAPTEUR, Packet::Puback(ack(1))).leave(CAPTEUR);
    let mut early = Trace::default();
    early.client(CAPTEUR).send(CAPTEUR, Packet::Pingreq).wait(5.0).send(CAPTEUR, Packet::Pingreq);
    let told = [
        text(ACKNOWLEDGED, &trace),
        text(AGAIN, &acknowledged),
        text("{ paquet = 'PINGREQ' }, { paquet = 'PINGREQ', delai = { min = 9, max = 11 } }", &early),
        text(
            "{ paquet = 'PUBLISH', de = 'client', q = 2, topic = '{poste}/+', client = '{poste}-*' }",
            &trace,
        ),
        text("{ paquet = 'CONNECT', client = '{poste}-ecran' }", &trace),
        text("{ paquet = 'SUBSCRIBE', filtre = 'maison/#', q = [1, 2] }", &trace),
        text("{ paquet = 'CONNECT', will_topic = '$t' }", &trace),
    ];
    insta::assert_snapshot!(told.join("\n"));
}
