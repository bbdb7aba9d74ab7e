//! `atelier quiz`, as a pupil types it, on a small kit with one self-test of the course.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

mod support;

use std::fs;
use std::path::Path;

use support::{Kit, atelier, printed};

/// A kit with the self-tests of the course.
fn kit() -> Kit {
    let kit = Kit::new();
    let public = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../book/quiz"));
    for entry in fs::read_dir(public).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        kit.write(&format!("book/quiz/{name}"), &fs::read_to_string(&path).unwrap());
    }
    kit
}

fn told(kit: &Kit, args: &[&str], lines: &str) -> String {
    printed(atelier(kit.root(), args).write_stdin(lines), 0)
}

fn answers(kit: &Kit, chapter: &str) -> String {
    let text = fs::read_to_string(kit.path(&format!("reponses/quiz-{chapter}.toml"))).unwrap();
    text.lines().filter(|line| line.contains(" = ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_self_test_is_left_taken_up_again_and_ended() {
    let kit = kit();
    let first = told(&kit, &["quiz", "qos-2"], "oui\nc b a d\nb\n:r\n:e\n:q\n");
    insta::assert_snapshot!("quiz_first", first);
    assert_eq!(
        answers(&kit, "qos-2"),
        "feuille = \"quiz-qos-2\"\nqos-2-dans-l-ordre = \"cbad\"\nqos-2-qui-envoie-pubrel = \"\"\nqos-2-reprise = \"\""
    );
    let second = told(&kit, &["quiz", "QOS 2"], "A\nd\n");
    assert!(!second.contains("Mettez dans l’ordre"), "what is answered is not asked again:\n{second}");
    assert!(second.contains("✔ 3 justes sur 3"), "{second}");
    let overview = told(&kit, &["quiz"], "");
    assert!(overview.contains("✔ qos-2                 3 sur 3"), "{overview}");
    assert!(overview.contains("· qos-1                 0 sur 3"), "{overview}");
}

#[test]
fn what_is_wrong_is_asked_once_more() {
    let kit = kit();
    let text = told(&kit, &["quiz", "qos-2"], "abcd\na\nd\n");
    assert!(text.contains("3 réponses sur 3, 2 justes"), "{text}");
    let text = told(&kit, &["quiz", "qos-2"], "cbad\n");
    assert!(text.contains("Reprenons") && text.contains("Déjà répondu"), "{text}");
    assert!(text.contains("✔ 3 justes sur 3"), "{text}");
}

#[test]
fn the_answers_of_a_self_test_are_no_lab() {
    let kit = kit();
    kit.write("book/formulaires/compte-rendu.md", "# Compte-rendu\n\n## Bilan\n\nCe qui marche :\n");
    told(&kit, &["quiz", "qos-2"], "cbad\n");
    let overview = told(&kit, &["repondre"], "");
    assert!(!overview.contains("quiz"), "{overview}");
}

#[test]
fn what_cannot_be_is_told() {
    let kit = kit();
    let text = printed(&mut atelier(kit.root(), &["quiz", "qos-9"]), 1);
    assert!(text.contains("il n’y a pas d’autotest") && text.contains("qos-par-saut"), "{text}");
    kit.write("reponses/quiz-qos-2.toml", "feuille = \"quiz-qos-2\"\nqos-2-reprise = d\n");
    let text = printed(&mut atelier(kit.root(), &["quiz", "qos-2"]), 1);
    assert!(text.contains("reponses/quiz-qos-2.toml") && text.contains("ligne 2"), "{text}");
}
