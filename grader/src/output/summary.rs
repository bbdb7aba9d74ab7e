//! `resume.md`, for the summary page of a GitHub Actions run: identifiers and no name, since a run is kept on a machine of
//! somebody else.

use std::io;

use mqtt_trace::visible::Visible;

use super::{Counts, Format};
use crate::messages::{self, export};
use crate::model::{Class, LineState, Pupil};

/// A table, with a row for each pupil.
#[derive(Default)]
pub struct Page {
    /// Whom the machine failed: for them the run has to be done again.
    failed: Vec<String>,
}

impl Format for Page {
    fn head(&mut self, class: &Class, counts: Counts) -> io::Result<String> {
        let scheme = &class.scheme;
        let lines: Vec<String> = scheme.lines.iter().map(|line| format!("{} |", text(&line.id))).collect();
        Ok(format!(
            "## {}\n\n{}\n\n| {} | {}\n|---|--:|---|{}\n",
            text(&class.title),
            text(&export::counts(counts)),
            export::summary_columns(scheme.out_of).join(" | "),
            lines.join(" "),
            "--:|".repeat(lines.len())
        ))
    }

    fn pupil(&mut self, pupil: &Pupil) -> io::Result<String> {
        let id = text(&pupil.id);
        let mark = pupil.mark.value.map(messages::number).unwrap_or_default();
        let points: Vec<String> =
            pupil.lines.iter().map(|line| format!("{} |", points(line.points, line.state))).collect();
        let row = format!("| {id} | {mark} | {} | {}\n", text(&messages::standing(pupil)), points.join(" "));
        if pupil.is_to_retry() {
            self.failed.push(id);
        }
        Ok(row)
    }

    fn foot(&mut self) -> String {
        if self.failed.is_empty() { String::new() } else { format!("\n{}\n", export::retry(&self.failed)) }
    }
}

fn points(points: Option<f64>, state: LineState) -> String {
    match (points, state) {
        (Some(points), _) => messages::number(points),
        (None, LineState::ToRetry) => export::TO_RETRY.to_owned(),
        (None, _) => "–".to_owned(),
    }
}

/// A text that is only text, in a cell too.
fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in Visible(text).to_string().chars() {
        match c {
            '<' => escaped += "&lt;",
            '&' => escaped += "&amp;",
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '!' | '#' | '~' | '@' => escaped.extend(['\\', c]),
            '\n' | '\r' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_name_cannot_write_the_page() {
        assert_eq!(text("a|b `c`"), "a\\|b \\`c\\`");
        assert!(!text("a\n# b").contains('\n'));
        assert_eq!(text("<img src=x>![](y)"), "&lt;img src=x>\\!\\[\\](y)");
    }
}
