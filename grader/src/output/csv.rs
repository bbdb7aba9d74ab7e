//! `notes.csv`, for a spreadsheet in French: `;`, decimal comma, a mark that says UTF-8, Windows' line ends.

use mqtt_trace::visible::Visible;

use crate::messages;
use crate::model::{ClassResult, Pupil};

/// One row for each pupil.
pub fn table(result: &ClassResult) -> String {
    let mut header: Vec<String> = messages::CSV_COLUMNS.iter().map(|title| (*title).to_owned()).collect();
    header.extend(result.class.scheme.lines.iter().map(|line| line.id.clone()));
    let rows = std::iter::once(header).chain(result.pupils.iter().map(row));
    let mut text = "\u{feff}".to_owned();
    for row in rows {
        text += &row.iter().map(|value| cell(value)).collect::<Vec<_>>().join(";");
        text += "\r\n";
    }
    text
}

fn row(pupil: &Pupil) -> Vec<String> {
    let number = |value: Option<f64>| value.map(messages::number).unwrap_or_default();
    let mut row = vec![
        pupil.id.clone(),
        pupil.name.clone(),
        pupil.group.clone().unwrap_or_default(),
        number(pupil.mark.value),
        number(pupil.mark.before_rounding),
        messages::standing(pupil),
    ];
    row.extend(pupil.lines.iter().map(|line| number(line.points)));
    row
}

/// A cell that no spreadsheet takes for a formula, and that shows what would reorder the line.
fn cell(value: &str) -> String {
    let value: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let value = Visible(&value).to_string();
    let formula = value.trim_start().starts_with(['=', '+', '-', '@']);
    let value = if formula { format!("'{value}") } else { value };
    if formula || value.contains([';', '"']) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        for (value, expected) in [
            ("AUBRY Léa", "AUBRY Léa"),
            ("14,5", "14,5"),
            ("=1+1", "\"'=1+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("-cmd", "\"'-cmd\""),
            ("\t+1", "\"' +1\""),
            ("a;b", "\"a;b\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            ("a\r\nb", "a  b"),
            ("02 \u{202e}élaM", "02 \\u{202e}élaM"),
        ] {
            assert_eq!(cell(value), expected, "{value:?}");
        }
    }
}
