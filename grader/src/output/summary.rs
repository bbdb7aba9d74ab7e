//! `resume.md`, for the summary page of a GitHub Actions run: identifiers and no name, since a run is kept on a machine of
//! somebody else.

use std::fmt::Write;

use mqtt_trace::visible::Visible;

use crate::messages::{self, export};
use crate::model::{ClassResult, LineState, Pupil};

/// The whole page.
pub fn page(result: &ClassResult) -> String {
    let scheme = &result.class.scheme;
    let mut page = format!("## {}\n\n{}\n\n", text(&result.class.title), text(&export::counts(result)));
    let lines: Vec<String> = scheme.lines.iter().map(|line| format!("{} |", text(&line.id))).collect();
    let _ = writeln!(page, "| {} | {}", export::summary_columns(scheme.out_of).join(" | "), lines.join(" "));
    let _ = writeln!(page, "|---|--:|---|{}", "--:|".repeat(lines.len()));
    for pupil in &result.pupils {
        let mark = pupil.mark.value.map(messages::number).unwrap_or_default();
        let points: Vec<String> =
            pupil.lines.iter().map(|line| format!("{} |", points(line.points, line.state))).collect();
        let standing = messages::standing(pupil);
        let _ = writeln!(page, "| {} | {mark} | {} | {}", text(&pupil.id), text(&standing), points.join(" "));
    }
    page + &remarks(&result.pupils)
}

fn points(points: Option<f64>, state: LineState) -> String {
    match (points, state) {
        (Some(points), _) => messages::number(points),
        (None, LineState::ToRetry) => export::TO_RETRY.to_owned(),
        (None, _) => "–".to_owned(),
    }
}

/// Which pupils the machine failed, if any: the run has to be done again.
fn remarks(pupils: &[Pupil]) -> String {
    let failed = |pupil: &&Pupil| pupil.lines.iter().any(|line| line.state == LineState::ToRetry);
    let failed: Vec<String> = pupils.iter().filter(failed).map(|pupil| text(&pupil.id)).collect();
    if failed.is_empty() { String::new() } else { format!("\n{}\n", export::retry(&failed)) }
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
