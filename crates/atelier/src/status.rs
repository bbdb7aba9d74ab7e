//! `atelier status`: where a student stands, for people, and as JSON for programs.
//!
//! The JSON is one object. Names are only ever added to it while `format` stays 1:
//!
//! ```json
//! {
//!   "format": 1, "kit": "0.1.0", "seat": "07", "current": "01",
//!   "exercises": [{"number": "00", "id": "00-installation", "title": "…", "minutes": 10, "standing": "passed",
//!                  "tests": 2, "tests_passed": 2, "checks": 4, "hints": 1}],
//!   "sheets": [{"name": "tp1", "title": "TP 1", "written": 3, "left": ["P2", "R1"]}],
//!   "problems": ["reponses/tp2.toml ne se lit plus…"]
//! }
//! ```
//!
//! `standing` is `untried`, `failing` or `passed`, as of the last check; `tests_passed` counts those before the first that
//! failed. `sheets` are those that were begun; `seat` is null when nothing tells it.

use std::io::Write;

use course::{Course, Exercise};
use serde::Serialize;

use crate::progress::{Progress, Standing, Store};
use crate::{answers, commands, screen};

#[derive(Debug, Serialize)]
struct Status {
    format: u32,
    kit: &'static str,
    seat: Option<String>,
    current: String,
    exercises: Vec<ExerciseStatus>,
    sheets: Vec<answers::Filled>,
    problems: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ExerciseStatus {
    number: String,
    id: String,
    title: String,
    minutes: u16,
    standing: &'static str,
    tests: usize,
    tests_passed: usize,
    checks: usize,
    hints: usize,
}

/// Prints where the student stands.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(course: &Course, store: &Store, json: bool) -> anyhow::Result<()> {
    if !json {
        let progress = commands::load(store)?;
        commands::print(&screen::welcome(course, &progress))?;
        commands::print(&screen::list(course, &progress))?;
        return answers::overview(course.root());
    }
    let (progress, warning) = store.load();
    let (mut sheets, mut problems) = (Vec::new(), Vec::from_iter(warning));
    for begun in answers::begun(course.root()) {
        match begun {
            Ok(filled) => sheets.push(filled),
            Err(error) => problems.push(format!("{error:#}")),
        }
    }
    let status = Status {
        format: 1,
        kit: env!("CARGO_PKG_VERSION"),
        seat: answers::seat(course.root()),
        current: format!("{:02}", progress.current_in(course).number),
        exercises: course.exercises().iter().map(|exercise| of_exercise(exercise, &progress)).collect(),
        sheets,
        problems,
    };
    Ok(writeln!(cli::stdout(), "{}", serde_json::to_string_pretty(&status)?)?)
}

fn of_exercise(exercise: &Exercise, progress: &Progress) -> ExerciseStatus {
    let record = progress.record(exercise.number);
    ExerciseStatus {
        number: format!("{:02}", exercise.number),
        id: exercise.id(),
        title: exercise.title.clone(),
        minutes: exercise.minutes,
        standing: match progress.standing(exercise) {
            Standing::Untried => "untried",
            Standing::AtTest(_) => "failing",
            Standing::Passed => "passed",
        },
        tests: exercise.tests.len(),
        tests_passed: record.tests_passed,
        checks: record.checks,
        hints: record.hints,
    }
}
