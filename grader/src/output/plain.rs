//! `notes.json`: the marks and what they are made of, and nothing else. `grader/schema/notes.schema.json` describes it.

use serde::Serialize;

use crate::messages;
use crate::model::{self, ClassResult, LineState, Presence, Pupil};

/// To be changed with the schema, where a program that reads the old form would go wrong.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    title: &'a str,
    out_of: f64,
    kit: &'a str,
    pupils: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    name: &'a str,
    group: Option<&'a str>,
    presence: Presence,
    standing: String,
    mark: Option<f64>,
    before_rounding: Option<f64>,
    provisional: bool,
    lines: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    state: LineState,
    points: Option<f64>,
    out_of: f64,
}

/// The whole document.
///
/// # Errors
/// When a number has no JSON.
pub fn document(result: &ClassResult) -> serde_json::Result<String> {
    let document = Document {
        format: FORMAT,
        title: &result.class.title,
        out_of: result.class.scheme.out_of,
        kit: &result.class.kit.digest,
        pupils: result.pupils.iter().map(entry).collect(),
    };
    Ok(super::jsonl::visible(&serde_json::to_string_pretty(&document)?) + "\n")
}

fn entry(pupil: &Pupil) -> Entry<'_> {
    Entry {
        id: &pupil.id,
        name: &pupil.name,
        group: pupil.group.as_deref(),
        presence: pupil.presence,
        standing: messages::standing(pupil),
        mark: pupil.mark.value,
        before_rounding: pupil.mark.before_rounding,
        provisional: pupil.mark.provisional,
        lines: pupil.lines.iter().map(line).collect(),
    }
}

fn line(line: &model::Line) -> Line<'_> {
    Line { id: &line.id, title: &line.what, state: line.state, points: line.points, out_of: line.out_of }
}
