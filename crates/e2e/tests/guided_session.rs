//! `atelier` in a real terminal, from the first start to exercise 03 solved.

use std::fs;
use std::path::Path;
use std::process::Command;

use e2e::{Screen, binary, copy_folder, root};

/// The kit as a student has it: nothing solved, nothing built.
fn student() -> tempfile::TempDir {
    let kit = tempfile::tempdir().expect("a folder");
    copy_folder(&root(), kit.path());
    for exercise in fs::read_dir(kit.path().join("exercises")).expect("exercises").flatten() {
        let starter = exercise.path().join(".depart.rs");
        if starter.exists() {
            fs::copy(starter, exercise.path().join("src/lib.rs")).expect("a starter");
        }
    }
    kit
}

fn solve(kit: &Path, id: &str) {
    let solution = root().join("solutions").join(id).join("src/lib.rs");
    fs::copy(solution, kit.join("exercises").join(id).join("src/lib.rs")).expect("the student saves");
}

#[test]
fn from_the_first_start_to_exercise_03_solved() {
    if !peers::installed(&["tmux"]) {
        return;
    }
    let kit = student();
    let mut atelier = Command::new(binary("atelier"));
    atelier.args(["-p", "0"]).current_dir(kit.path()).env("CARGO_TARGET_DIR", kit.path().join("target"));
    for variable in ["ATELIER_RACINE", "CARGO_MANIFEST_DIR", "DISPLAY", "WAYLAND_DISPLAY"] {
        atelier.env_remove(variable);
    }
    let screen = Screen::start("session", &atelier);

    let first = screen.until("✗ À écrire, pour le test 1");
    assert!(
        first.contains("Exercice 00") && first.contains("exercises/00-installation/src/lib.rs"),
        "{first}"
    );
    screen.press("i");
    let _ = screen.until("Indice 1 sur 3");
    screen.press("?");
    let help = screen.until("Les touches");
    assert!(help.contains("ouvrir la page du livre"), "the help must fit a screen:\n{help}");
    screen.press("o");
    let _ = screen.until("installation.");

    for (place, id) in ["00-installation", "01-premier-octet", "02-longueur-restante", "03-connect-connack"]
        .iter()
        .enumerate()
    {
        let _ = screen.until("✗ test 1/");
        solve(kit.path(), id);
        let done = screen.until(&format!("✔ Exercice {} réussi", &id[..2]));
        assert!(done.lines().all(|line| line.chars().count() <= 80), "{done}");
        if place < 2 {
            screen.press("s");
        } else if place == 2 {
            // By its number this time.
            screen.press("03");
        }
    }
    screen.press("l");
    let list = screen.until("→ l’exercice en cours");
    let passed = list.lines().filter(|line| line.contains("✔ réussi") && line.contains(" min "));
    assert_eq!(passed.count(), 4, "{list}");
    screen.press("q");
    screen.end();
    let progress = fs::read_to_string(kit.path().join(".atelier/progression.toml")).expect("it is kept");
    assert!(progress.contains("current = 3"), "{progress}");
}

/// Ctrl-C in the middle of a question: what was answered before is in the file.
#[test]
fn answers_survive_an_interruption() {
    if !peers::installed(&["tmux"]) {
        return;
    }
    let kit = tempfile::tempdir().expect("a folder");
    for folder in ["exercises", "book/formulaires"] {
        copy_folder(&root().join(folder), &kit.path().join(folder));
    }
    fs::copy(root().join("Cargo.toml"), kit.path().join("Cargo.toml")).expect("a copy");
    let mut atelier = Command::new(binary("atelier"));
    atelier.args(["repondre", "tp1"]).current_dir(kit.path());
    atelier.env_remove("ATELIER_RACINE").env_remove("CARGO_MANIFEST_DIR");
    let screen = Screen::start("answers", &atelier);
    let _ = screen.until("numéro de poste");
    screen.press("07\r");
    let _ = screen.until("P1 (2 sur");
    screen.press("dix\r");
    let _ = screen.until("P2 (3 sur");
    screen.press("à moitié\u{3}");
    screen.end();
    let form = fs::read_to_string(kit.path().join("reponses/tp1.toml")).expect("the form");
    assert!(form.contains("poste = \"07\"") && form.contains("p1 = \"dix\""), "{form}");
    assert!(form.contains("p2 = \"\""), "what was not sent is not written:\n{form}");
}
