//! Files that hold certificates and keys.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::AuthorityError;

/// What anybody may read: a certificate.
pub(crate) const PUBLIC: u32 = 0o644;
/// What its owner alone may read: a key.
pub(crate) const SECRET: u32 = 0o600;

/// Writes a new file: one that is there already is not ours to replace.
pub(crate) fn write_new(file: &Path, text: &str, mode: u32) -> Result<(), AuthorityError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let written = options.open(file).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| AuthorityError::Write(file.to_owned(), error))
}

/// The text of a file; `None` where there is none.
pub(crate) fn read(file: &Path) -> Result<Option<String>, AuthorityError> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(AuthorityError::Read(file.to_owned(), error)),
    }
}

/// Removes a file, if there is one.
pub(crate) fn remove(file: &Path) -> Result<(), AuthorityError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(AuthorityError::Write(file.to_owned(), error))
        }
        _ => Ok(()),
    }
}
