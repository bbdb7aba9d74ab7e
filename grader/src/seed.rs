//! The class's secret, from which hidden cases are drawn.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use runner::Seed;
use tempfile::NamedTempFile;

const FOLDER: &str = ".grader";
const FILE: &str = "graine";

/// The seed of `.grader/graine` beside the submissions, drawn the first time: everybody in a class has the same
/// cases, and a second grading has them again. It is beside the reports where submissions lie in a folder that cannot
/// be written.
///
/// # Errors
/// When the file can be neither read nor written.
pub fn of_class(submissions: &Path, reports: &Path) -> io::Result<Seed> {
    for folder in [submissions, reports] {
        if let Some(seed) = kept(folder)? {
            return Ok(seed);
        }
    }
    drawn(&submissions.join(FOLDER)).or_else(|_| drawn(&reports.join(FOLDER)))
}

/// The seed that was drawn before, if there is one.
///
/// # Errors
/// When the file cannot be read.
pub fn kept(submissions: &Path) -> io::Result<Option<Seed>> {
    match fs::read_to_string(submissions.join(FOLDER).join(FILE)) {
        Ok(text) => Ok(Some(text.trim()).filter(|text| !text.is_empty()).map(Seed::new)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A new seed, kept in `folder`.
fn drawn(folder: &Path) -> io::Result<Seed> {
    fs::create_dir_all(folder)?;
    crate::private::folder(folder)?;
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| io::Error::other(error.to_string()))?;
    let text: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    // A temporary file is its owner's alone, and stays so under its new name.
    let mut file = NamedTempFile::new_in(folder)?;
    writeln!(file, "{text}")?;
    file.persist(folder.join(FILE)).map_err(|error| error.error)?;
    Ok(Seed::new(text))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_drawn_once_wherever_it_lies() {
        let [class, reports] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        let beside = of_class(class.path(), reports.path()).expect("a seed");
        assert!(of_class(class.path(), reports.path()).expect("a seed") == beside);
        // Not even root can write there.
        let shut = Path::new("/proc/rendus");
        let elsewhere = of_class(shut, reports.path()).expect("a seed");
        assert!(elsewhere != beside);
        assert!(reports.path().join(".grader/graine").is_file());
    }
}
