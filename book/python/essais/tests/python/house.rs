//! The connected house and the movement alert.

use std::collections::BTreeSet;

use peers::{Process, Sub, publish};

use crate::support::{SCRIPTS, python, run, start, with_both};

/// Each topic of the house with its QoS.
fn tree() -> BTreeSet<String> {
    let rooms = ["chambre_1", "chambre_2", "sdb", "salon", "cuisine"].iter().flat_map(|room| {
        [(0, "temperature"), (0, "humidite"), (2, "mouvement"), (1, "qualite-air")]
            .map(|(qos, measure)| format!("{qos} 0 poste07/maison/{room}/{measure}"))
    });
    let outdoors = ["terrasse", "jardin"].iter().flat_map(|place| {
        ["luminosite", "humidite"].map(|measure| format!("0 0 poste07/maison/{place}/{measure}"))
    });
    rooms.chain(outdoors).chain(["1 0 poste07/maison/pluie".into()]).collect()
}

fn range(measure: &str) -> std::ops::RangeInclusive<f64> {
    match measure {
        "temperature" => 18.0..=24.0,
        "humidite" => 30.0..=100.0,
        "qualite-air" => 0.0..=100.0,
        "luminosite" => 0.0..=60_000.0,
        "pluie" => 0.0..=12.0,
        other => panic!("no measure is called {other}"),
    }
}

#[test]
fn the_house_publishes_its_tree_in_believable_values() {
    with_both(|broker| {
        let mut sub = Sub::start(broker, &["-t", "poste07/#", "-q", "2"]);
        run(broker, "maison", "--tours 2 --intervalle 0 --graine 7 --prefixe poste07/");
        for _ in 0..2 {
            let mut seen = BTreeSet::new();
            for _ in 0..25 {
                let message = sub.message();
                let (topic, payload) = message.rsplit_once(' ').expect("a payload");
                let measure = topic.rsplit('/').next().unwrap();
                if measure == "mouvement" {
                    assert!(["oui", "non"].contains(&payload), "{message}");
                } else {
                    assert!(range(measure).contains(&payload.parse().unwrap()), "{message}");
                }
                seen.insert(topic.to_owned());
            }
            assert_eq!(seen, tree());
        }
    });
}

#[test]
fn a_seed_gives_the_same_house() {
    with_both(|broker| {
        let rounds = [1, 2].map(|_| {
            let mut sub = Sub::start(broker, &["-t", "maison/#", "-q", "2"]);
            run(broker, "maison", "--tours 1 --graine 42");
            // Sorted: a message of QoS 2 may come after the QoS 0 that follows it.
            (0..25).map(|_| sub.message()).collect::<BTreeSet<_>>()
        });
        assert_eq!(rounds[0], rounds[1]);
    });
}

#[test]
fn a_movement_raises_an_alert_and_nothing_else_does() {
    with_both(|broker| {
        let mut sub = Sub::start(broker, &["-t", "+/maison/alerte", "-q", "2"]);
        let mut alert = start(broker, "alerte_mouvement", "--prefixe poste07/");
        alert.stdout.until("Je surveille poste07/maison/+/mouvement");
        for (topic, payload) in
            [("salon/mouvement", "non"), ("salon/temperature", "oui"), ("cuisine/mouvement", "oui")]
        {
            publish(broker, &["-t", &format!("poste07/maison/{topic}"), "-m", payload, "-q", "2"]);
        }
        // The only alert is that of the last: the first message that comes would be another's.
        assert_eq!(sub.message(), "2 0 poste07/maison/alerte mouvement (cuisine)");
        assert_eq!(alert.stdout.next().as_deref(), Some("ALERTE  mouvement (cuisine)"));
    });
}

/// The examples in the documentation of `decide` are its tests, which a student can run too.
#[test]
fn the_decision_alone_follows_its_examples() {
    let Some(python) = python() else { return };
    let mut doctest = std::process::Command::new(python);
    doctest.args(["-m", "doctest", "-v", "alerte_mouvement.py"]).current_dir(SCRIPTS);
    let ended = Process::start(doctest.env("PYTHONDONTWRITEBYTECODE", "1")).end();
    assert!(ended.status.success(), "{}", ended.stdout.join("\n"));
    assert!(ended.stdout.iter().any(|line| line.starts_with("3 passed")), "{}", ended.stdout.join("\n"));
}
