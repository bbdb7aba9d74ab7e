//! `list`, `hint`, `check` and plain `atelier`, as a student types them, on a small kit.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

mod support;

use std::fs;
use std::path::Path;

use support::{Kit, atelier, ports, printed};

#[test]
fn check_says_which_tests_pass_and_leaves_with_0_or_1() {
    let kit = Kit::new();
    kit.write("exercises/00-ports/src/lib.rs", &ports("1883", "1883"));
    let failed = printed(&mut atelier(kit.root(), &["check", "00"]), 1);
    // The thread's number and libtest's time are gone with the frame: what is left is the same everywhere.
    insta::assert_snapshot!("check_failed", failed.replace('\\', "/"));
    kit.write("exercises/00-ports/src/lib.rs", &ports("1883", "8883"));
    let passed = printed(&mut atelier(kit.root(), &["vérifier", "0"]), 0);
    assert!(passed.contains("✔ Exercice 00 réussi\u{a0}: les 2 tests passent."), "{passed}");
    let list = printed(&mut atelier(kit.root(), &["liste"]), 0);
    insta::assert_snapshot!("list_after_success", list);
}

/// What is said when rustc cannot be called without cargo.
const BY_CARGO: &str = "les tests passent par cargo";

#[test]
fn another_exercise_in_the_middle_of_a_word_changes_nothing() {
    let kit = Kit::new();
    kit.write("exercises/00-ports/src/lib.rs", &ports("1883", "8883"));
    kit.write("exercises/01-octet/src/lib.rs", "pub fn ki");
    let text = printed(&mut atelier(kit.root(), &["check", "00"]), 0);
    assert!(text.contains("les 2 tests passent") && !text.contains(BY_CARGO), "{text}");
}

#[test]
fn where_there_can_be_no_plan_cargo_does_it_and_that_is_said() {
    let kit = Kit::new();
    kit.write("exercises/00-ports/src/lib.rs", &ports("1883", "8883"));
    kit.write("target/atelier", "a file where the folder should be");
    let text = printed(&mut atelier(kit.root(), &["check", "00"]), 0);
    assert!(text.contains("les 2 tests passent") && text.contains(BY_CARGO), "{text}");
}

#[test]
fn check_shows_a_compile_error() {
    let kit = Kit::new();
    kit.write("exercises/00-ports/src/lib.rs", &ports("\"x\"", "8883"));
    let text = printed(&mut atelier(kit.root(), &["check"]), 1);
    for words in
        ["Votre code ne compile pas encore", "error[E0308]: mismatched types", "rustc --explain E0308"]
    {
        assert!(text.contains(words), "« {words} » is missing:\n{text}");
    }
}

#[test]
fn hints_come_one_by_one_and_are_remembered() {
    let kit = Kit::new();
    for (count, last) in
        [(1, "Quel numéro"), (2, "Voyez le README."), (3, "C’était le dernier"), (3, "C’était")]
    {
        let text = printed(&mut atelier(kit.root(), &["hint", "00"]), 0);
        assert_eq!(text.matches("Indice ").count(), count, "{text}");
        assert!(text.contains(last), "{text}");
    }
}

#[test]
fn without_a_terminal_it_tells_the_state_and_ends() {
    let kit = Kit::new();
    let text = printed(&mut atelier(kit.root(), &[]), 0);
    insta::assert_snapshot!(text);
    assert!(!kit.path(".atelier").exists(), "looking changes nothing");
}

#[test]
fn what_goes_wrong_is_said_in_french() {
    let kit = Kit::new();
    let text = printed(&mut atelier(kit.root(), &["check", "77"]), 1);
    assert!(
        text.contains("il n’y a pas d’exercice «\u{a0}77\u{a0}»\u{a0}: choisissez parmi 00, 01"),
        "{text}"
    );

    let elsewhere = tempfile::tempdir().unwrap();
    let text = printed(&mut atelier(elsewhere.path(), &["list"]), 1);
    assert!(text.contains("Je ne trouve pas le kit"), "{text}");

    let no_cargo = atelier(kit.root(), &["check"]).env_remove("CARGO").env("PATH", "").assert().code(1);
    let text = String::from_utf8(no_cargo.get_output().stdout.clone()).unwrap();
    assert!(text.contains("La commande cargo est introuvable"), "{text}");
}

#[test]
fn a_broken_progress_file_is_set_aside() {
    let kit = Kit::new();
    kit.write(".atelier/progression.toml", "ceci n'est pas du TOML");
    let text = printed(&mut atelier(kit.root(), &["list"]), 0);
    assert!(text.contains("mis de côté sous le nom progression-illisible.toml"), "{text}");
    assert!(text.contains("· à faire"), "the list must follow:\n{text}");
    assert!(kit.path(".atelier/progression-illisible.toml").exists());
}

#[test]
fn progress_that_cannot_be_written_does_not_stop_the_answer() {
    let kit = Kit::new();
    fs::write(kit.path(".atelier"), "a file where the folder should be").unwrap();
    let text = printed(&mut atelier(kit.root(), &["hint", "00"]), 0);
    assert!(text.contains("Quel numéro"), "{text}");
    assert!(text.contains("ne peut pas être gardée"), "{text}");
}

#[test]
fn the_real_course_can_be_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = printed(&mut atelier(&root, &["list"]), 0);
    assert!(text.contains("00 "), "{text}");
}

