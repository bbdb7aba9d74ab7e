//! Which packets are shown.

mod common;

use common::exchange::house;

/// The packets that these options leave, as `→therm PUBLISH`.
fn shown(options: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("echange.jsonl");
    house().write(&file);
    let mut command = assert_cmd::Command::cargo_bin("logdump").expect("built");
    let output =
        command.env("TZ", "UTC").arg(&file).args(options).args(["--time", "none"]).assert().success();
    let text = String::from_utf8_lossy(&output.get_output().stdout);
    text.lines().filter(|line| !line.starts_with("  ")).map(brief).collect()
}

/// `→ Received PUBLISH from therm (…)` in short; other lines by their first sign.
fn brief(line: &str) -> String {
    match line.split(' ').collect::<Vec<_>>().as_slice() {
        [arrow, "Received" | "Sending", packet, _, client, ..] => format!("{arrow}{client} {packet}"),
        [sign, ..] => (*sign).to_owned(),
        [] => String::new(),
    }
}

#[test]
fn what_each_filter_leaves() {
    let table: [(&[&str], &[&str]); 14] = [
        (&["--type", "puback,PINGREQ"], &["←therm PUBACK", "→ecran PUBACK", "→ecran PINGREQ"]),
        (&["--type", "connack", "--client", "therm"], &["←therm CONNACK"]),
        (
            &["--topic", "maison/#"],
            &[
                "→ecran SUBSCRIBE",
                "←ecran SUBACK",
                "→therm PUBLISH",
                "←ecran PUBLISH",
                "→therm PUBLISH",
                "←therm PUBACK",
                "→ecran PUBACK",
            ],
        ),
        (&["--topic", "jardin"], &["→therm PUBLISH", "←therm PUBREC", "→therm PUBREL", "←therm PUBCOMP"]),
        (&["--topic", "jardin", "--type", "PUBREC"], &["←therm PUBREC"]),
        (&["--qos", "2", "--type", "PUBLISH"], &["→therm PUBLISH"]),
        (&["--qos", "2"], &["→therm PUBLISH", "←therm PUBREC", "→therm PUBREL", "←therm PUBCOMP"]),
        (&["--qos", "1", "--client", "ecran"], &["←ecran PUBLISH", "→ecran PUBACK"]),
        (&["--qos", "0"], &[]),
        (&["--client", "personne"], &[]),
        (
            &["--client", "ecran", "--until", "4s"],
            &["→ecran CONNECT", "←ecran CONNACK", "→ecran SUBSCRIBE", "←ecran SUBACK"],
        ),
        (&["--since", "17s", "--until", "+18"], &["→ecran PINGREQ", "←ecran PINGRESP"]),
        // Bytes that say they are a PUBLISH and are none.
        (&["--type", "PUBLISH", "--since", "15s"], &["→"]),
        (&["--client", "therm", "--since", "19s"], &["→", "-"]),
    ];
    for (options, expected) in table {
        assert_eq!(shown(options), expected, "{options:?}");
    }
}

#[test]
fn clock_times_of_the_first_day() {
    assert_eq!(shown(&["--since", "20:39"]), shown(&[]));
    assert_eq!(shown(&["--until", "20:39:57"]), Vec::<String>::new());
    let pings = ["→ecran PINGREQ", "←ecran PINGRESP"];
    assert_eq!(shown(&["--since", "20:40:15", "--until", "20:40:16"]), pings);
}

#[test]
fn a_value_that_is_wrong_is_explained() {
    let table = [
        (["--type", "PUBLIE"], "Il y a CONNECT, CONNACK, PUBLISH"),
        (["--qos", "3"], "il y a 0, 1 et 2"),
        (["--topic", "maison/#/t"], "le joker # doit être seul"),
        (["--since", "hier"], "ni une heure (14:30"),
    ];
    for (options, expected) in table {
        let mut command = assert_cmd::Command::cargo_bin("logdump").expect("built");
        let output = command.args(options).assert().code(1);
        let message = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(message.contains(expected), "{options:?}: {message}");
    }
}
