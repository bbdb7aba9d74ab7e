//! What a pupil can do next, one advice for each exercise or form that is not
//! finished.

use serde::Serialize;

use super::exercise::first_failure;
use super::messages;
use crate::model::{
    AnswerOutcome, ExerciseResult, ExerciseStatus, Line, Outcome, SheetResult, SheetStatus, TraceResult,
    TraceStatus, VisibleTest,
};
use crate::report::text::line;
use crate::report::{NAME, PARAGRAPH, SENTENCE};

/// One thing to do.
#[derive(Debug, Serialize)]
pub(super) struct NextStep {
    /// The element of the page where the details are.
    anchor: String,
    what: String,
    advice: String,
    /// What to type, where a command helps.
    command: Option<String>,
}

impl NextStep {
    /// What to do about `line`, whose details are at `anchor`; nothing when all is well.
    pub fn of(scheme_line: &Line, anchor: &str) -> Option<Self> {
        let (advice, command) = match (&scheme_line.exercise, &scheme_line.sheet) {
            (Some(exercise), _) => {
                let (advice, filter) = advice(exercise)?;
                (advice, filter.and_then(|filter| command(&exercise.exercise, filter)))
            }
            (None, Some(sheet)) => (sheet_advice(scheme_line, sheet)?, None),
            (None, None) => {
                let trace = scheme_line.trace.as_ref()?;
                (trace_advice(scheme_line, trace)?, trace_command(trace))
            }
        };
        Some(Self { anchor: anchor.to_owned(), what: line(&scheme_line.what, SENTENCE), advice, command })
    }
}

/// What the trace should show and does not.
fn trace_advice(scheme_line: &Line, trace: &TraceResult) -> Option<String> {
    let missing = || trace.rules.iter().filter(|rule| !rule.kept && !rule.optional);
    match trace.status {
        TraceStatus::NotHandedIn if scheme_line.points.is_some_and(|points| points > 0.0) => None,
        TraceStatus::NotHandedIn => Some(messages::advice_no_trace(&line(&trace.trace, NAME))),
        TraceStatus::Unreadable => Some(messages::ADVICE_UNREADABLE_TRACE.to_owned()),
        TraceStatus::Checked => {
            let first = missing().next()?;
            let help = first.help.as_ref().map(|help| line(help, PARAGRAPH));
            Some(messages::advice_rule(&line(&first.text, SENTENCE), help.as_deref(), missing().count() - 1))
        }
    }
}

/// `logdump check`, on what was handed in.
fn trace_command(trace: &TraceResult) -> Option<String> {
    (trace.status == TraceStatus::Checked)
        .then(|| format!("cargo run -q --bin logdump -- check traces/{}.jsonl", line(&trace.trace, NAME)))
}

/// Which questions to take up again.
fn sheet_advice(scheme_line: &Line, sheet: &SheetResult) -> Option<String> {
    let named = |wanted: AnswerOutcome| -> Vec<String> {
        let those = sheet.answers.iter().filter(|answer| answer.outcome == wanted);
        those.map(|answer| line(&answer.name.to_uppercase(), NAME)).collect()
    };
    match sheet.status {
        // Points given by hand for a paper that is no file.
        SheetStatus::NotHandedIn | SheetStatus::Blank
            if scheme_line.points.is_some_and(|points| points > 0.0) =>
        {
            None
        }
        SheetStatus::NotHandedIn => Some(messages::advice_not_handed_in(&line(&sheet.sheet, NAME))),
        SheetStatus::Blank => Some(messages::ADVICE_BLANK.to_owned()),
        SheetStatus::NoKey => None,
        SheetStatus::Marked => {
            messages::advice_answers(&named(AnswerOutcome::Wrong), &named(AnswerOutcome::Blank))
        }
    }
}

/// The advice, and the test to run where running one helps (an empty name is all of them).
fn advice(exercise: &ExerciseResult) -> Option<(String, Option<&str>)> {
    match exercise.status {
        ExerciseStatus::Graded => {}
        ExerciseStatus::CompileError => {
            let outcome = exercise.compilation.as_ref().map_or(Outcome::Fail, |c| c.outcome);
            return Some((messages::advice_compilation(outcome).to_owned(), Some("")));
        }
        status => return messages::advice_status(status).map(|advice| (advice.to_owned(), Some(""))),
    }
    if let Some(test) = first_failure(&exercise.tests) {
        let advice = messages::advice_test(&line(&test.what, SENTENCE), test.outcome, &test.message);
        return Some((advice, Some(&test.name)));
    }
    let ran = |test: &VisibleTest| test.outcome != Outcome::NotRun;
    if exercise.compilation.is_some() && !exercise.tests.iter().any(ran) {
        return Some((messages::ADVICE_SIGNATURES.to_owned(), Some("")));
    }
    let missed = exercise.groups.iter().find(|group| group.outcome != Outcome::Pass)?;
    let case = missed.difference.as_ref().map(|difference| line(&difference.input, NAME));
    Some((messages::advice_hidden(&line(&missed.name, SENTENCE), case.as_deref()), None))
}

/// `cargo test -p exercise-02 etape_2`, for an exercise whose folder begins with its number.
fn command(folder: &str, test: &str) -> Option<String> {
    let number = folder.get(..2).filter(|number| number.bytes().all(|b| b.is_ascii_digit()))?;
    let filter = line(test, NAME);
    Some(format!("cargo test -p exercise-{number} {filter}").trim_end().to_owned())
}