#[test]
fn reset_gives_the_start_back_and_keeps_what_was_written() {
    let kit = Kit::new();
    let text = printed(&mut atelier(kit.root(), &["reset", "00"]), 0);
    assert!(text.contains("déjà comme au départ"), "{text}");
    let (starter, mine) = (ports("todo!()", "todo!()"), ports("1883", "8883"));
    kit.write("exercises/00-ports/src/lib.rs", &mine);
    kit.write("exercises/00-ports/src/more.rs", "// mine\n");
    printed(&mut atelier(kit.root(), &["check", "00"]), 0);
    let text = printed(&mut atelier(kit.root(), &["reset", "00"]), 0);
    assert!(text.contains("remis comme au départ"), "{text}");
    assert_eq!(fs::read_to_string(kit.path("exercises/00-ports/src/lib.rs")).unwrap(), starter);
    assert!(!kit.path("exercises/00-ports/src/more.rs").exists());
    let backup = fs::read_dir(kit.path(".atelier/sauvegardes")).unwrap().next().unwrap().unwrap().path();
    for (file, expected) in [("lib.rs", mine.as_str()), ("more.rs", "// mine\n")] {
        let kept = fs::read_to_string(backup.join("exercises/00-ports/src").join(file)).unwrap();
        assert_eq!(kept, expected, "{file}");
    }
    assert!(printed(&mut atelier(kit.root(), &["list"]), 0).contains("✗ test 1/2"), "it is to be done again");
}

#[test]
fn status_for_people_and_for_programs() {
    let kit = Kit::new();
    kit.write("book/formulaires/compte-rendu.md", "## TP 1\n\n**R1.** Pourquoi :\n");
    kit.write("reponses/tp1.toml", "# TP 1 : feuille.\nposte = \"07\"\n\n# Q1. Qui ?\nq1 = \"\"\n");
    kit.write("exercises/00-ports/src/lib.rs", &ports("1883", "1883"));
    printed(&mut atelier(kit.root(), &["check", "00"]), 1);
    insta::assert_snapshot!("status", printed(&mut atelier(kit.root(), &["status"]), 0));
    kit.write("reponses/tp2.toml", "q1 = sans guillemets");
    let json = printed(&mut atelier(kit.root(), &["status", "--json"]), 0);
    insta::assert_snapshot!("status_json", json.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn a_solution_is_shown_only_when_the_teacher_allows_it() {
    let kit = Kit::new();
    let solution = |code: i32| printed(&mut atelier(kit.root(), &["solution", "00"]), code);
    assert!(solution(1).contains("Ce kit ne contient pas les solutions"));
    kit.write("solutions/00-ports/src/lib.rs", "// @stub todo!()\n// @solution\nfn port() {}\n// @end\n");
    let text = solution(1);
    assert!(text.contains("n’a pas encore permis") && !text.contains("fn port"), "{text}");
    kit.write("solutions/AUTORISEES", "00\n");
    assert_eq!(solution(0), "fn port() {}\n");
}

/// Stands for the broker of exercise 10: says on which port it would listen.
const OWN_BROKER: &str = "fn main() {\n    let port = std::env::args().nth(1);\n    println!(\"{} {port:?}\", \
                          exercise_00::port());\n}\n";

#[test]
fn ones_own_broker_is_compiled_and_run_on_the_port_asked_for() {
    let kit = Kit::new();
    kit.write("exercises/00-ports/src/lib.rs", &ports("1883", "1883"));
    let absent = printed(&mut atelier(kit.root(), &["broker"]), 1);
    assert!(absent.contains("aucun exercice de ce kit n’est un broker"), "{absent}");
    kit.write("exercises/00-ports/examples/mon-broker.rs", OWN_BROKER);
    for arguments in [&["-p", "1884", "broker"], &["broker", "-p", "1884"]] {
        let run = printed(&mut atelier(kit.root(), arguments), 0);
        assert_eq!(run.trim(), "1883 Some(\"1884\")");
    }
    let help = printed(&mut atelier(kit.root(), &["broker", "--help"]), 0);
    assert!(help.contains("-p, --port"), "{help}");
    kit.write("exercises/00-ports/src/lib.rs", &ports("\"x\"", "8883"));
    let wrong = printed(&mut atelier(kit.root(), &["broker"]), 1);
    for words in ["mismatched types", "votre broker ne compile pas", "exercises/00-ports/src"] {
        assert!(wrong.contains(words), "« {words} » is missing:\n{wrong}");
    }
}

#[test]
fn reset_gives_back_the_files_that_came_whole_too() {
    let kit = Kit::new();
    let manifest = fs::read_to_string(kit.path("exercises/00-ports/exercise.toml")).unwrap();
    kit.write("exercises/00-ports/exercise.toml", &format!("given = [\"codec.rs\"]\n{manifest}"));
    kit.write("exercises/00-ports/.depart/codec.rs", "// donné\n");
    kit.write("exercises/00-ports/src/codec.rs", "// à moi\n");
    kit.write("exercises/00-ports/src/essai.rs", "// à moi\n");
    let text = printed(&mut atelier(kit.root(), &["reset", "00"]), 0);
    assert_eq!(fs::read_to_string(kit.path("exercises/00-ports/src/codec.rs")).unwrap(), "// donné\n");
    assert!(!kit.path("exercises/00-ports/src/essai.rs").exists(), "{text}");
    let backup = fs::read_dir(kit.path(".atelier/sauvegardes")).unwrap().next().unwrap().unwrap().path();
    let kept = backup.join("exercises/00-ports/src/codec.rs");
    assert_eq!(fs::read_to_string(kept).unwrap(), "// à moi\n");
    let again = printed(&mut atelier(kit.root(), &["reset", "00"]), 0);
    assert!(again.contains("déjà comme au départ"), "{again}");
}
