//! What other programs read: JSON Lines, CSV, `JUnit`.

mod csv;
mod jsonl;
mod junit;

use std::io;
use std::path::Path;

use crate::cache::write_whole;
use crate::model::ClassResult;

/// Writes `resultats.jsonl`, `notes.csv` and `junit.xml` into `folder`.
///
/// # Errors
/// When a file cannot be written.
pub fn write(result: &ClassResult, folder: &Path) -> io::Result<()> {
    write_whole(&folder.join("resultats.jsonl"), jsonl::lines(result)?.as_bytes())?;
    write_whole(&folder.join("notes.csv"), csv::table(result).as_bytes())?;
    write_whole(&folder.join("junit.xml"), junit::document(result).as_bytes())
}
