//! The quiz and the self-tests as pupils hand them in, against the kit's own bank.

use std::fs;
use std::path::Path;

use quiz::paper::{Length, Version, draw};
use tempfile::TempDir;

use super::*;
use crate::intake::Paper;
use crate::model::{AnswerOutcome, SheetResult, SheetStatus};

const SEED: &str = "une graine que personne ne connaît";

fn kit() -> Sheets {
    Sheets::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).expect("the kit's sheets")
}

/// A class whose teacher has drawn the quiz.
fn class() -> (TempDir, Draws) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("professeur/quiz")).expect("a folder");
    fs::write(folder.path().join("professeur/graine"), SEED).expect("a file");
    let draws = Draws::open(folder.path()).expect("it was drawn");
    (folder, draws)
}

fn paper(name: &str, text: &str) -> Paper {
    Paper { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn marked(name: &str, draws: Option<&Draws>, papers: &[Paper]) -> SheetResult {
    mark_quiz(&kit(), draws, name, papers).expect("a good bank")
}

fn right(result: &SheetResult) -> usize {
    result.answers.iter().filter(|answer| answer.outcome.is_right()).count()
}

#[test]
fn each_version_has_its_own_key() {
    let (_folder, draws) = class();
    let kit = kit();
    for (version, length) in Version::ALL.into_iter().flat_map(|v| Length::ALL.map(|length| (v, length))) {
        let drawn = draw(kit.bank(), SEED, version, length).expect("enough questions");
        let mut form = drawn.form();
        for question in drawn.key().questions {
            let blank = format!("{} = \"\"", question.name);
            form = form.replace(&blank, &format!("{} = \"{}\"", question.name, question.expected.shown()));
        }
        let result = marked("quiz", Some(&draws), &[paper("quiz", &form)]);
        assert_eq!(result.status, SheetStatus::Marked);
        assert_eq!(right(&result), drawn.asked.len());
        assert_eq!(result.answers.iter().map(|answer| answer.points).sum::<f64>(), 20.0);
        assert_eq!(
            result.remarks.is_empty(),
            length == Length::Hour,
            "a shortened paper is told: {:?}",
            result.remarks
        );
        let other = form
            .replace("version = \"A", "version = \"?")
            .replace("version = \"B", "version = \"A")
            .replace("\"?", "\"B");
        let result = marked("quiz", Some(&draws), &[paper("quiz", &other)]);
        assert!(right(&result) * 2 < drawn.asked.len(), "the answers of a neighbour: {}", right(&result));
    }
}

#[test]
fn a_quiz_that_nobody_drew_or_without_its_version_is_for_the_teacher() {
    let (_folder, draws) = class();
    for (draws, form, part) in [
        (None, "version = \"A\"\nq1 = \"a\"", "--td"),
        (Some(&draws), "q1 = \"a\"", "version"),
        (Some(&draws), "version = \"C\"\nq1 = \"a\"", "version"),
    ] {
        let result = marked("quiz", draws, &[paper("quiz", form)]);
        assert_eq!(result.status, SheetStatus::NoKey, "{form}");
        assert!(result.remarks.iter().any(|remark| remark.contains(part)), "{:?}", result.remarks);
    }
    assert_eq!(marked("quiz", Some(&draws), &[paper("td1", "")]).status, SheetStatus::NotHandedIn);
    assert_eq!(marked("quiz", Some(&draws), &[paper("quiz", "version = \"A\"")]).status, SheetStatus::Blank);
}

#[test]
fn self_tests_are_put_together_and_marked_again() {
    let papers = [
        paper(
            "quiz-qos-1",
            "feuille = \"quiz-qos-1\"\nscore = \"3 sur 3\"\nqos-1-doublon = \"a\"\nqos-1-quand-renvoyer = \"\"\n",
        ),
        paper(
            "quiz-qos-2",
            "feuille = \"quiz-qos-2\"\nqos-2-dans-l-ordre = \"C, B, A, D\"\nqos-2-reprise = d\n",
        ),
        paper("quiz", "version = \"A\"\nqos-2-qui-envoie-pubrel = \"a\"\n"),
    ];
    let result = marked("autotests", None, &papers);
    let answered: Vec<_> =
        result.answers.iter().filter(|answer| answer.outcome != AnswerOutcome::Blank).collect();
    let names: Vec<&str> = answered.iter().map(|answer| answer.name.as_str()).collect();
    assert_eq!(
        names,
        ["qos-1-doublon", "qos-2-dans-l-ordre", "qos-2-reprise"],
        "the drawn quiz is none of them"
    );
    let key = quiz::self_test_key(kit().bank(), "autotests");
    for answer in answered {
        let question = key.questions.iter().find(|own| own.name == answer.name).expect("a question");
        assert_eq!(answer.outcome.is_right(), question.expected.accepts(&answer.given), "{}", answer.name);
    }
    assert!(
        result.remarks.iter().any(|remark| remark.contains("reponses/quiz-qos-2.toml, ligne 3")),
        "{:?}",
        result.remarks
    );
}

#[test]
fn a_usual_wrong_answer_has_its_comment() {
    let key = quiz::self_test_key(kit().bank(), "autotests");
    for question in &key.questions {
        let labs::Expected::Choice(_) = question.expected else { continue };
        for mistake in &question.mistakes {
            let form = format!("{} = \"{}\"\n", question.name, mistake.given);
            let result = marked("autotests", None, &[paper("quiz-x", &form)]);
            let answer = result.answers.iter().find(|own| own.name == question.name).expect("it is marked");
            assert_eq!(answer.why, format!("{} {}", mistake.said, question.why));
        }
    }
}
