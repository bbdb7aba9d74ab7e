//! The worksheet on disk.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::Filled;
use crate::cache::write_whole;
use crate::messages;
use crate::model::ClassResult;
use crate::output::EXPORTS;

/// One that was downloaded.
#[derive(Debug)]
pub struct Worksheet {
    path: PathBuf,
    text: String,
}

impl Worksheet {
    /// Reads it, before anything takes time.
    ///
    /// # Errors
    /// A file that cannot be read, or is not UTF-8, as Moodle writes it.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let bytes = fs::read(path).with_context(|| messages::unreadable_file(path))?;
        let text = String::from_utf8(bytes).ok().with_context(|| messages::not_utf8(path))?;
        Ok(Self { path: path.to_owned(), text })
    }
}

/// Writes it filled in, under its own name, among the exports in `folder`; the one that was downloaded stays as it is. Where, and
/// what was filled in.
///
/// # Errors
/// As [`super::fill`]; a file that cannot be written.
pub fn write(
    worksheet: &Worksheet,
    result: &ClassResult,
    folder: &Path,
) -> anyhow::Result<(PathBuf, Filled)> {
    let filled = super::fill(&worksheet.path, &worksheet.text, result)?;
    let name = worksheet.path.file_name().unwrap_or(worksheet.path.as_os_str());
    let path = folder.join(EXPORTS).join(name);
    write_whole(&path, filled.text.as_bytes()).with_context(|| messages::no_output(&path))?;
    Ok((path, filled))
}
