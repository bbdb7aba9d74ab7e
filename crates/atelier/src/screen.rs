//! What a student sees: each piece of a session as lines, at a given width.

use course::{Course, Exercise};

use crate::messages;
use crate::progress::{Progress, Standing};
use crate::session::{Session, Status, View};
use cli::{Line, Style, wrap};

mod verdict;

#[cfg(test)]
mod tests;

pub use verdict::{build_problem, test_problem, test_row, verdict};

/// Sentences are cut at this many columns even where there is more room: longer lines are hard to read.
const MEASURE: usize = 96;

/// The lines of one view.
pub fn view(view: &View, session: &Session, width: usize) -> Vec<Line> {
    let (course, progress, exercise) = (session.course(), session.progress(), session.exercise());
    match view {
        View::Heading => heading(course, exercise),
        View::Verdict { report, check } => verdict(exercise, report, *check, width),
        View::WhatNext => note(&what_next(course, progress, exercise), width),
        View::Hints { count } => hints(exercise, *count, width),
        View::List => list(course, progress),
        View::Help { broker } => help(*broker, width),
        View::NoNext => note(messages::NO_NEXT, width),
        View::NoPrevious => note(messages::NO_PREVIOUS, width),
        View::NoSuch(number) => note(&messages::no_such(*number), width),
    }
}

/// The first lines of a session.
pub fn welcome(course: &Course, progress: &Progress) -> Vec<Line> {
    let passed = course.exercises().iter().filter(|e| progress.standing(e) == Standing::Passed).count();
    let done = messages::passed_of(passed, course.exercises().len());
    vec![
        Line::default(),
        Line::new(Style::Bold, messages::TITLE).with(Style::Plain, format!(" — {done}")),
        Line::default(),
    ]
}

/// One sentence or more, and an empty line.
pub fn note(text: &str, width: usize) -> Vec<Line> {
    let mut lines = sentences(text, 0, width);
    lines.push(Line::default());
    lines
}

/// A title, its points one under the other, and an empty line.
pub fn bullets(title: &str, points: &[String], width: usize) -> Vec<Line> {
    let mut lines = sentences(title, 0, width);
    lines.extend(points.iter().flat_map(|point| hanging("  - ", point, width)));
    lines.push(Line::default());
    lines
}

/// A sentence after its label, and what does not fit on that line under its beginning.
pub fn hanging(label: &str, text: &str, width: usize) -> Vec<Line> {
    let mut lines = sentences(text, label.chars().count(), width);
    if let Some(first) = lines.first_mut() {
        *first = Line::plain(format!("{label}{}", first.text().trim_start_matches(' ')));
    }
    lines
}

/// Which exercise, its files, its command.
pub fn heading(course: &Course, exercise: &Exercise) -> Vec<Line> {
    let place = course.exercises().iter().take_while(|e| e.number <= exercise.number).count();
    let row = |label: &str, value: String| {
        Line::new(Style::Dim, format!("  {label:<10}  ")).with(Style::Plain, value)
    };
    vec![
        Line::new(Style::Bold, messages::heading(exercise)),
        row(
            messages::LABEL_TIME,
            messages::minutes_and_place(exercise.minutes, place, course.exercises().len()),
        ),
        row(messages::LABEL_READ, in_kit(exercise, &exercise.readme_path())),
        row(messages::LABEL_WRITE, in_kit(exercise, &exercise.source_path())),
        row(messages::LABEL_COMMAND, format!("cargo test -p {}", exercise.package())),
        Line::default(),
    ]
}

/// A path as it is written from the kit's root.
fn in_kit(exercise: &Exercise, path: &std::path::Path) -> String {
    path.strip_prefix(exercise.root()).unwrap_or(path).display().to_string()
}

fn what_next(course: &Course, progress: &Progress, exercise: &Exercise) -> String {
    if let Some(next) = course.after(exercise) {
        return messages::next_exercise(next);
    }
    let left = course.exercises().iter().filter(|e| progress.standing(e) != Standing::Passed);
    messages::last_exercise(&left.map(|e| format!("{:02}", e.number)).collect::<Vec<_>>())
}

