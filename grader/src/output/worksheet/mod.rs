//! The offline grading worksheet of a Moodle assignment: the teacher downloads it, the marks are filled in, and Moodle takes it
//! back. Only Moodle knows its identifiers, so no other file will do; nothing but the marks is changed in it.
//!
//! Moodle finds columns by their titles, in the language of the site, reads `Participant 123` as 123, and compares the time
//! of the last change with its own: cells that are not ours stay as they were, to the byte.

mod file;
mod people;
mod table;

use std::ops::Range;
use std::path::Path;

use anyhow::{bail, ensure};

use super::final_mark;
use super::moodle::decimal;
use crate::messages::export as messages;
use crate::model::ClassResult;
use crate::words;
pub use file::{Worksheet, write};
use people::People;

/// Titles of the columns, in English and in French.
const IDENTIFIER: (&str, &str) = ("Identifier", "Identifiant");
const NAME: (&str, &str) = ("Full name", "Nom complet");
const GRADE: (&str, &str) = ("Grade", "Note");
const MAXIMUM: (&str, &str) = ("Maximum grade", "Note maximale");
const CHANGED: (&str, &str) = ("Last modified (grade)", "Dernière modification (note)");

/// What was done.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The worksheet with its marks.
    pub text: String,
    /// How many marks were written.
    pub marks: usize,
    /// Pupils who have a row, and no mark that is final.
    pub without_mark: Vec<String>,
    /// Rows of nobody, as they are named there.
    pub unknown: Vec<String>,
    /// Pupils without a row.
    pub missing: Vec<String>,
}

/// Fills in the worksheet `text`, read from `path`.
///
/// # Errors
/// A file that is not a worksheet, or whose marks are out of another total.
pub fn fill(path: &Path, text: &str, result: &ClassResult) -> anyhow::Result<Filled> {
    let (bom, text) = text.strip_prefix('\u{feff}').map_or(("", text), |text| ("\u{feff}", text));
    let rows = table::rows(text).map_err(|line| anyhow::anyhow!(messages::worksheet_unclosed(path, line)))?;
    let columns = rows.first().map(Vec::as_slice).unwrap_or_default();
    let find = |(english, french): (&str, &str)| {
        let titles = [words::fold(english), words::fold(french)];
        columns.iter().position(|cell| titles.contains(&words::fold(&table::value(&text[cell.clone()]))))
    };
    let need = |title: (&str, &str)| {
        find(title).ok_or_else(|| anyhow::anyhow!(messages::worksheet_lacks(path, title.0, title.1)))
    };
    let (identifier, grade) = (need(IDENTIFIER)?, need(GRADE)?);
    // Without it Moodle refuses the whole file.
    need(CHANGED)?;
    let (name, maximum) = (find(NAME), find(MAXIMUM));

    let mut people = People::of(result);
    let mut filled = Filled::default();
    let mut marks: Vec<(Range<usize>, String)> = Vec::new();
    for row in rows.iter().skip(1) {
        let value = |column: Option<usize>| {
            column.and_then(|c| row.get(c)).map(|cell| table::value(&text[cell.clone()]))
        };
        let (Some(id), Some(cell)) = (value(Some(identifier)), row.get(grade)) else { continue };
        if let Some(maximum) = value(maximum) {
            let out_of = maximum.trim().replace(',', ".").parse::<f64>();
            let same = out_of.is_ok_and(|value| (value - result.class.scheme.out_of).abs() < 0.005);
            ensure!(same, messages::worksheet_maximum(path, &maximum, result.class.scheme.out_of));
        }
        match people.take(&id, value(name).as_deref()) {
            None => filled.unknown.push(value(name).filter(|name| !name.is_empty()).unwrap_or(id)),
            Some(pupil) => match final_mark(pupil) {
                Some(mark) => marks.push((cell.clone(), decimal(mark))),
                None => filled.without_mark.push(pupil.name.clone()),
            },
        }
    }
    if rows.len() < 2 {
        bail!(messages::worksheet_lacks(path, IDENTIFIER.0, IDENTIFIER.1));
    }
    filled.marks = marks.len();
    filled.missing = people.left();
    filled.text = bom.to_owned() + &table::replaced(text, marks);
    Ok(filled)
}

#[cfg(test)]
mod tests;
