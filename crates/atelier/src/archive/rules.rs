//! What belongs to a student's work, by its name from the kit's root. The same rule says what goes into an archive and
//! what may come back out of one.

use std::path::Path;

use course::Course;
use runner::Unit;

/// Largest Rust file and all those of one exercise together, in bytes: what the grader reads.
const MAX_SOURCE: u64 = 256 << 10;
pub const MAX_EXERCISE: u64 = 1 << 20;
/// Largest form, account or small file of a lab, in bytes.
const MAX_PAPER: u64 = 64 << 10;
/// Largest trace, in bytes: an hour of the connected house has about a third of it.
const MAX_TRACE: u64 = 2 << 20;
/// All files together, in bytes: well within what the grader takes.
pub const MAX_TOTAL: u64 = 32 << 20;
/// At most this many files.
pub const MAX_FILES: usize = 300;
/// Longest name, in bytes.
const MAX_NAME: usize = 240;

/// How far the student is: goes into a copy of one's work, and not to the teacher.
pub const PROGRESS: &str = ".atelier/progression.toml";
/// Files of labs that have a fixed name: the configuration of TP 0, the program of TP 5.
const OF_LABS: [&str; 4] = ["compte-rendu.md", "broker.conf", "alerte.sh", "alerte.py"];
/// The capture of TP 4.
const CAPTURE: &str = "tls.pcapng";

/// The size that a file may have, in bytes; `None` when it is not of a student's work.
pub fn most_bytes(name: &str, course: &Course) -> Option<u64> {
    let parts: Vec<&str> = name.split('/').collect();
    match *parts {
        _ if !is_plain(name) => None,
        [file] if OF_LABS.contains(&file) => Some(MAX_PAPER),
        [CAPTURE] => Some(MAX_TRACE),
        ["reponses", file] if has_extension(file, "toml") && !file.starts_with('.') => Some(MAX_PAPER),
        ["traces", file] if has_extension(file, "jsonl") && !file.starts_with('.') => Some(MAX_TRACE),
        ["exercises", exercise, "src", ..] => {
            let known = course.exercises().iter().any(|known| known.id() == exercise);
            let path = parts[2..].iter().collect();
            (known && Unit::new(exercise, vec![(path, Vec::new())]).is_ok()).then_some(MAX_SOURCE)
        }
        _ if name == PROGRESS => Some(MAX_PAPER),
        _ => None,
    }
}

/// Whether a name leads below the folder that it starts from, on every system.
pub fn is_plain(name: &str) -> bool {
    name.len() <= MAX_NAME
        && !name.contains(|c: char| c.is_control() || "\\:*?\"<>|".contains(c))
        && name.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.ends_with(['.', ' ']))
}

fn has_extension(name: &str, wanted: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::Kit;

    #[test]
    fn only_the_students_own_files_count() {
        let kit = Kit::new();
        let course = Course::load(kit.root()).unwrap();
        for (name, most) in [
            ("exercises/00-ports/src/lib.rs", Some(MAX_SOURCE)),
            ("exercises/00-ports/src/deep/more.rs", Some(MAX_SOURCE)),
            ("reponses/tp1.toml", Some(MAX_PAPER)),
            ("traces/tp1.jsonl", Some(MAX_TRACE)),
            ("compte-rendu.md", Some(MAX_PAPER)),
            ("broker.conf", Some(MAX_PAPER)),
            ("tls.pcapng", Some(MAX_TRACE)),
            (".atelier/progression.toml", Some(MAX_PAPER)),
            ("exercises/00-ports/Cargo.toml", None),
            ("exercises/00-ports/tests/verifie.rs", None),
            ("exercises/00-ports/src/notes.txt", None),
            ("exercises/77-autre/src/lib.rs", None),
            ("reponses/sous/tp1.toml", None),
            ("reponses/.tp1.toml", None),
            ("traces/film.mp4", None),
            ("Cargo.toml", None),
            (".git/config", None),
        ] {
            assert_eq!(most_bytes(name, &course), most, "{name}");
        }
    }

    #[test]
    fn names_that_lead_elsewhere_are_not_plain() {
        let long = "a".repeat(MAX_NAME + 1);
        for name in ["../x", "a/../x", "/x", "a//x", "./x", "a\\x", "C:x", "a\0", "a./x", "a ", "", &long] {
            assert!(!is_plain(name), "{name:?}");
        }
        assert!(is_plain("exercises/00-été/src/lib.rs"));
    }
}
