//! An exercise compiled where it stands, as a student's own session does.

use std::fs;
use std::process::{Command, Output};

use runner::Plan;

use crate::kit;

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn whatever_the_students_files_are_there_is_a_plan_and_rustc_speaks_of_them() {
    kit::plan();
    let root = kit::root();
    let source = root.join("exercises/00-essai/src/lib.rs");
    fs::write(&source, "pub fn double(").unwrap();
    let plan = Plan::make(&root, &root.join("in-place")).unwrap();
    let mut calls = plan.in_place("00-essai").unwrap().unwrap();
    let refused = calls.library.output().unwrap();
    assert!(!refused.status.success());
    assert!(text(&refused).contains(r#""file_name":"exercises/00-essai/src/lib.rs""#), "{}", text(&refused));

    fs::write(&source, include_str!("sources/all_right.rs")).unwrap();
    for call in [&mut calls.library, &mut calls.tests] {
        let output = call.output().unwrap();
        assert!(output.status.success(), "{}", text(&output));
    }
    let run = text(&Command::new(calls.binary()).output().unwrap());
    assert!(run.contains("test result: ok. 2 passed"), "{run}");
    let meanwhile = plan.in_place("00-essai").unwrap().unwrap();
    assert_ne!(meanwhile.binary(), calls.binary(), "a command beside a session would take its binary away");
    let folder = calls.binary().parent().unwrap().to_owned();
    drop(calls);
    assert!(!folder.exists(), "{} is left behind", folder.display());
    assert!(plan.in_place("99-inconnu").unwrap().is_none());
}

#[test]
fn a_plan_is_current_while_what_it_was_made_from_stands() {
    kit::plan();
    let root = kit::root();
    let work = root.join("current");
    let plan = Plan::make(&root, &work).unwrap();
    assert!(plan.is_current());
    // Nothing in it, so that a test at the same time builds all the same.
    let settings = root.join(".cargo/config.toml");
    fs::create_dir_all(settings.parent().unwrap()).unwrap();
    fs::write(&settings, "# changed\n").unwrap();
    assert!(!plan.is_current(), "cargo's settings changed");
    fs::remove_file(&settings).unwrap();
    assert!(plan.is_current());
    fs::remove_dir_all(&work).unwrap();
    assert!(!plan.is_current(), "`cargo clean` took it away");
}
