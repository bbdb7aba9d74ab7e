//! The command `td`.

use std::fs;

use assert_cmd::Command;
use tempfile::tempdir;

fn td() -> Command {
    Command::new(env!("CARGO_BIN_EXE_td"))
}

#[test]
fn a_class_gets_its_sheets_and_the_teacher_the_keys() {
    let folder = tempdir().expect("a folder");
    let class = folder.path().join("classe");
    let done = td().arg(&class).args(["--binomes", "2"]).assert().success();
    let said = String::from_utf8_lossy(&done.get_output().stdout).into_owned();
    assert!(said.contains("tirés pour 2 binômes"), "{said}");
    for file in [
        "eleves/binome-01/td1.md",
        "eleves/binome-01/td1.log",
        "eleves/binome-02/td2-panne-5.log",
        "eleves/binome-02/reponses/td2.toml",
        "professeur/cles/binome-02/td1.toml",
        "professeur/graine",
    ] {
        assert!(class.join(file).is_file(), "{file}");
    }
    assert!(!class.join("eleves/binome-03").exists());
}

#[test]
fn a_form_that_a_pair_has_filled_in_is_left_alone() {
    let folder = tempdir().expect("a folder");
    td().arg(folder.path()).args(["--binomes", "1"]).assert().success();
    let form = folder.path().join("eleves/binome-01/reponses/td1.toml");
    fs::write(&form, "q1 = \"ecran\"\n").expect("the form");
    td().arg(folder.path()).args(["--binomes", "1"]).assert().success();
    assert_eq!(fs::read_to_string(&form).expect("the form"), "q1 = \"ecran\"\n");
}

#[test]
fn the_seed_of_a_file_gives_the_same_sheets_again() {
    let folder = tempdir().expect("a folder");
    let (one, other) = (folder.path().join("un"), folder.path().join("deux"));
    td().arg(&one).args(["--binomes", "1"]).assert().success();
    td().arg(&other)
        .args(["--binomes", "1", "--graine"])
        .arg(one.join("professeur/graine"))
        .assert()
        .success();
    let sheet =
        |class: &std::path::Path| fs::read_to_string(class.join("eleves/binome-01/td2.md")).expect("a sheet");
    assert_eq!(sheet(&one), sheet(&other));
}

#[test]
fn a_seed_that_could_be_guessed_is_refused() {
    let folder = tempdir().expect("a folder");
    let seed = folder.path().join("graine");
    fs::write(&seed, "2026\n").expect("the seed");
    let done = td().arg(folder.path().join("classe")).arg("--graine").arg(seed).assert().failure();
    let said = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(said.contains("au moins 16 caractères"), "{said}");
}