/// The first `count` hints.
pub fn hints(exercise: &Exercise, count: usize, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, hint) in exercise.hints.iter().take(count).enumerate() {
        lines.push(Line::new(Style::Bold, messages::hint_title(index + 1, exercise.hints.len())));
        lines.extend(sentences(hint, 2, width));
    }
    if count == exercise.hints.len() {
        lines.extend(
            sentences(messages::LAST_HINT, 0, width).into_iter().map(|line| restyled(line, Style::Dim)),
        );
    }
    lines.push(Line::default());
    lines
}

fn restyled(line: Line, style: Style) -> Line {
    Line::new(style, line.text())
}

/// All exercises, with where each stands by sign and by word.
pub fn list(course: &Course, progress: &Progress) -> Vec<Line> {
    let current = progress.current_in(course);
    let mut lines: Vec<Line> = Vec::new();
    for exercise in course.exercises() {
        let (standing, style) = match progress.standing(exercise) {
            Standing::Passed => (messages::PASSED.to_owned(), Style::Accent),
            Standing::AtTest(test) => (messages::status_at_test(test, exercise.tests.len()), Style::Plain),
            Standing::Untried => (messages::TO_DO.to_owned(), Style::Dim),
        };
        let is_current = exercise.number == current.number;
        let line = Line::plain(if is_current { "→ " } else { "  " })
            .with(style, format!("{standing:<12}"))
            .with(Style::Plain, format!("{:>3} min  {:02} ", exercise.minutes, exercise.number))
            .with(if is_current { Style::Bold } else { Style::Plain }, &exercise.title);
        lines.push(line);
    }
    lines.push(Line::new(Style::Dim, messages::ARROW));
    lines.push(Line::default());
    lines
}

fn help(broker: Option<std::net::SocketAddr>, width: usize) -> Vec<Line> {
    let mut lines = vec![Line::new(Style::Bold, messages::HELP_TITLE)];
    for (key, what) in messages::KEYS {
        lines.push(Line::new(Style::Bold, format!("  {key:<2}")).with(Style::Plain, format!("  {what}")));
    }
    lines.push(Line::default());
    lines.extend(sentences(messages::HELP_SAVE, 0, width));
    if let Some(broker) = broker {
        lines.push(Line::default());
        lines.push(Line::plain(messages::HELP_BROKER));
        lines.extend(messages::broker_commands(broker).map(|command| Line::plain(format!("  {command}"))));
    }
    lines.push(Line::default());
    lines
}

/// The last line: where one stands, and the keys that fit.
pub fn footer(session: &Session, width: usize) -> Line {
    let total = session.exercise().tests.len();
    let status = match session.status() {
        _ if session.digit().is_some() => messages::typing(session.digit().unwrap_or_default()),
        Status::Busy(None) => messages::CHECKING.to_owned(),
        Status::Busy(Some(step)) => messages::step(step, total),
        Status::Passed => messages::PASSED.to_owned(),
        Status::AtTest(test) => messages::status_at_test(*test, total),
        Status::NotBuilt => messages::STATUS_NOT_BUILT.to_owned(),
    };
    // One column stays free: a full last line scrolls some terminals.
    let mut room = width.saturating_sub(1 + status.chars().count());
    let keys = messages::KEYS.iter().zip(messages::FOOTER_KEYS);
    let mut line = Line::new(Style::Bold, fit(&status, width.saturating_sub(1)));
    // The keys that matter least go first.
    let mut shown = [false; messages::KEYS.len()];
    for place in messages::FOOTER_ORDER {
        let cost = 4 + messages::KEYS[place].0.chars().count() + messages::FOOTER_KEYS[place].chars().count();
        if cost <= room {
            room -= cost;
            shown[place] = true;
        }
    }
    for (((key, _), word), _) in keys.zip(shown).filter(|(_, shown)| *shown) {
        line = line.with(Style::Plain, "   ").with(Style::Bold, key).with(Style::Dim, format!(" {word}"));
    }
    line
}

fn fit(text: &str, room: usize) -> String {
    text.chars().take(room).collect()
}

/// Plain text, cut between words.
pub fn sentences(text: &str, indent: usize, width: usize) -> Vec<Line> {
    wrap(Style::Plain, text, indent, width.min(MEASURE))
}
