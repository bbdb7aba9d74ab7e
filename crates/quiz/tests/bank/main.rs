//! The bank of the course: what it must hold, and whether its answers are true.

mod bytes;
mod choices;
mod faults;
mod logs;
mod order;
mod papers;
mod public;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use quiz::{Bank, CHAPTERS, FOLDER, Kind, Question, Usage};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn bank() -> Bank {
    Bank::load(&root().join(FOLDER)).unwrap_or_else(|error| panic!("{error}"))
}

/// All questions of the bank.
fn questions(bank: &Bank) -> impl Iterator<Item = &Question> {
    bank.chapters.iter().flat_map(|chapter| &chapter.questions)
}

#[test]
fn there_are_enough_of_each() {
    let bank = bank();
    assert!(questions(&bank).count() >= 80);
    for chapter in &bank.chapters {
        let self_tests = chapter.questions.iter().filter(|question| question.usage == Usage::SelfTest);
        assert!(self_tests.count() >= 3, "{}: too few self-tests", chapter.name);
    }
    for kind in ["choix", "choix-multiple", "ordre", "octets", "nombre"] {
        let count = questions(&bank).filter(|question| question.kind.name() == kind).count();
        assert!(count >= 5, "{kind}: {count}");
    }
    assert!(questions(&bank).filter(|question| question.log.is_some()).count() >= 12, "logs to read");
}

#[test]
fn the_chapters_are_pages_of_the_book() {
    for chapter in CHAPTERS.iter().filter(|chapter| !["tp", "compte-rendu"].contains(chapter)) {
        assert!(root().join(format!("book/src/{chapter}.md")).is_file(), "{chapter}");
    }
}

/// A statement that nobody wrote would be cited otherwise.
#[test]
fn the_statements_that_are_cited_exist() {
    let table = fs::read_dir(root().join("crates/qualify/table")).expect("the statements");
    let files = table.map(|entry| fs::read_to_string(entry.expect("a file").path()).expect("a text"));
    let known: String = files.collect();
    let bank = bank();
    let cited: BTreeSet<&str> =
        questions(&bank).flat_map(|question| question.reference.split(", ")).collect();
    for statement in cited.iter().filter(|reference| reference.starts_with("MQTT-")) {
        assert!(known.contains(&format!("id = \"{statement}\"")), "{statement}");
    }
    assert!(cited.len() > 40, "{}", cited.len());
}

/// Nobody should find the answer by its letter, nor by its length.
#[test]
fn the_right_choice_is_given_away_by_nothing() {
    let bank = bank();
    let mut longest = 0;
    let mut all = 0;
    for question in questions(&bank) {
        if let Kind::Single(choices) = &question.kind {
            let length =
                |right| choices.iter().filter(|own| own.is_right == right).map(|own| own.text.len()).max();
            all += 1;
            longest += usize::from(length(true) > length(false));
        }
    }
    assert!(longest * 3 < all, "the longest choice is right in {longest} questions out of {all}");
    let papers = ["une graine", "une autre"].map(|seed| papers::letters(&bank, seed)).concat();
    for letter in ['a', 'b', 'c', 'd'] {
        let count = papers.chars().filter(|own| *own == letter).count();
        assert!(count * 10 > papers.len(), "{letter} is right {count} times in {papers}");
    }
}
