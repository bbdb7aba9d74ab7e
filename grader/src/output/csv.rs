//! `notes.csv`, for a spreadsheet in French: `;`, decimal comma, a mark that says UTF-8, Windows' line ends.

use std::io;

use super::cell::cell;
use super::{Counts, Format};
use crate::messages;
use crate::model::{Class, Pupil};

/// One row for each pupil.
pub struct Table;

impl Format for Table {
    fn head(&mut self, class: &Class, _: Counts) -> io::Result<String> {
        let mut header: Vec<String> = messages::CSV_COLUMNS.map(str::to_owned).to_vec();
        header.extend(class.scheme.lines.iter().map(|line| line.id.clone()));
        Ok(format!("\u{feff}{}", row(&header)))
    }

    fn pupil(&mut self, pupil: &Pupil) -> io::Result<String> {
        Ok(row(&cells(pupil)))
    }
}

fn row(cells: &[String]) -> String {
    cells.iter().map(|value| cell(value, ';')).collect::<Vec<_>>().join(";") + "\r\n"
}

fn cells(pupil: &Pupil) -> Vec<String> {
    let number = |value: Option<f64>| value.map(messages::number).unwrap_or_default();
    let mut cells = vec![
        pupil.id.clone(),
        pupil.name.clone(),
        pupil.group.clone().unwrap_or_default(),
        number(pupil.mark.value),
        number(pupil.mark.before_rounding),
        messages::standing(pupil),
    ];
    cells.extend(pupil.lines.iter().map(|line| number(line.points)));
    cells
}
