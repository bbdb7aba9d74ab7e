//! Who may read a file.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Only the teacher.
#[cfg(unix)]
pub fn folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o700))
}

/// Everybody, as any document: temporary files are made for their owner alone.
#[cfg(unix)]
pub fn readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

/// Windows folders take their rights from the one that holds them.
#[cfg(not(unix))]
pub fn folder(path: &Path) -> io::Result<()> {
    fs::metadata(path).map(drop)
}

#[cfg(not(unix))]
pub fn readable(_: &File) -> io::Result<()> {
    Ok(())
}
