//! Papers drawn from the bank.

use std::collections::{BTreeMap, BTreeSet};

use labs::{Expected, Form, Key};
use quiz::Bank;
use quiz::paper::{Length, Paper, Version, draw, of_code};

use crate::bank;

const SEED: &str = "une graine que personne ne connaît";

fn paper<'b>(bank: &'b Bank, seed: &str, version: Version, length: Length) -> Paper<'b> {
    draw(bank, seed, version, length).expect("the bank is large enough")
}

/// The letters of the right choices of both versions.
pub fn letters(bank: &Bank, seed: &str) -> String {
    let papers = Version::ALL.map(|version| paper(bank, seed, version, Length::Hour));
    let expected = papers.iter().flat_map(|paper| &paper.asked).map(quiz::Asked::expected);
    expected
        .filter_map(|expected| if let Expected::Choice(letter) = expected { Some(letter) } else { None })
        .collect()
}

fn names(paper: &Paper<'_>) -> BTreeSet<String> {
    paper.asked.iter().map(|asked| asked.question.name.clone()).collect()
}

#[test]
fn versions_have_the_same_balance_and_no_question_in_common() {
    let bank = bank();
    let balance = |paper: &Paper<'_>| {
        let mut counts = BTreeMap::new();
        for asked in &paper.asked {
            *counts.entry((asked.question.criterion.name(), asked.question.level)).or_insert(0) += 1;
        }
        counts
    };
    for (length, count) in [(Length::Hour, 20), (Length::Short, 10)] {
        let [a, b] = Version::ALL.map(|version| paper(&bank, SEED, version, length));
        assert_eq!((a.asked.len(), b.asked.len()), (count, count));
        assert_eq!(balance(&a), balance(&b));
        assert!(names(&a).is_disjoint(&names(&b)));
        assert!(a.asked.is_sorted_by_key(|asked| asked.question.level), "from the easiest on");
    }
}

#[test]
fn no_chapter_takes_a_paper_over() {
    let bank = bank();
    for seed in (0..40).map(|number| format!("graine {number}")) {
        for version in Version::ALL {
            let paper = paper(&bank, &seed, version, Length::Hour);
            let mut of_chapter = BTreeMap::new();
            for asked in &paper.asked {
                let chapter = bank.chapter_of(asked.question).expect("it comes from the bank");
                *of_chapter.entry(&chapter.name).or_insert(0) += 1;
            }
            let most = of_chapter.values().max().copied().unwrap_or_default();
            assert!(most <= 3 && of_chapter.len() >= 8, "{seed}: {of_chapter:?}");
        }
    }
}

#[test]
fn the_short_paper_is_a_part_of_the_whole_one() {
    let bank = bank();
    for version in Version::ALL {
        let [whole, short] = Length::ALL.map(|length| paper(&bank, SEED, version, length));
        assert!(names(&short).is_subset(&names(&whole)));
        for asked in &short.asked {
            let same =
                whole.asked.iter().find(|own| own.question.name == asked.question.name).expect("a part");
            assert!(same.shown().eq(asked.shown()), "its choices come in the same order");
        }
    }
}

#[test]
fn the_seed_alone_makes_the_draw() {
    let bank = bank();
    let statement = |seed| paper(&bank, seed, Version::A, Length::Hour).statement();
    assert_eq!(statement(SEED), statement(SEED));
    assert_ne!(statement(SEED), statement("une autre graine"));
}

#[test]
fn the_key_gives_its_own_answers_all_points_and_a_blank_form_none() {
    let bank = bank();
    for (version, length) in Version::ALL.into_iter().flat_map(|v| Length::ALL.map(|length| (v, length))) {
        let paper = paper(&bank, SEED, version, length);
        let key = paper.key();
        assert_eq!(Key::parse(&key.to_toml()).expect("it was just written"), key);
        let sum = |form: &str| -> f64 {
            Form::parse(form).expect("a form").mark(&key).iter().map(|marked| marked.points).sum()
        };
        let mut filled = paper.form();
        assert_eq!(sum(&filled), 0.0);
        for question in &key.questions {
            let blank = format!("{} = \"\"", question.name);
            let given = format!("{} = \"{}\"", question.name, question.expected.shown().to_uppercase());
            filled = filled.replace(&blank, &given);
        }
        assert_eq!(sum(&filled), 20.0);
        assert_eq!(
            of_code(Form::parse(&filled).expect("a form").get("version").expect("it says")),
            Some((version, length))
        );
        assert_eq!(labs::prompts(&paper.form()), paper.prompts(), "the grader shows what the form asks");
    }
    assert_eq!(of_code("C"), None);
}

#[test]
fn no_answer_is_in_what_pupils_get() {
    let bank = bank();
    let paper = paper(&bank, SEED, Version::A, Length::Hour);
    let handed_out = [paper.statement(), paper.answer_sheet(), paper.form()].concat();
    for asked in &paper.asked {
        assert!(!handed_out.contains(&asked.question.why), "{}", asked.question.name);
        assert!(
            !handed_out.contains(&asked.question.name),
            "{}: a name of the bank tells too",
            asked.question.name
        );
        for mistake in asked.mistakes() {
            assert!(!handed_out.contains(&mistake.said), "{}: {}", asked.question.name, mistake.said);
        }
    }
}

#[test]
fn a_bank_that_is_too_small_is_told() {
    let mut bank = bank();
    for chapter in &mut bank.chapters {
        chapter.questions.retain(|question| question.level < 3);
    }
    let error = draw(&bank, SEED, Version::A, Length::Hour).expect_err("nothing at level 3");
    assert_eq!((error.level, error.wanted, error.found), (3, 4, 0));
}
