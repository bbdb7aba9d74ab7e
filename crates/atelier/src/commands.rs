//! The commands that need no terminal.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use anyhow::anyhow;
use course::{Course, Exercise};

use crate::check::{Plans, Suite, TEST_LIMIT};
use crate::messages;
use crate::progress::{Change, Progress, Store};
use crate::{screen, terminal};
use cli::Line;

/// Pipes and files have no width: the one that everybody's screen has.
const WIDTH: usize = 80;

/// The columns to write in: those of the terminal, if there is one.
pub fn width() -> usize {
    let size = if std::io::stdout().is_terminal() { crossterm::terminal::size().ok() } else { None };
    size.map_or(WIDTH, |(columns, _)| usize::from(columns).clamp(40, WIDTH))
}

/// `atelier` without a terminal: where one stands, and what can be asked.
pub fn state(course: &Course, store: &Store) -> anyhow::Result<()> {
    let progress = load(store)?;
    print(&screen::welcome(course, &progress))?;
    print(&screen::heading(course, progress.current_in(course)))?;
    print(&screen::note(&messages::commands(), WIDTH))
}

/// `atelier list`.
pub fn list(course: &Course, store: &Store) -> anyhow::Result<()> {
    let progress = load(store)?;
    print(&screen::list(course, &progress))
}

/// `atelier hint`: one more hint each time, after those already read.
pub fn hint(course: &Course, store: &Store, name: Option<&str>) -> anyhow::Result<()> {
    let progress = load(store)?;
    let exercise = find(course, &progress, name)?;
    let count = progress.next_hint(exercise);
    print(&screen::hints(exercise, count, WIDTH))?;
    save(store, Change::Hints(exercise.number, count))
}

/// `atelier check`: all tests of an exercise; the exit code says whether all passed.
pub fn check(course: &Course, store: &Store, name: Option<&str>) -> anyhow::Result<ExitCode> {
    let progress = load(store)?;
    let exercise = find(course, &progress, name)?;
    print(&screen::heading(course, exercise))?;
    let never = AtomicBool::new(false);
    let suite = match Suite::build(exercise, &Plans::new(course.root()), &never, |_| {}) {
        Ok(suite) => suite,
        Err(problem) => {
            print(&screen::build_problem(exercise, &problem, WIDTH))?;
            return Ok(ExitCode::FAILURE);
        }
    };
    if let Some(reason) = suite.why_by_cargo() {
        print(&screen::note(&messages::by_cargo(reason), WIDTH))?;
    }
    let mut first_problem = None;
    let mut passed = 0;
    for (index, test) in exercise.tests.iter().enumerate() {
        let result = suite.run(test, TEST_LIMIT, &never);
        print(&screen::test_row(test, result.is_ok(), WIDTH))?;
        match result {
            Ok(()) => passed += 1,
            Err(problem) => first_problem = first_problem.or(Some((index, problem))),
        }
    }
    print(&[Line::default()])?;
    let before_failure = first_problem.as_ref().map_or(passed, |(index, _)| *index);
    save(store, Change::Checked(exercise.number, before_failure))?;
    let Some((index, problem)) = first_problem else {
        print(&screen::note(&messages::all_passed(exercise.number, passed), WIDTH))?;
        return Ok(ExitCode::SUCCESS);
    };
    print(&screen::note(&messages::passed_and_first(passed, exercise.tests.len(), index + 1), WIDTH))?;
    print(&screen::test_problem(exercise, &problem, WIDTH))?;
    Ok(ExitCode::FAILURE)
}

fn find<'a>(course: &'a Course, progress: &Progress, name: Option<&str>) -> anyhow::Result<&'a Exercise> {
    name.map_or_else(|| Ok(progress.current_in(course)), |name| named(course, name))
}

/// The exercise of that name.
pub fn named<'a>(course: &'a Course, name: &str) -> anyhow::Result<&'a Exercise> {
    course.find(name).ok_or_else(|| {
        let known: Vec<_> = course.exercises().iter().map(|e| format!("{:02}", e.number)).collect();
        anyhow!(messages::unknown_exercise(name, &known))
    })
}

/// How far the student is; a file that was set aside is told.
pub fn load(store: &Store) -> anyhow::Result<Progress> {
    let (progress, warning) = store.load();
    if let Some(warning) = warning {
        print(&screen::note(&warning, WIDTH))?;
    }
    Ok(progress)
}

/// Remembers a change. A place that cannot be written costs the memory, not the answer.
pub fn save(store: &Store, change: Change) -> anyhow::Result<()> {
    match store.save(change) {
        Ok(()) => Ok(()),
        Err(error) => print(&screen::note(&messages::not_saved(&store.path(), &error), WIDTH)),
    }
}

pub fn print(lines: &[Line]) -> anyhow::Result<()> {
    let styled = std::io::stdout().is_terminal();
    let mut out = cli::stdout();
    for line in lines {
        terminal::write_line(&mut out, line, styled)?;
        writeln!(out)?;
    }
    Ok(())
}
