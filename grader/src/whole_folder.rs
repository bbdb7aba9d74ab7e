//! A folder that is there whole, or not at all: it is made beside its place, then moved there.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, ensure};

use crate::messages;

/// That there is nothing at `place`, or an empty folder: what else is there is not ours.
///
/// # Errors
/// Something is there.
pub fn ensure_free(place: &Path) -> anyhow::Result<()> {
    let is_free = match fs::read_dir(place) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => false,
        Err(error) => return Err(error).with_context(|| messages::no_output(place)),
    };
    ensure!(is_free, messages::merge::not_free(place));
    Ok(())
}

/// Has `fill` write into a folder, and puts it at `place`. Where anything fails, nothing is left.
///
/// # Errors
/// As `fill`; a place that cannot be written.
pub fn make<T>(place: &Path, fill: impl FnOnce(&Path) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let parent = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unwritable = || messages::no_output(place);
    fs::create_dir_all(parent).with_context(unwritable)?;
    let made = tempfile::Builder::new().prefix(".grader-").tempdir_in(parent).with_context(unwritable)?;
    let filled = fill(made.path())?;
    if place.is_dir() {
        fs::remove_dir(place).with_context(unwritable)?;
    }
    fs::rename(made.path(), place).with_context(unwritable)?;
    // It is no longer where it would be removed.
    let _ = made.keep();
    Ok(filled)
}
