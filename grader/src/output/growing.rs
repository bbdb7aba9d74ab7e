//! A file that is written piece by piece, and is there only when it is whole.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file still beside its place.
pub struct Growing {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Growing {
    /// Begins the file that is to be at `path`.
    ///
    /// # Errors
    /// When its folder cannot be written.
    pub fn new(path: PathBuf) -> io::Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        Ok(Self { file: BufWriter::new(file), path })
    }

    pub fn add(&mut self, text: &str) -> io::Result<()> {
        self.file.write_all(text.as_bytes())
    }

    /// Puts it in its place: a reader sees the old one or the new one, never a part.
    ///
    /// # Errors
    /// When the disk is full, say; the old one stays.
    pub fn finish(self) -> io::Result<()> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        crate::private::readable(file.as_file())?;
        file.persist(self.path).map_err(|error| error.error)?;
        Ok(())
    }
}
