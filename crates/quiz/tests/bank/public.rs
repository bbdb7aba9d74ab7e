//! The part of the bank that pupils have.

use std::fs;

use quiz::public::{PUBLIC, SelfTest, write};
use quiz::{Asked, Usage};

use crate::{bank, questions, root};

#[test]
fn it_is_what_the_bank_says_today() {
    for chapter in &bank().chapters {
        let file = root().join(PUBLIC).join(format!("{}.toml", chapter.name));
        let text = fs::read_to_string(&file).unwrap_or_default();
        assert!(text == write(chapter), "{}: run `cargo run --bin quiz -- publier`", file.display());
    }
}

#[test]
fn nothing_of_the_answers_nor_of_the_papers_can_be_read() {
    let bank = bank();
    let public: String = bank.chapters.iter().map(write).collect();
    for question in questions(&bank) {
        assert!(!public.contains(&question.why), "{}", question.name);
        let said = question.kind.choices().iter().map(|choice| &choice.said);
        assert!(said.filter(|said| !said.is_empty()).all(|said| !public.contains(said)), "{}", question.name);
        let is_named = public.contains(&format!("\"{}\"", question.name));
        assert_eq!(is_named, question.usage == Usage::SelfTest, "{}", question.name);
        assert!(question.usage == Usage::SelfTest || !public.contains(&question.text), "{}", question.name);
    }
}

#[test]
fn right_and_usual_wrong_answers_are_told_as_the_key_tells_them() {
    let bank = bank();
    for chapter in &bank.chapters {
        let self_test = SelfTest::parse(&write(chapter)).expect("it was just written");
        let questions = chapter.questions.iter().filter(|question| question.usage == Usage::SelfTest);
        for (veiled, question) in self_test.questions.iter().zip(questions) {
            let key = Asked::of_self_test(question).key(question.name.clone(), 1.0);
            let mut tries = vec![key.expected.shown()];
            tries.extend(key.mistakes.iter().map(|mistake| mistake.given.replace(['+', '-'], "")));
            tries.extend(["a", "abc", "99", "ff"].map(str::to_owned));
            for given in tries {
                let Some(answer) = veiled.canonical(&given) else { continue };
                let told = veiled.tell(&answer);
                assert_eq!(told.is_right, key.expected.accepts(&given), "{} {given}", question.name);
                assert_eq!(told.remarks, key.said_of(&given), "{} {given}", question.name);
                assert_eq!(told.why, question.why);
            }
        }
    }
}
