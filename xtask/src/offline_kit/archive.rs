//! One `.tar.gz`, which `tar` of Windows reads too.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::Context;
use flate2::{Compression, write::GzEncoder};

/// Packs `folder` into a file beside it, under its own name.
///
/// # Errors
/// When a file cannot be read, or the archive not be written.
pub(super) fn write(folder: &Path) -> anyhow::Result<PathBuf> {
    let name = folder.file_name().context("a folder without a name")?;
    let file = folder.with_file_name(format!("{}.tar.gz", name.to_string_lossy()));
    let out = File::create(&file).with_context(|| file.display().to_string())?;
    let mut archive = tar::Builder::new(GzEncoder::new(out, Compression::best()));
    archive.follow_symlinks(false);
    archive.append_dir_all(name, folder).with_context(|| folder.display().to_string())?;
    archive.into_inner()?.finish()?;
    Ok(file)
}
