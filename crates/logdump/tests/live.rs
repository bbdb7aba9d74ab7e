//! Each output of a real exchange, and the same output of its record.

mod common;

use std::process::Command;

use common::Logdump;
use peers::{Mosquitto, Sub, publish};

/// A password that nothing may show, in text and in hexadecimal.
const PASSWORD: [&str; 3] = ["sesame-77", "736573616d65", "73 65 73 61"];

#[test]
#[cfg(unix)]
fn what_is_shown_live_is_what_its_record_shows() {
    let Some(broker) = Mosquitto::start("allow_anonymous true") else { return };
    let folder = tempfile::tempdir().unwrap();
    let outputs: [&[&str]; 7] = [
        &[],
        &["--hex"],
        &["--ladder"],
        &["--explain"],
        &["--json"],
        &["--stats"],
        &["--ladder", "--stats", "--topic", "maison/#", "--qos", "1,2"],
    ];
    for (index, output) in outputs.into_iter().enumerate() {
        let record = folder.path().join(format!("{index}.jsonl")).display().to_string();
        let svg = folder.path().join(format!("{index}.svg")).display().to_string();
        let options = [output, &["--record", &record, "--svg", &svg]].concat();
        let mut logdump = Logdump::start(broker.address, &options);
        let mut sub = Sub::start(
            logdump.address,
            &["-i", "ecran", "-t", "maison/#", "-q", "2", "-u", "jean", "-P", PASSWORD[0]],
        );
        for qos in ["0", "1", "2"] {
            publish(
                logdump.address,
                &["-i", "thermo", "-t", "maison/salon", "-q", qos, "-m", "21,5 °C", "-r"],
            );
            sub.message();
        }
        let pid = logdump.process.0.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        let shown: Vec<String> = std::iter::from_fn(|| logdump.line()).collect();
        assert_eq!(logdump.process.0.wait().unwrap().code(), Some(0), "{output:?}");
        sub.stop();

        let words = ["PUBLISH", "PUBCOMP"];
        assert!(
            words.iter().all(|word| shown.iter().any(|line| line.contains(word))),
            "{output:?}: {shown:#?}"
        );
        let mut again = assert_cmd::Command::cargo_bin("logdump").expect("built");
        let again = again.arg(&record).args(output).assert().success();
        let again = String::from_utf8(again.get_output().stdout.clone()).unwrap();
        assert_eq!(again.lines().collect::<Vec<_>>(), shown, "{output:?}");
        let files = [record, svg].map(|path| std::fs::read_to_string(path).unwrap());
        for text in files.iter().chain([&again]) {
            assert!(PASSWORD.iter().all(|password| !text.contains(password)), "a password: {text}");
        }
    }
}
