//! Where the grader keeps how the kit is compiled.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::messages;

/// A folder that can be written: the kit's own, else the user's. A kit may be installed by an administrator, or lie on
/// a disk that is shut against writing.
///
/// # Errors
/// When neither can be written; what the system said of the kit's.
pub fn find(root: &Path) -> io::Result<PathBuf> {
    let own = root.join("target").join("grader");
    let Err(refused) = usable(&own) else { return Ok(own) };
    let Some(users) = users_cache().map(|cache| cache.join("atelier-mqtt").join("grader")) else {
        return Err(refused);
    };
    let is_new = !users.exists();
    usable(&users).map_err(|_| refused)?;
    if is_new {
        eprintln!("{}", messages::kept_elsewhere(root, &users));
    }
    Ok(users)
}

/// Makes the folder, and a file in it, which goes at once.
fn usable(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    tempfile::tempfile_in(folder).map(drop)
}

/// Where programs keep what they can make again.
fn users_cache() -> Option<PathBuf> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    folder("XDG_CACHE_HOME")
        .or_else(|| folder("LOCALAPPDATA"))
        .or_else(|| Some(folder("HOME")?.join(".cache")))
}
