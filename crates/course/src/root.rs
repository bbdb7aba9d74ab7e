//! Where the kit is.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Error;

/// The environment variable that names the kit's root and wins over the search.
pub const ROOT_VARIABLE: &str = "ATELIER_RACINE";

/// The kit's root: what [`ROOT_VARIABLE`] says, else the nearest folder from the current one upwards that holds a
/// workspace's `Cargo.toml` and `exercises/`.
///
/// # Errors
/// [`Error::RootVariable`] or [`Error::RootNotFound`] when there is none; [`Error::Read`] when the current folder is
/// no more.
pub fn find_root() -> Result<PathBuf, Error> {
    let start = env::current_dir().map_err(|source| Error::Read { path: PathBuf::from("."), source })?;
    find_root_from(&start, env::var_os(ROOT_VARIABLE).as_deref())
}

/// [`find_root`] from a given folder and a given value of [`ROOT_VARIABLE`].
///
/// # Errors
/// [`Error::RootVariable`] or [`Error::RootNotFound`] when there is no kit there.
pub fn find_root_from(start: &Path, variable: Option<&OsStr>) -> Result<PathBuf, Error> {
    if let Some(path) = variable.filter(|value| !value.is_empty()).map(PathBuf::from) {
        return if is_root(&path) { Ok(path) } else { Err(Error::RootVariable { path }) };
    }
    let found = start.ancestors().find(|folder| is_root(folder));
    found.map(Path::to_owned).ok_or_else(|| Error::RootNotFound { start: start.to_owned() })
}

fn is_root(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    manifest.lines().any(|line| line.trim() == "[workspace]") && folder.join("exercises").is_dir()
}
