//! `notes.csv`, for a spreadsheet in French: `;`, decimal comma, a mark that says UTF-8, Windows' line ends.

use super::cell::cell;
use crate::messages;
use crate::model::{ClassResult, Pupil};

/// One row for each pupil.
pub fn table(result: &ClassResult) -> String {
    let mut header: Vec<String> = messages::CSV_COLUMNS.iter().map(|title| (*title).to_owned()).collect();
    header.extend(result.class.scheme.lines.iter().map(|line| line.id.clone()));
    let rows = std::iter::once(header).chain(result.pupils.iter().map(row));
    let mut text = "\u{feff}".to_owned();
    for row in rows {
        text += &row.iter().map(|value| cell(value, ';')).collect::<Vec<_>>().join(";");
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
