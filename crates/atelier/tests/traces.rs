//! What `atelier submit` says of traces, with the rules and the ready traces of the book.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

mod support;

use support::{Kit, atelier, printed};

const FORM: &str = "# FIRST : feuille.\n\nposte = \"00\"\n\n# Q1. Quel paquet ?\nq1 = \"PUBACK\"\n";
const TP1: &str = include_str!("../../../book/formulaires/traces/tp1.jsonl");
const CUT: &str = include_str!("../../../book/formulaires/traces/tp1-coupure.jsonl");
const TP4: &str = include_str!("../../../book/formulaires/traces/tp4.jsonl");

/// A kit in which TP 1 and TP 4 are answered and nothing is recorded.
fn kit() -> Kit {
    let kit = Kit::new();
    for (name, rules) in [
        ("tp1", include_str!("../../../book/formulaires/regles/tp1.toml")),
        ("tp1-coupure", include_str!("../../../book/formulaires/regles/tp1-coupure.toml")),
        ("tp2", include_str!("../../../book/formulaires/regles/tp2.toml")),
        ("tp4", include_str!("../../../book/formulaires/regles/tp4.toml")),
    ] {
        kit.write(&format!("book/formulaires/regles/{name}.toml"), rules);
    }
    kit.write("book/formulaires/compte-rendu.md", "## TP 1\n\n**R1.** Pourquoi :\n");
    for (name, title) in [("tp1", "TP 1"), ("tp4", "TP 4")] {
        kit.write(&format!("reponses/{name}.toml"), &FORM.replace("FIRST", title));
    }
    kit
}

fn submitted(kit: &Kit, seat: &str) -> String {
    let args = ["submit", "--oui", "--nom", "essai", "--poste", seat];
    printed(&mut atelier(kit.root(), &args), 0).replace('\\', "/")
}

/// What was recorded before the line that has `text`.
fn before(trace: &str, text: &str) -> String {
    let lines = trace.lines().take_while(|line| !line.contains(text));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn each_trace_is_told_rule_by_rule() {
    let kit = kit();
    kit.write("traces/tp1.jsonl", TP1);
    // The first try alone: the second message was not published.
    kit.write("traces/tp1-coupure.jsonl", &before(CUT, "64657578"));
    kit.write("traces/tp4.jsonl", &before(TP4, "PUBLISH"));
    kit.write("traces/tp1_coupure.jsonl", CUT);
    insta::assert_snapshot!("traces_by_rules", submitted(&kit, "00"));
}

#[test]
fn traces_that_a_lab_asks_for_are_missed_and_optional_ones_are_not() {
    let kit = kit();
    let text = submitted(&kit, "00");
    for trace in ["traces/tp1.jsonl", "traces/tp1-coupure.jsonl"] {
        assert!(text.contains(&format!("TP 1\u{a0}: pas de trace {trace}")), "{trace}:\n{text}");
    }
    assert!(!text.contains("traces/tp4.jsonl"), "TP 4 does without it:\n{text}");
    assert!(!text.contains("traces/tp2.jsonl"), "TP 2 was not begun:\n{text}");
    kit.write("traces/tp1.jsonl", TP1);
    kit.write("traces/tp1-coupure.jsonl", CUT);
    let text = submitted(&kit, "00");
    assert!(!text.contains("pas de trace") && !text.contains("il manque"), "{text}");
    assert_eq!(text.matches("  ✔ ").count(), 5 + 4, "{text}");
}

#[test]
fn traces_that_cannot_be_believed_are_said_to_be_so() {
    let half = &TP1[..TP1.len() / 2];
    let marks = format!("\u{feff}{}", TP1.replace('\n', "\r\n"));
    let table: [(&str, &str, &str, &[&str]); 6] = [
        ("empty", "00", "", &["(0 paquet)", "aucun paquet ne s’y lit"]),
        (
            "not a trace",
            "00",
            "bonjour\n",
            &["la ligne 1 n’est pas celle d’une trace", "aucun paquet ne s’y lit"],
        ),
        ("half a line at the end", "00", half, &["la lecture s’arrête là", "✔ Un message en QoS 0"]),
        ("with the marks of an editor", "00", &marks, &["✔ Un message en QoS 2"]),
        ("of another seat", "12", TP1, &["disent poste00, et vous êtes au poste 12"]),
        ("of the own seat", "0", TP1, &["✔ Un message en QoS 1"]),
    ];
    for (case, seat, trace, told) in table {
        let kit = kit();
        kit.write("traces/tp1.jsonl", trace);
        let text = words(&submitted(&kit, seat));
        for told in told {
            assert!(text.contains(&words(told)), "{case}: « {told} » in\n{text}");
        }
        assert_eq!(text.contains("Est-ce bien votre trace"), case == "of another seat", "{case}:\n{text}");
    }
}

/// Whatever the width of the screen.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn rules_that_were_damaged_do_not_stop_a_hand_in() {
    let kit = kit();
    kit.write("book/formulaires/regles/tp1.toml", "version = 1\n");
    kit.write("traces/tp1.jsonl", TP1);
    let text = submitted(&kit, "00");
    assert!(text.contains("titre") && text.contains("est prêt"), "{text}");
}
