//! The house against a real broker: what was promised arrives.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::process::Output;

use peers::{Cut, relay};

use crate::support::{Watcher, kit, maison, mosquitto};

#[test]
fn an_hour_of_the_house_arrives_whole() {
    if let Some(broker) = mosquitto() {
        an_hour_arrives_whole(broker.address);
    }
}

#[test]
fn an_hour_arrives_whole_at_the_kits_broker() {
    if let Some(broker) = kit() {
        an_hour_arrives_whole(broker.address());
    }
}

/// 360 rounds as fast as the broker takes them: every message arrives, at the QoS it was published with.
fn an_hour_arrives_whole(broker: SocketAddr) {
    let watcher = Watcher::start(broker);
    let said = run(broker, "--duration 1h --speed 1e6 --seed 1");
    let mut by_qos: BTreeMap<String, usize> = BTreeMap::new();
    for message in watcher.messages() {
        *by_qos.entry(message[..1].to_owned()).or_default() += 1;
    }
    let expected = [("0", 360 * 14), ("1", 360 * 6), ("2", 360 * 5)];
    assert_eq!(by_qos, expected.map(|(qos, count)| (qos.to_owned(), count)).into());
    assert!(said.contains("2160 envoyés,   2160 acquittés par PUBACK"), "{said}");
    assert!(said.contains("1800 envoyés,   1800 acquittés par PUBCOMP"), "{said}");
}

#[test]
fn cuts_lose_no_qos_1_or_2_message() {
    if let Some(broker) = mosquitto() {
        cuts_lose_nothing(broker.address);
    }
}

#[test]
fn cuts_lose_nothing_at_the_kits_broker() {
    if let Some(broker) = kit() {
        cuts_lose_nothing(broker.address());
    }
}

/// The same house twice, the second time over a line that breaks within packets, both ways: each topic still
/// shows its whole series of values, in order; some values may come twice.
fn cuts_lose_nothing(broker: SocketAddr) {
    const CUTS: &[Cut] = &[
        // Within a PUBLISH of the second round; at the third PUBACK or so; with CONNACK alone received; much later.
        Cut { sent: 1000, ..Cut::NEVER },
        Cut { received: 17, ..Cut::NEVER },
        Cut { received: 4, ..Cut::NEVER },
        Cut { received: 1001, ..Cut::NEVER },
    ];
    let line = "--rounds 30 --speed 1e6 --seed 2";
    let watcher = Watcher::start(broker);
    run(broker, line);
    let reference = series(watcher.messages());

    let watcher = Watcher::start(broker);
    let said = run(relay(broker, CUTS), line);
    let received = series(watcher.messages());

    assert_eq!(reference.len(), 11, "{:?}", reference.keys());
    for (topic, values) in &reference {
        let mut got = received.get(topic).into_iter().flatten();
        let whole = values.iter().all(|value| got.any(|other| other == value));
        assert!(whole, "{topic}\n published {values:?}\n received {:?}", received.get(topic));
    }
    assert!(said.contains("180 envoyés,    180 acquittés par PUBACK"), "{said}");
    assert!(said.contains("150 envoyés,    150 acquittés par PUBCOMP"), "{said}");
    assert!(said.contains("après une coupure"), "{said}");
    assert_eq!(said.matches("perdue").count(), CUTS.len(), "{said}");
    assert_eq!(said.matches("rétablie").count(), CUTS.len(), "{said}");
}

/// The values of each QoS 1 and QoS 2 topic, in the order of their arrival.
fn series(messages: Vec<String>) -> BTreeMap<String, Vec<String>> {
    let mut series: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for message in messages {
        if let [qos, _, topic, value] = message.split(' ').collect::<Vec<_>>()[..]
            && qos != "0"
        {
            series.entry(topic.to_owned()).or_default().push(value.to_owned());
        }
    }
    series
}

/// Runs the house to its end, which must be a success, and returns all that it said.
fn run(broker: SocketAddr, line: &str) -> String {
    let Output { status, stdout, stderr } = maison(broker.port(), line).output().expect("the house");
    let said = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    assert!(status.success(), "{said}");
    said
}
