//! The files, written.

use std::fs;
use std::path::Path;

use anyhow::Context;

use super::contents::File;
use crate::messages::pack as messages;

/// Writes `files` in `folder`.
///
/// # Errors
/// When the disk is full, say.
pub fn all(files: &[File], folder: &Path) -> anyhow::Result<()> {
    for file in files {
        let path = folder.join(&file.name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, &file.bytes))
            .with_context(|| messages::cannot_write(&path))?;
    }
    Ok(())
}
