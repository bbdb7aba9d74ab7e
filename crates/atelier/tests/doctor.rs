//! `atelier doctor`, on a small kit: what the machine of the test has may vary, what is looked at may not.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

mod support;

use support::{Kit, atelier, printed};

/// What it says as JSON, whatever its exit code.
fn report(kit: &Kit) -> serde_json::Value {
    let output = atelier(kit.root(), &["doctor", "--json"]).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["ready"], output.status.success(), "the exit code says the same: {report}");
    report
}

fn checks(report: &serde_json::Value) -> &Vec<serde_json::Value> {
    report["checks"].as_array().unwrap()
}

#[test]
fn everything_is_looked_at_and_each_trouble_says_how_to_mend_it() {
    let report = report(&Kit::new());
    let ids: Vec<&str> = checks(&report).iter().map(|check| check["id"].as_str().unwrap()).collect();
    // Where the test's own folder is decides whether « chemin » and « copie » are there.
    let ids: Vec<&str> = ids.into_iter().filter(|id| !matches!(*id, "chemin" | "copie")).collect();
    let expected = [
        "exercices",
        "dossier",
        "disque",
        "horloge",
        "rustc",
        "cargo",
        "programme",
        "hors-ligne",
        "port-1883",
        "port-1884",
        "port-8080",
        "mosquitto",
    ];
    assert_eq!(ids, expected);
    for check in checks(&report) {
        assert_eq!(check["state"] == "ok", check["mend"].is_null(), "{check}");
    }
}

#[test]
fn a_folder_that_stops_cargo_is_named() {
    let kit = Kit::new();
    kit.write("crates/mes-essais/notes.txt", "");
    let report = report(&kit);
    let stray = checks(&report).iter().find(|check| check["id"] == "intrus").expect("it is seen");
    assert_eq!(stray["state"], "failure");
    assert!(stray["text"].as_str().unwrap().starts_with("crates/mes-essais"), "{stray}");
    assert!(stray["mend"].as_str().unwrap().contains("scratch"), "{stray}");
}

#[test]
fn a_course_that_does_not_load_is_a_finding() {
    let kit = Kit::new();
    kit.write("exercises/00-ports/exercise.toml", "title = ");
    let report = report(&kit);
    let first = &checks(&report)[0];
    assert_eq!((first["id"].as_str(), first["state"].as_str()), (Some("exercices"), Some("failure")));
    assert!(first["mend"].as_str().unwrap().contains("exercise.toml"), "{first}");
    let text = printed(&mut atelier(kit.root(), &["doctor"]), 1);
    assert!(text.contains("✗ exercices") && text.contains("→ ") && text.contains("À réparer"), "{text}");
}

#[test]
fn without_rust_it_says_how_to_install_it() {
    let kit = Kit::new();
    let text = printed(atelier(kit.root(), &["examen"]).env("PATH", ""), 1);
    for words in ["✗ rustc", "✗ cargo", "https://rustup.rs"] {
        assert!(text.contains(words), "« {words} » is missing:\n{text}");
    }
}
