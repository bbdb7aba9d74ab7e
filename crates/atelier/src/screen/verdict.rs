//! How a check ended, as lines.

use course::{Exercise, TestCase};

use super::{hanging, sentences};
use crate::check::{BuildProblem, CompileError, Failure, Problem, Report, Said, TestProblem};
use crate::messages;
use cli::{Line, Style, wrap};

/// A line of output longer than this teaches nobody; exercises try texts of 65,536 letters.
const LONGEST: usize = 400;

/// The whole verdict of a check, the `check`th of this exercise.
pub fn verdict(exercise: &Exercise, report: &Report, check: usize, width: usize) -> Vec<Line> {
    let mut lines = match &report.problem {
        None => passed(exercise, check, width),
        Some(Problem::Build(problem)) => build_problem(exercise, problem, width),
        Some(Problem::Test(problem)) => {
            let Some(test) = exercise.tests.get(report.passed) else { return Vec::new() };
            let unwritten = matches!(problem, TestProblem::Failed(failure) if failure.is_unwritten());
            let title = if unwritten { messages::test_unwritten } else { messages::test_failed };
            let title = title(report.passed + 1, exercise.tests.len(), &test.text);
            let mut lines = wrap(Style::Bold, &title, 0, width);
            let bar = messages::progress_bar(report.passed, exercise.tests.len(), check);
            lines.extend([Line::new(Style::Dim, bar), Line::default()]);
            lines.extend(test_problem(exercise, problem, width));
            lines
        }
    };
    lines.push(Line::default());
    lines
}

fn passed(exercise: &Exercise, check: usize, width: usize) -> Vec<Line> {
    let title = messages::all_passed(exercise.number, exercise.tests.len());
    let mut lines = vec![
        Line::new(Style::Accent, title).with(Style::Dim, format!("  ({})", messages::check_number(check))),
    ];
    lines.extend(exercise.tests.iter().flat_map(|test| test_row(test, true, width)));
    lines
}

/// One test in a list.
pub fn test_row(test: &TestCase, passed: bool, width: usize) -> Vec<Line> {
    let label = if passed { messages::TEST_PASSES } else { messages::TEST_FAILS };
    hanging(label, &test.text, width)
}

/// Why there are no tests to run.
pub fn build_problem(exercise: &Exercise, problem: &BuildProblem, width: usize) -> Vec<Line> {
    let said = messages::build_problem(exercise, problem);
    let mut lines = wrap(Style::Bold, said.title, 0, width);
    lines.push(Line::default());
    lines.extend(sentences(&said.advice, 0, width));
    match problem {
        BuildProblem::Code(CompileError { first, code, others, .. })
        | BuildProblem::Kit(CompileError { first, code, others, .. }) => {
            lines.push(Line::default());
            lines.extend(as_printed(first.trim_end()));
            lines.push(Line::default());
            lines.extend(sentences(&messages::after_compile_error(code.as_deref(), *others), 0, width));
        }
        BuildProblem::Setup(_, text) => {
            lines.push(Line::default());
            lines.extend(as_printed(text));
        }
        BuildProblem::NoCargo(_) | BuildProblem::GivenUp => {}
    }
    lines
}

/// Why a test did not pass.
pub fn test_problem(exercise: &Exercise, problem: &TestProblem, width: usize) -> Vec<Line> {
    match problem {
        TestProblem::Failed(failure) => failed(failure, width),
        TestProblem::Stopped(text) => {
            let mut lines = sentences(&messages::test_problem(exercise, problem), 2, width);
            if !text.is_empty() {
                lines.push(Line::default());
                lines.extend(as_printed(text));
            }
            lines
        }
        _ => sentences(&messages::test_problem(exercise, problem), 2, width),
    }
}

fn failed(failure: &Failure, width: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for said in &failure.lines {
        match said {
            Said::Text(text) => {
                // The panic's own words come without a margin, what the tests say has one.
                let margin = if text.starts_with(' ') { 0 } else { 2 };
                lines.extend(wrap(Style::Plain, &cut(text), margin, width));
            }
            Said::PanicAt(file, line) => {
                lines.push(Line::new(Style::Bold, format!("  {}", messages::stopped_at(file, *line))));
            }
        }
    }
    if let Some((file, line)) = &failure.test {
        lines.push(Line::new(Style::Dim, format!("  {}", messages::test_place(file, *line))));
    }
    lines
}

/// A tool's own words, line by line.
fn as_printed(text: &str) -> Vec<Line> {
    text.lines().map(|line| Line::plain(cut(line))).collect()
}

fn cut(line: &str) -> String {
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
