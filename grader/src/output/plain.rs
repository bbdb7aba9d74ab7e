//! `notes.json`: the marks and what they are made of, and nothing else. `grader/schema/notes.schema.json` describes it.

use std::io;

use serde::Serialize;

use super::jsonl::visible;
use super::{Counts, Format};
use crate::messages;
use crate::model::{self, Class, LineState, Presence, Pupil};

/// To be changed with the schema, where a program that reads the old form would go wrong.
const FORMAT: u32 = 1;

/// One document, whose list of pupils grows.
#[derive(Default)]
pub struct Document {
    begun: bool,
}

#[derive(Serialize)]
struct Head<'a> {
    format: u32,
    title: &'a str,
    out_of: f64,
    kit: &'a str,
    pupils: [(); 0],
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

/// What closes a document without pupils.
const END: &str = "]\n}";

impl Format for Document {
    fn head(&mut self, class: &Class, _: Counts) -> io::Result<String> {
        let (title, kit) = (&class.title, &class.kit.digest);
        let head = Head { format: FORMAT, title, out_of: class.scheme.out_of, kit, pupils: [] };
        let text = visible(&serde_json::to_string_pretty(&head)?);
        Ok(text.strip_suffix(END).unwrap_or(&text).to_owned())
    }

    fn pupil(&mut self, pupil: &Pupil) -> io::Result<String> {
        let before = if self.begun { ",\n" } else { "\n" };
        self.begun = true;
        // JSON has no line break within a text: each is the layout's.
        let entry = visible(&serde_json::to_string_pretty(&entry(pupil))?).replace('\n', "\n    ");
        Ok(format!("{before}    {entry}"))
    }

    fn foot(&mut self) -> String {
        format!("{}{END}\n", if self.begun { "\n  " } else { "" })
    }
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
