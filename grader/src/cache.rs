//! Verdicts that were found before. A verdict bears no name: equal works share one, and a grading that was cut short
//! goes on where it stopped.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use runner::Verdict;
use tempfile::NamedTempFile;

/// A folder of verdicts, one file for each key.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Opens the cache, and makes it where there is none.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        // A verdict tells what hidden cases expect.
        crate::private::folder(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// The verdict kept under `key`. A file that cannot be read is as good as none: it is written again.
    pub fn get(&self, key: &str) -> Option<Verdict> {
        serde_json::from_slice(&fs::read(self.path(key)).ok()?).ok()
    }

    /// Keeps a verdict: whole, or not at all if the machine stops now.
    ///
    /// # Errors
    /// When the disk is full, say.
    pub fn put(&self, key: &str, verdict: &Verdict) -> io::Result<()> {
        write_whole(&self.path(key), &serde_json::to_vec(verdict)?)
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.json"))
    }
}

/// Writes a file so that a reader sees the old one or the new one, never a part.
///
/// # Errors
/// When it cannot be written or put in place.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    crate::private::readable(file.as_file())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
