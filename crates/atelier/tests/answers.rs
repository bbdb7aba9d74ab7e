//! `atelier repondre`, as a pupil types it, on a small kit.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

mod support;

use std::fs;

use support::{Kit, atelier, printed};

const FORM: &str = "# TP 1 : feuille de réponses.\n\nfeuille = \"tp1\"\nposte = \"\"\n\n# --- Prédictions, AVANT de lancer.\n\n\
                    # P1. Combien de paquets ?\np1 = \"\"\n\n# --- Questions.\n\n# Q1. Quel paquet répond ?\nq1 = \"\"\n";
const ACCOUNT: &str =
    "# Compte-rendu\n\n- Date :\n\n## TP 1\n\n**R1.** Pourquoi :\n\n## Bilan\n\nCe qui marche :\n";

/// A kit with one lab.
fn kit() -> Kit {
    let kit = Kit::new();
    kit.write("book/formulaires/reponses/tp1.toml", FORM);
    kit.write("book/formulaires/compte-rendu.md", ACCOUNT);
    kit
}

/// What is said to a pupil who types `lines`.
fn told(kit: &Kit, args: &[&str], lines: &str) -> String {
    printed(atelier(kit.root(), args).write_stdin(lines), 0)
}

fn read(kit: &Kit, file: &str) -> String {
    fs::read_to_string(kit.path(file)).unwrap()
}

#[test]
fn a_lab_from_its_first_question_to_its_last() {
    let kit = kit();
    insta::assert_snapshot!("overview_before", told(&kit, &["repondre"], ""));
    let text = told(
        &kit,
        &["répondre", "TP 1"],
        "07\n:r\n\n10\n:r\n:e\n4\n:?\n\n23 novembre\nParce que\nle réseau coupe.\n\n",
    );
    insta::assert_snapshot!("a_lab", text);
    let expected = FORM.replace("poste = \"\"", "poste = \"07\"").replace("p1 = \"\"", "p1 = \"4\"");
    assert_eq!(read(&kit, "reponses/tp1.toml"), expected);
    let expected = ACCOUNT
        .replace("Date :", "Date : 23 novembre")
        .replace("Pourquoi :\n", "Pourquoi :\n\nParce que\nle réseau coupe.\n");
    assert_eq!(read(&kit, "compte-rendu.md"), expected);
    insta::assert_snapshot!("what_was_left", told(&kit, &["repondre", "tp1"], "PUBACK\n"));
    insta::assert_snapshot!("overview_after", told(&kit, &["repondre"], ""));
}

#[test]
fn quitting_loses_nothing_and_answers_stay() {
    let kit = kit();
    for end in [":q\n", ""] {
        told(&kit, &["repondre", "tp1", "q1"], &format!("PUB ACK\n{end}"));
        assert!(read(&kit, "reponses/tp1.toml").contains("q1 = \"PUB ACK\""));
        let text = told(&kit, &["repondre", "tp1", "Q1"], "\n:q\n");
        assert!(text.contains("PUB ACK"), "the answer that is there must be shown:\n{text}");
        assert!(read(&kit, "reponses/tp1.toml").contains("q1 = \"PUB ACK\""));
    }
}

#[test]
fn the_end_of_the_account_alone() {
    let kit = kit();
    told(&kit, &["repondre", "bilan"], "Lundi\nTout.\n\n");
    assert!(read(&kit, "compte-rendu.md").ends_with("Ce qui marche :\n\nTout.\n"));
    assert!(!kit.path("reponses").exists(), "no form goes with it");
}

#[test]
fn a_drawn_form_takes_the_place_of_the_example() {
    let kit = kit();
    let example = "# TD 1, binôme 0 : feuille.\nfeuille = \"td1\"\nbinome = 0\n\n# Q1. Qui ?\nq1 = \"\"\n";
    kit.write("book/formulaires/reponses/td1.toml", example);
    kit.write("binome-07/reponses/td1.toml", &example.replace("= 0", "= 7").replace("Qui", "Où"));
    let text = told(&kit, &["repondre", "td1"], "a\n:q\n");
    assert!(text.contains("tirage d’exemple"), "{text}");
    let text = told(&kit, &["repondre", "binome-07/reponses/td1.toml"], "b\n:q\n");
    assert!(text.contains("Une autre feuille était là") && !text.contains("tirage d’exemple"), "{text}");
    let text = told(&kit, &["repondre", "binome-07/reponses/td1.toml"], "");
    assert!(!text.contains("Une autre feuille était là"), "the second time goes on with it:\n{text}");
    let form = read(&kit, "reponses/td1.toml");
    assert!(form.contains("binome = 7") && form.contains("q1 = \"b\""), "{form}");
}

#[test]
fn what_cannot_be_filled_in_says_how_to_mend_it() {
    let kit = kit();
    let text = printed(&mut atelier(kit.root(), &["repondre", "tp9"]), 1);
    assert!(text.contains("choisissez parmi tp1, bilan"), "{text}");
    let text = printed(&mut atelier(kit.root(), &["repondre", "tp1", "q9"]), 1);
    assert!(text.contains("donnez son numéro"), "{text}");
    kit.write("reponses/tp1.toml", &FORM.replace("q1 = \"\"", "q1 = \"PUBACK"));
    let text = printed(&mut atelier(kit.root(), &["repondre", "tp1"]), 1);
    assert!(text.contains("reponses/tp1.toml ne se lit plus") && text.contains("ligne 14"), "{text}");
}

#[test]
fn the_real_forms_can_all_be_filled_in() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let kit = Kit::new();
    let forms = root.join("book/formulaires");
    kit.write(
        "book/formulaires/compte-rendu.md",
        &fs::read_to_string(forms.join("compte-rendu.md")).unwrap(),
    );
    for form in fs::read_dir(forms.join("reponses")).unwrap() {
        let path = form.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        kit.write(&format!("book/formulaires/reponses/{name}.toml"), &fs::read_to_string(&path).unwrap());
        // Where several lines are taken, the empty one ends them; elsewhere it passes a question, for the next round.
        let round = || told(&kit, &["repondre", &name], &"x\n\n".repeat(60));
        (0..5).for_each(|_| drop(round()));
        let again = round();
        assert!(again.contains("tout est rempli"), "{name}:\n{again}");
    }
}
