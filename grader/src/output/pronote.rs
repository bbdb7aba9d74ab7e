//! `pronote.csv`, to open in a spreadsheet, whose last column is pasted into Pronote's: Pronote documents no import of marks.

use std::io;

use super::cell::cell;
use super::{Counts, Format, final_mark};
use crate::messages::{self, export};
use crate::model::{Class, Presence, Pupil};

/// One row for each pupil: `;`, decimal comma, a mark that says UTF-8.
pub struct Column;

impl Format for Column {
    fn head(&mut self, _: &Class, _: Counts) -> io::Result<String> {
        Ok(format!("\u{feff}{}\r\n", export::PRONOTE_COLUMNS.join(";")))
    }

    fn pupil(&mut self, pupil: &Pupil) -> io::Result<String> {
        let (family, first) = names(pupil);
        Ok([family, first, &mark(pupil)].map(|value| cell(value, ';')).join(";") + "\r\n")
    }
}

/// The mark, or why there is none, in the words that Pronote shows. Its makers' help tells of letters that are typed, of which
/// `A` becomes « Abs » (docs.index-education.com, support PRONOTE, question 6933, in English); what is pasted is not told.
fn mark(pupil: &Pupil) -> String {
    match (pupil.presence, final_mark(pupil)) {
        (_, Some(mark)) => messages::number(mark),
        (Presence::Absent, None) => export::PRONOTE_ABSENT.to_owned(),
        (Presence::Exempted, None) => export::PRONOTE_EXEMPTED.to_owned(),
        (Presence::NotHandedIn, None) => export::PRONOTE_NOT_HANDED_IN.to_owned(),
        (Presence::HandedIn | Presence::Unreadable, None) => String::new(),
    }
}

/// Family name and first name; all in the first where the class list does not tell them apart.
fn names(pupil: &Pupil) -> (&str, &str) {
    let family = pupil.family_name.as_deref().unwrap_or(&pupil.name);
    (family, pupil.name.strip_prefix(family).unwrap_or_default().trim())
}
