//! What other programs read: JSON, CSV, `JUnit`, Markdown.
//!
//! A mark that is not final yet is no mark for a school's software: the cell stays empty there.

mod cell;
mod csv;
mod jsonl;
mod junit;
mod moodle;
mod plain;
mod pronote;
mod summary;
pub mod worksheet;

use std::fs;
use std::io;
use std::path::Path;

use crate::cache::write_whole;
use crate::model::{ClassResult, Pupil};

/// Where the files for other software lie, in the reports' folder.
pub const EXPORTS: &str = "exports";

/// Writes `resultats.jsonl`, `notes.csv`, `junit.xml` and `exports/` into `folder`.
///
/// # Errors
/// When a file cannot be written.
pub fn write(result: &ClassResult, folder: &Path) -> io::Result<()> {
    write_whole(&folder.join("resultats.jsonl"), jsonl::lines(result)?.as_bytes())?;
    write_whole(&folder.join("notes.csv"), csv::table(result).as_bytes())?;
    write_whole(&folder.join("junit.xml"), junit::document(result).as_bytes())?;
    let exports = folder.join(EXPORTS);
    fs::create_dir_all(&exports)?;
    write_whole(&exports.join("moodle-carnet.csv"), moodle::gradebook(result).as_bytes())?;
    write_whole(&exports.join("pronote.csv"), pronote::table(result).as_bytes())?;
    write_whole(&exports.join("resume.md"), summary::page(result).as_bytes())?;
    write_whole(&exports.join("notes.json"), plain::document(result)?.as_bytes())
}

/// The mark that may leave for a school's software.
fn final_mark(pupil: &Pupil) -> Option<f64> {
    pupil.mark.value.filter(|_| !pupil.mark.provisional)
}
