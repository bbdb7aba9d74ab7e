//! An answer form: each question with the pupil's answer, and what the teacher reads.

use serde::Serialize;

use super::messages;
use crate::model::{Answer, AnswerOutcome, Prose, SheetResult, SheetStatus};
use crate::report::numbers::out_of;
use crate::report::prose::{Span, spans};
use crate::report::standing::Standing;
use crate::report::text::{block, line, list};
use crate::report::{PARAGRAPH, SENTENCE};

/// Longest answer shown, in characters.
const ANSWER: usize = 300;
/// A prediction: at most this many lines.
const LINES: usize = 40;

#[derive(Debug, Serialize)]
pub(super) struct SheetView {
    /// Which sheet the pupil had, where they differ.
    drawn: Option<String>,
    remarks: Vec<String>,
    answers: Vec<AnswerView>,
    prose: Vec<ProseView>,
    prose_summary: Option<String>,
}

#[derive(Debug, Serialize)]
struct AnswerView {
    number: String,
    question: Vec<Span>,
    given: Option<String>,
    standing: Standing,
    points: String,
    /// How the key writes an answer that was accepted.
    written: Option<String>,
    /// The key's answer, where the teacher shows it.
    expected: Option<String>,
    why: Option<String>,
}

#[derive(Debug, Serialize)]
struct ProseView {
    number: String,
    question: Vec<Span>,
    given: Option<String>,
}

impl SheetView {
    /// `with_answers`: the key's answers are shown.
    pub fn new(sheet: &SheetResult, with_answers: bool) -> Self {
        let marked = sheet.status == SheetStatus::Marked;
        let answers: &[Answer] = if marked { &sheet.answers } else { &[] };
        let prose: &[Prose] = if marked { &sheet.prose } else { &[] };
        let written = prose.iter().filter(|prose| !prose.given.is_empty()).count();
        Self {
            drawn: sheet.drawn.map(messages::drawn),
            remarks: list(&sheet.remarks, PARAGRAPH),
            answers: answers.iter().map(|own| answer(own, with_answers)).collect(),
            // A list of blanks says no more than their number.
            prose: prose.iter().filter(|_| written > 0).map(prose_view).collect(),
            prose_summary: (!prose.is_empty()).then(|| messages::prose_written(written, prose.len())),
        }
    }
}

fn answer(answer: &Answer, with_answers: bool) -> AnswerView {
    let shown = with_answers && answer.outcome != AnswerOutcome::Right;
    let accepted = answer.outcome == AnswerOutcome::Accepted;
    let expected = line(&answer.expected, ANSWER);
    AnswerView {
        number: number(&answer.name),
        question: spans(&line(&answer.question, PARAGRAPH)),
        given: filled(line(&answer.given, ANSWER)),
        standing: Standing::of_answer(answer.outcome),
        points: out_of(answer.points, answer.out_of),
        written: accepted.then(|| expected.clone()),
        expected: (shown && !accepted).then_some(expected),
        why: shown.then(|| line(&answer.why, PARAGRAPH)).and_then(filled),
    }
}

fn prose_view(prose: &Prose) -> ProseView {
    ProseView {
        number: number(&prose.name),
        question: spans(&line(&prose.question, PARAGRAPH)),
        given: filled(block(&prose.given, LINES, PARAGRAPH)),
    }
}

fn number(name: &str) -> String {
    line(&name.to_uppercase(), SENTENCE)
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
