//! What the two READMEs promise.

use std::fs;

use e2e::{kit, root};
use peers::Process;

/// The commands of a file's console blocks, in order.
fn commands(file: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(file)).expect("the file is there");
    let mut commands = Vec::new();
    let mut in_block = false;
    for line in text.lines() {
        match line {
            "```console" => in_block = true,
            "```" => in_block = false,
            _ if in_block => commands.push(line.to_owned()),
            _ => {}
        }
    }
    commands
}

#[test]
fn the_first_two_commands_are_all_that_a_newcomer_needs() {
    assert_eq!(commands("README.md")[..2], ["cargo run --bin atelier", "cargo test"]);
}

#[test]
fn both_languages_give_the_same_commands() {
    assert_eq!(commands("README.md"), commands("LISEZMOI.md"));
}

/// Every `cargo run --bin NAME` of the READMEs names a binary whose help is French.
#[test]
fn every_binary_named_answers_help() {
    let text = fs::read_to_string(root().join("README.md")).expect("the README is there");
    let mut names: Vec<&str> = text
        .split("cargo run --bin ")
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next())
        .collect();
    names.sort_unstable();
    names.dedup();
    assert!(names.len() >= 6, "only {names:?}");
    for name in names {
        let help = Process::start(&mut kit(name, "--help")).end();
        assert!(help.status.success(), "{name} --help: {help:?}");
        assert!(help.stdout.join("\n").contains("Utilisation"), "{name} --help is not French");
    }
}
