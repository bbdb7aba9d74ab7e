//! The marks that the teacher still has to give, as a text to complete and to paste into `notes-manuelles.toml`.

use std::fmt::Write;

use crate::model::{ClassResult, LineState, Presence, Pupil};
use crate::report::NAME;
use crate::report::text::line;

/// A section for each pupil of whom a line is to mark; nothing when there is none.
pub(super) fn sections(result: &ClassResult) -> Option<String> {
    let mut text = String::new();
    for pupil in result.pupils.iter().filter(|pupil| pupil.presence == Presence::HandedIn) {
        let wanted: String = to_mark(pupil).map(|id| format!("points.{} = \n", line(id, NAME))).collect();
        if !wanted.is_empty() {
            let _ = writeln!(text, "[{}]\n{wanted}", key(&line(&pupil.id, NAME)));
        }
    }
    (!text.is_empty()).then(|| text.trim_end().to_owned())
}

/// An identifier may hold a dot or an at sign.
fn key(id: &str) -> String {
    let is_bare = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if is_bare { id.to_owned() } else { format!("\"{id}\"") }
}

fn to_mark(pupil: &Pupil) -> impl Iterator<Item = &str> {
    pupil.lines.iter().filter(|line| line.state == LineState::ToMark).map(|line| line.id.as_str())
}
