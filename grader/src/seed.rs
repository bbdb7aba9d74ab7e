//! The class's secret, from which hidden cases are drawn.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use runner::Seed;
use tempfile::NamedTempFile;

/// The seed of `.grader/graine` beside the submissions, drawn the first time: everybody in a class has the same
/// cases, and a second grading has them again.
///
/// # Errors
/// When the file can be neither read nor written.
pub fn of_class(submissions: &Path) -> io::Result<Seed> {
    let folder = submissions.join(".grader");
    let path = folder.join("graine");
    match fs::read_to_string(&path) {
        Ok(text) if !text.trim().is_empty() => return Ok(Seed::new(text.trim())),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    fs::create_dir_all(&folder)?;
    crate::private::folder(&folder)?;
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| io::Error::other(error.to_string()))?;
    let text: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    // A temporary file is its owner's alone, and stays so under its new name.
    let mut file = NamedTempFile::new_in(&folder)?;
    writeln!(file, "{text}")?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(Seed::new(text))
}
