//! Mosquitto 2.0, the reference in practice, and where it departs from the text.

use std::process::Command;

use peers::Mosquitto;
use qualify::bench::Target;
use qualify::probe::probe;
use qualify::run::Plan;
use qualify::verdict::{Checked, Verdict};

use crate::support::{names, table, target, told};

/// What Mosquitto 2.0.11 does otherwise, each argued by the text.
const OTHERWISE: &[(&str, &str)] = &[
    (
        "flags-invalid",
        "PUBACK with flags 0001 is taken: [MQTT-2.2.2-2] asks for the connection to be closed, for any type of packet",
    ),
    (
        "will-on-take-over",
        "a session that goes on takes the old connection's will with it: [MQTT-3.1.2-8] has it published when the \
         connection ends without DISCONNECT, and take-over ends one [MQTT-3.1.4-2]",
    ),
    (
        "publish-dup-at-qos-0-refused",
        "DUP at QoS 0 is taken: the sender must not [MQTT-3.3.1-2], so that it is a violation [MQTT-4.8.0-1]",
    ),
    (
        "publish-overlap",
        "one copy, at the QoS of the first subscription found: the highest is due [MQTT-3.3.5-1]",
    ),
    (
        "qos-2-receiver",
        "a third PUBLISH of one identifier before PUBREL closes the connection: each is due a PUBREC [MQTT-4.3.3-2]",
    ),
    ("violation-server-packets", "SUBACK from a client is ignored: a violation closes [MQTT-4.8.0-1]"),
    ("violation-trailing-bytes", "PINGREQ with a body is answered: it has none (§3.12.1), [MQTT-4.8.0-1]"),
];

/// What is not kept, by the version that the broker tells: later ones may have mended some.
fn expected(checked: &[Checked], target: &Target) -> Vec<&'static str> {
    let version = probe(target).expect("it accepts a client").unwrap_or_default();
    let not_kept = names(checked, Verdict::NotKept);
    let otherwise = OTHERWISE.iter().map(|(name, _)| *name);
    let mut expected: Vec<&str> =
        otherwise.filter(|name| version.ends_with(" 2.0.11") || not_kept.contains(name)).collect();
    expected.sort_unstable();
    expected
}

fn assert_as_expected(target: &Target) -> Vec<Checked> {
    let table = table();
    let checked = Plan { table: &table, target, restart: None, only: &[] }.run(&|| {});
    let mut not_kept = names(&checked, Verdict::NotKept);
    not_kept.sort_unstable();
    assert_eq!(not_kept, expected(&checked, target), "{}", told(&checked, Verdict::NotKept));
    let open = told(&checked, Verdict::NoVerdict);
    assert!(open.is_empty(), "{open}");
    checked
}

#[test]
fn it_departs_from_the_text_in_these_points_and_no_other() {
    let Some(mosquitto) = Mosquitto::start("") else { return };
    assert_as_expected(&target(mosquitto.address, 5));
}

#[test]
fn a_password_changes_no_verdict_and_is_in_no_record() {
    if !peers::installed(&["mosquitto_passwd"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("passwords");
    let mut passwd = Command::new("mosquitto_passwd");
    assert!(
        passwd.args(["-b", "-c"]).arg(&file).args(["alice", "s3cret"]).status().expect("it runs").success()
    );
    let settings = format!("allow_anonymous false\npassword_file {}\nuser root", file.display());
    let Some(mosquitto) = Mosquitto::start(&settings) else { return };
    let (user_name, password) = (Some("alice".into()), Some("s3cret".into()));
    let checked = assert_as_expected(&Target { user_name, password, ..target(mosquitto.address, 5) });
    for line in checked.iter().flat_map(|check| &check.exchange) {
        assert!(!line.bytes.contains("73 33 63 72 65 74") && !line.text.contains("s3cret"), "{line:?}");
    }
}
