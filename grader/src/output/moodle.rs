//! `moodle-carnet.csv`, for the gradebook's import of a CSV file, where the teacher says which column is what: `id` identifies
//! the pupil (an id number, an address or a user name, as the class list has it), `note` goes to a grade item.

use super::cell::cell;
use super::final_mark;
use crate::messages::export as messages;
use crate::model::ClassResult;

/// One row for each pupil: commas, and a point for decimals, which Moodle reads in any language.
pub fn gradebook(result: &ClassResult) -> String {
    let mut text = messages::GRADEBOOK_COLUMNS.join(",") + "\r\n";
    for pupil in &result.pupils {
        let mark = final_mark(pupil).map(decimal).unwrap_or_default();
        let row = [&pupil.id, &pupil.name, &mark, &pupil.remarks.join(" ")];
        text += &row.map(|value| cell(value, ',')).join(",");
        text += "\r\n";
    }
    text
}

/// `14.5`: at most two decimals.
pub fn decimal(value: f64) -> String {
    format!("{}", (value * 100.0).round() / 100.0)
}
