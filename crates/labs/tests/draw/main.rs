//! What holds for every drawn sheet.

mod log;

use std::fs;
use std::path::{Path, PathBuf};

use labs::{Expected, Form, Key, Sheet};
use proptest::prelude::*;

fn drawn(number: u8, seed: &str, pair: u32) -> Sheet {
    labs::draw(number, seed, pair).unwrap_or_else(|error| panic!("TD {number}, {seed}, {pair}: {error}"))
}

fn key(sheet: &Sheet) -> Key {
    Key::parse(&sheet.key).unwrap_or_else(|error| panic!("{error}\n{}", sheet.key))
}

/// The form, with each answer that the key shows.
fn filled(sheet: &Sheet) -> Form {
    let mut text = sheet.form.clone();
    for question in &key(sheet).questions {
        let blank = format!("\n{} = \"\"", question.name);
        assert_eq!(text.matches(&blank).count(), 1, "{} in the form", question.name);
        text = text.replace(&blank, &format!("\n{} = \"{}\"", question.name, question.expected.shown()));
    }
    Form::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn any_draw() -> impl Strategy<Value = (u8, String, u32)> {
    (1_u8..=2, "[a-z0-9]{1,12}", 1_u32..40)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn the_same_draw_is_the_same_sheet((number, seed, pair) in any_draw()) {
        prop_assert_eq!(drawn(number, &seed, pair), drawn(number, &seed, pair));
    }

    #[test]
    fn two_pairs_have_other_names_and_another_log((number, seed, pair) in any_draw()) {
        let (one, other) = (drawn(number, &seed, pair), drawn(number, &seed, pair + 1));
        for ((_, log), (_, other)) in one.logs.iter().zip(&other.logs) {
            prop_assert_ne!(log, other);
        }
        let answers = |sheet: &Sheet| -> Vec<String> {
            key(sheet).questions.iter().map(|question| question.expected.shown()).collect()
        };
        prop_assert_ne!(answers(&one), answers(&other));
    }

    #[test]
    fn the_answers_of_the_key_take_all_points((number, seed, pair) in any_draw()) {
        let sheet = drawn(number, &seed, pair);
        let marked = filled(&sheet).mark(&key(&sheet));
        for answer in &marked {
            prop_assert!(answer.judged.is_right(), "{} = {}", answer.name, answer.given);
        }
        let blank = Form::parse(&sheet.form).expect("the form").mark(&key(&sheet));
        prop_assert_eq!(blank.len(), marked.len());
        prop_assert!(blank.iter().all(|answer| !answer.judged.is_right()));
    }

    #[test]
    fn no_other_name_of_the_run_is_taken_for_the_right_one((number, seed, pair) in any_draw()) {
        for question in key(&drawn(number, &seed, pair)).questions {
            let Expected::Word { right, wrong } = &question.expected else { continue };
            prop_assert!(!wrong.is_empty() && !wrong.contains(&right[0]), "{:?}", question);
            for name in wrong {
                prop_assert!(!question.expected.accepts(name), "{} is taken for {}", name, right[0]);
            }
        }
    }

    #[test]
    fn each_line_of_a_log_can_be_read((number, seed, pair) in any_draw()) {
        for (name, text) in drawn(number, &seed, pair).logs {
            log::check(&name, &text);
        }
    }

    #[test]
    fn what_can_be_counted_in_the_log_is_in_the_key(seed in "[a-z0-9]{1,12}", pair in 1_u32..40) {
        let sheet = drawn(1, &seed, pair);
        let read = log::Read::of(&sheet.logs[0].1);
        let shown = |name: &str| {
            let key = key(&sheet);
            let question = key.questions.iter().find(|question| question.name == name);
            question.map(|question| question.expected.shown())
        };
        prop_assert_eq!(shown("q4"), read.only_client_with("c0"));
        prop_assert_eq!(shown("q3"), read.only_client_with("p1"));
        prop_assert_eq!(shown("q13"), read.only_client_that("closed its connection."));
        let screen = shown("q1").unwrap_or_default();
        prop_assert_eq!(shown("q12"), Some(read.count(&format!("Received PINGREQ from {screen}")).to_string()));
        prop_assert_eq!(shown("q16"), Some(read.count("Received PUBLISH from").to_string()));
    }
}

#[test]
fn each_cause_of_td_2_is_drawn() {
    let mut answers = std::collections::BTreeSet::new();
    for pair in 1..=60 {
        for question in key(&drawn(2, "toutes", pair)).questions {
            if matches!(question.expected, Expected::Choice(_)) {
                answers.insert(question.why);
            }
        }
    }
    assert_eq!(answers.len(), 8, "{answers:#?}");
}

#[test]
fn there_is_no_td_3() {
    assert_eq!(labs::draw(3, "graine", 1), Err(labs::DrawError::UnknownTd(3)));
}

/// The sheets that the book shows are a draw like another, and the forms and keys that go with them.
#[test]
fn the_sheets_of_the_book_are_drawn() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for number in [1, 2] {
        let sheet = drawn(number, "exemple", 0);
        let files: [(PathBuf, &str); 3] = [
            (format!("book/src/td/exemple-td{number}.md").into(), &sheet.statement),
            (format!("book/formulaires/reponses/td{number}.toml").into(), &sheet.form),
            (format!("grader/secret/cles/td{number}.toml").into(), &sheet.key),
        ];
        for (path, text) in files {
            let file = root.join(&path);
            if std::env::var_os("LABS_UPDATE").is_some() {
                fs::create_dir_all(file.parent().expect("a folder")).expect("the folder");
                fs::write(&file, text).expect("the file can be written");
            }
            let there = fs::read_to_string(&file).unwrap_or_default();
            let path = path.display();
            assert!(
                there == text,
                "{path} is not as drawn: LABS_UPDATE=1 cargo test -p labs --test draw writes it anew"
            );
        }
    }
}
