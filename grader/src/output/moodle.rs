//! `moodle-carnet.csv`, for the gradebook's import of a CSV file, where the teacher says which column is what: `id` identifies
//! the pupil (an id number, an address or a user name, as the class list has it), `note` goes to a grade item.

use std::io;

use super::cell::cell;
use super::{Counts, Format, final_mark};
use crate::messages::export as messages;
use crate::model::{Class, Pupil};

/// One row for each pupil: commas, and a point for decimals, which Moodle reads in any language.
pub struct Gradebook;

impl Format for Gradebook {
    fn head(&mut self, _: &Class, _: Counts) -> io::Result<String> {
        Ok(messages::GRADEBOOK_COLUMNS.join(",") + "\r\n")
    }

    fn pupil(&mut self, pupil: &Pupil) -> io::Result<String> {
        let mark = final_mark(pupil).map(decimal).unwrap_or_default();
        let row = [&pupil.id, &pupil.name, &mark, &pupil.remarks.join(" ")];
        Ok(row.map(|value| cell(value, ',')).join(",") + "\r\n")
    }
}

/// `14.5`: at most two decimals.
pub fn decimal(value: f64) -> String {
    format!("{}", (value * 100.0).round() / 100.0)
}
