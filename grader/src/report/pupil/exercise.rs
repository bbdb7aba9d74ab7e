//! What the tests found in one exercise.

use serde::Serialize;

use super::excerpt::ExcerptView;
use super::messages;
use crate::model::{
    Compilation, Difference, ExerciseResult, ExerciseStatus, Flag, HiddenGroup, Outcome, VisibleTest,
};
use crate::report::SENTENCE;
use crate::report::standing::Standing;
use crate::report::text::{block, line};

/// A message of a test or of the compiler: at most this many lines…
const LINES: usize = 40;
/// … of this many characters.
const WIDTH: usize = 160;
/// A value that a hidden case expected or got.
const VALUE: usize = 200;
/// Most places to look at that are shown.
const FLAGS: usize = 12;

#[derive(Debug, Serialize)]
pub(super) struct ExerciseView {
    compilation: Option<CompilationView>,
    groups: Vec<GroupView>,
    tests: Vec<TestView>,
    tests_summary: Option<String>,
    first_failure: Option<FailureView>,
    flags: Vec<FlagView>,
    more_flags: Option<String>,
}

#[derive(Debug, Serialize)]
struct CompilationView {
    what: &'static str,
    /// What the first error means, in French.
    meaning: Option<String>,
    text: String,
    excerpt: Option<ExcerptView>,
}

#[derive(Debug, Serialize)]
struct GroupView {
    standing: Standing,
    name: String,
    cases: u32,
    difference: Option<DifferenceView>,
}

#[derive(Debug, Serialize)]
struct DifferenceView {
    input: String,
    expected: String,
    got: Option<String>,
}

#[derive(Debug, Serialize)]
struct TestView {
    standing: Standing,
    what: String,
}

#[derive(Debug, Serialize)]
struct FailureView {
    what: String,
    outcome: &'static str,
    message: String,
    excerpt: Option<ExcerptView>,
}

#[derive(Debug, Serialize)]
struct FlagView {
    place: String,
    what: String,
    why: String,
}

impl ExerciseView {
    pub fn new(exercise: &ExerciseResult) -> Self {
        // Without a run, a list of tests that did not run says nothing.
        let ran = exercise.status == ExerciseStatus::Graded;
        let tests: &[VisibleTest] = if ran { &exercise.tests } else { &[] };
        let groups: &[HiddenGroup] = if ran { &exercise.groups } else { &[] };
        let passed = tests.iter().filter(|test| test.outcome == Outcome::Pass).count();
        let hidden = exercise.flags.len().saturating_sub(FLAGS);
        Self {
            compilation: exercise.compilation.as_ref().map(compilation),
            groups: groups.iter().map(group).collect(),
            tests: tests.iter().map(test).collect(),
            tests_summary: (!tests.is_empty()).then(|| messages::tests_passed(passed, tests.len())),
            first_failure: first_failure(tests).map(failure),
            flags: exercise.flags.iter().take(FLAGS).map(flag).collect(),
            more_flags: (hidden > 0).then(|| messages::and_more(hidden)),
        }
    }
}

/// The first visible test that ran and did not pass: the one to begin with.
pub(super) fn first_failure(tests: &[VisibleTest]) -> Option<&VisibleTest> {
    tests.iter().find(|test| !matches!(test.outcome, Outcome::Pass | Outcome::NotRun))
}

fn compilation(compilation: &Compilation) -> CompilationView {
    CompilationView {
        what: messages::compilation(compilation.outcome),
        meaning: messages::compiler_error(&compilation.text),
        text: block(messages::without_epilogue(&compilation.text), LINES, WIDTH),
        excerpt: compilation.excerpt.as_ref().map(ExcerptView::new),
    }
}

fn group(group: &HiddenGroup) -> GroupView {
    GroupView {
        standing: Standing::of_outcome(group.outcome),
        name: line(&group.name, SENTENCE),
        cases: group.cases,
        difference: group.difference.as_ref().map(difference),
    }
}

fn difference(difference: &Difference) -> DifferenceView {
    DifferenceView {
        input: line(&difference.input, VALUE),
        expected: line(&difference.expected, VALUE),
        got: (!difference.got.is_empty()).then(|| line(&difference.got, VALUE)),
    }
}

fn test(test: &VisibleTest) -> TestView {
    TestView { standing: Standing::of_outcome(test.outcome), what: line(&test.what, SENTENCE) }
}

fn failure(test: &VisibleTest) -> FailureView {
    FailureView {
        what: line(&test.what, SENTENCE),
        outcome: messages::outcome_sentence(test.outcome),
        message: block(&test.message, LINES, WIDTH),
        excerpt: test.excerpt.as_ref().map(ExcerptView::new),
    }
}

fn flag(flag: &Flag) -> FlagView {
    FlagView {
        place: messages::place(&line(&flag.file, SENTENCE), flag.line),
        what: line(&flag.what, SENTENCE),
        why: line(&flag.why, SENTENCE),
    }
}
