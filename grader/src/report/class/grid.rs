//! The class at a glance: a row for each pupil, a column for each line of the scheme.

use serde::Serialize;

use super::messages;
use crate::model::{ClassResult, Line, LineState, Presence, Pupil, SchemeLine};
use crate::report::numbers::decimal;
use crate::report::people::Person;
use crate::report::standing::Standing;
use crate::report::text::line;
use crate::report::{NAME, SENTENCE};

#[derive(Debug, Serialize)]
pub(super) struct Grid {
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// The mean of each column's marked lines.
    means: Vec<Option<String>>,
    mean: Option<String>,
    has_groups: bool,
}

#[derive(Debug, Serialize)]
struct Column {
    id: String,
    what: String,
    out_of: String,
}

#[derive(Debug, Serialize)]
struct Row {
    person: Person,
    group: Option<String>,
    mark: Option<String>,
    /// Why there is no mark, or what kind of mark it is, in a word or two.
    note: Option<String>,
    cells: Vec<Cell>,
    flags: usize,
}

#[derive(Debug, Serialize)]
struct Cell {
    standing: Standing,
    points: Option<String>,
}

impl Grid {
    pub fn new(result: &ClassResult, people: &[Person]) -> Self {
        let pupils = &result.pupils;
        let lines = &result.class.scheme.lines;
        let mean_of_line = |column: usize| {
            mean(pupils.iter().filter_map(|pupil| pupil.lines.get(column)).filter_map(points))
        };
        Self {
            columns: lines.iter().map(column).collect(),
            rows: pupils.iter().zip(people).map(|(pupil, person)| row(pupil, person, lines.len())).collect(),
            means: (0..lines.len()).map(|column| mean_of_line(column).map(decimal)).collect(),
            mean: mean(pupils.iter().filter_map(|pupil| pupil.mark.value)).map(decimal),
            has_groups: pupils.iter().any(|pupil| pupil.group.is_some()),
        }
    }
}

/// Points of a line that has them.
fn points(line: &Line) -> Option<f64> {
    line.points.filter(|_| line.state == LineState::Marked)
}

pub(super) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.fold((0_u32, 0.0), |(count, sum), value| (count + 1, sum + value));
    (count > 0).then(|| sum / f64::from(count))
}

fn column(scheme_line: &SchemeLine) -> Column {
    Column {
        id: line(&scheme_line.id, NAME),
        what: line(&scheme_line.what, SENTENCE),
        out_of: decimal(scheme_line.out_of),
    }
}

fn row(pupil: &Pupil, person: &Person, columns: usize) -> Row {
    let present = pupil.presence == Presence::HandedIn;
    let lines = pupil.lines.iter().take(if present { columns } else { 0 });
    let mark = &pupil.mark;
    let kinds = [(mark.provisional, messages::PROVISIONAL), (mark.indicative, messages::INDICATIVE)];
    let note: Vec<&str> = kinds.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word).collect();
    let note = if present { note.join(", ") } else { messages::presence_in_brief(pupil.presence).to_owned() };
    Row {
        person: person.clone(),
        group: pupil.group.as_ref().map(|group| line(group, NAME)),
        mark: mark.value.map(decimal),
        note: (!note.is_empty()).then_some(note),
        cells: lines
            .map(|line| Cell { standing: Standing::of_line(line), points: points(line).map(decimal) })
            .collect(),
        flags: flags(pupil),
    }
}

/// How many things of a pupil's work are worth a look.
fn flags(pupil: &Pupil) -> usize {
    pupil.lines.iter().filter_map(|line| line.exercise.as_ref()).map(|exercise| exercise.flags.len()).sum()
}
