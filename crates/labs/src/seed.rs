//! The seed of a class, in the teacher's folder, and files that are written once.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::messages;

/// A seed as short as this could be guessed by trying.
const SHORTEST: usize = 16;

/// The seed of the class whose folder this is, and its file: `given`, or `professeur/graine`, drawn the first time.
///
/// # Errors
/// When a file cannot be read or written, or the seed is too short for a secret.
pub fn of_class(folder: &Path, given: Option<&Path>) -> anyhow::Result<(String, PathBuf)> {
    let teacher = folder.join("professeur");
    teachers_alone(&teacher).with_context(|| messages::cannot_write(&teacher))?;
    let file = given.map_or_else(|| teacher.join("graine"), Path::to_owned);
    let seed = match given {
        Some(file) => fs::read_to_string(file).with_context(|| messages::cannot_read(file))?,
        None => seed_of(&file).with_context(|| messages::cannot_write(&file))?,
    };
    let seed = seed.trim();
    if seed.len() < SHORTEST {
        bail!(messages::short_seed(&file));
    }
    Ok((seed.to_owned(), file))
}

/// The seed of a file, drawn the first time; its owner alone may read it.
fn seed_of(file: &Path) -> io::Result<String> {
    match fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        read => return read,
    }
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| io::Error::other(error.to_string()))?;
    let seed: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    writeln!(options.open(file)?, "{seed}")?;
    Ok(seed)
}

/// Makes a folder that pupils with an account on the same machine cannot read.
fn teachers_alone(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

/// Writes a file that is not there yet, and its folders. One that is there is left alone.
///
/// # Errors
/// When it cannot be written.
pub fn write_once(file: &Path, text: &str) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let create = || {
        fs::create_dir_all(folder)?;
        OpenOptions::new().write(true).create_new(true).open(file)?.write_all(text.as_bytes())
    };
    match create() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        written => written.with_context(|| messages::cannot_write(file)),
    }
}
