//! Paths as archives write them, made safe, and where they lead in the kit.

use std::path::{Component, Path, PathBuf};

use course::Course;

use super::{MAX_DEPTH, MAX_PATH};
use crate::words;

/// Why a path is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// `..`, or a path from the root of a disk.
    Outside,
    /// Too long or too deep.
    TooLong,
    /// A control character, or bytes that are no text.
    Odd,
}

/// The folders and the name of an entry. Windows' separators are taken as separators: some programs write them.
pub fn parts(raw: &[u8]) -> Result<Vec<&str>, Refused> {
    if raw.len() > MAX_PATH {
        return Err(Refused::TooLong);
    }
    let text = str::from_utf8(raw).map_err(|_| Refused::Odd)?;
    if text.chars().any(char::is_control) {
        return Err(Refused::Odd);
    }
    let drive = text.as_bytes().get(1) == Some(&b':');
    if text.starts_with(['/', '\\']) || drive {
        return Err(Refused::Outside);
    }
    let parts: Vec<&str> = text.split(['/', '\\']).filter(|part| !matches!(*part, "" | ".")).collect();
    if parts.contains(&"..") {
        return Err(Refused::Outside);
    }
    if parts.len() > MAX_DEPTH { Err(Refused::TooLong) } else { Ok(parts) }
}

/// A place among the students' own files.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// The exercise's folder name, as the kit has it.
    pub exercise: String,
    /// `src/lib.rs`.
    pub path: PathBuf,
    /// How far the entry is from the usual place; the nearest of two wins.
    pub distance: usize,
}

/// Where an entry belongs: `[x/][exercises/]02-nom/src/….rs`, `exercise-02/src/….rs`. `None` for all else.
pub fn place(parts: &[&str], course: &Course) -> Option<Place> {
    let source = parts.iter().position(|part| *part == "src")?;
    let (folder, before) = parts[..source].split_last()?;
    let known_way = match *before {
        // Somebody who sends the whole kit back does not hand in the teacher's work.
        [.., "solutions"] => false,
        [] | [_] => true,
        [_, exercises] => exercises == "exercises",
        _ => false,
    };
    let exercise = exercise(folder, course).filter(|_| known_way)?;
    let path: PathBuf = parts[source..].iter().collect();
    let (name, folders) = parts[source..].split_last()?;
    // A folder named `lib.rs` could not stand beside the file.
    if !is_rust(name) || folders.is_empty() || folders.iter().any(|folder| is_rust(folder)) {
        return None;
    }
    let usual = before.last() == Some(&"exercises") && *folder == exercise;
    Some(Place { exercise, path, distance: before.len() + if usual { 0 } else { 10 } })
}

/// A paper among what pupils fill in, and how far it is from its usual place.
#[derive(Debug, PartialEq, Eq)]
pub struct PaperPlace {
    /// `tp1`, or [`ACCOUNT`].
    pub name: String,
    pub distance: usize,
}

/// The name of the compte-rendu among papers.
pub const ACCOUNT: &str = "compte-rendu";

/// `[x/][reponses/]tp1.toml`, `[x/][reponses/]compte-rendu.md`: forms that lie deeper are the kit's own blank ones. What
/// browsers and phones make of a name (`TP1 (2).toml`, `Compte rendu.md`) is understood.
pub fn paper(parts: &[&str]) -> Option<PaperPlace> {
    let (file, before) = parts.split_last()?;
    let depth = match *before {
        [] | ["reponses"] => 0,
        [_] | [_, "reponses"] => 1,
        _ => return None,
    };
    let (stem, extension) = file.rsplit_once('.')?;
    let (folded, again) = name(stem);
    let name = match extension.to_ascii_lowercase().as_str() {
        "toml" if is_sheet(&folded) => folded,
        "md" | "markdown" | "txt" if is_account(stem.split_once(" (").map_or(stem, |(stem, _)| stem)) => {
            ACCOUNT.to_owned()
        }
        _ => return None,
    };
    Some(PaperPlace { name, distance: depth + if again { 10 } else { 0 } })
}

/// `[x/][traces/]tp1.jsonl`: traces that lie deeper are the kit's own.
pub fn trace(parts: &[&str]) -> Option<PaperPlace> {
    let (file, before) = parts.split_last()?;
    let depth = match *before {
        [] | ["traces"] => 0,
        [_] | [_, "traces"] => 1,
        _ => return None,
    };
    let (stem, extension) = file.rsplit_once('.')?;
    let (name, again) = name(stem);
    let is_trace = extension.eq_ignore_ascii_case("jsonl") && is_sheet(&name);
    is_trace.then_some(PaperPlace { name, distance: depth + if again { 10 } else { 0 } })
}

/// A file's name without its extension, as the kit writes it, and whether a browser had to tell it from another.
fn name(stem: &str) -> (String, bool) {
    let (stem, again) = stem.split_once(" (").map_or((stem, false), |(stem, _)| (stem, true));
    (words::fold(stem).split([' ', '_']).collect(), again)
}

/// `td1`, `tp1-deux-postes`.
fn is_sheet(stem: &str) -> bool {
    let number = stem.strip_prefix("td").or_else(|| stem.strip_prefix("tp"));
    let is_quiz = stem.strip_prefix("quiz").is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    stem.len() <= 40
        && (is_quiz || number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())))
        && stem.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Whether a file's name without its extension is that of an account, whatever program wrote it.
pub fn is_account(stem: &str) -> bool {
    words::words(stem).starts_with(&["compte".to_owned(), "rendu".to_owned()])
}

fn is_rust(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "rs")
}

fn exercise(folder: &str, course: &Course) -> Option<String> {
    let number =
        folder.strip_prefix("exercise-").or_else(|| folder.split_once('-').map(|(number, _)| number));
    let number = number.filter(|number| number.len() == 2)?.parse::<u8>().ok()?;
    course.exercises().iter().find(|exercise| exercise.number == number).map(course::Exercise::id)
}

/// `path` with `/`, as it is shown.
pub fn shown(path: &Path) -> String {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    names.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dangerous_paths_are_refused() {
        let deep = "a/".repeat(MAX_DEPTH + 1);
        let long = "a".repeat(MAX_PATH + 1);
        for (raw, expected) in [
            (&b"../x"[..], Refused::Outside),
            (b"a/../../x", Refused::Outside),
            (b"a\\..\\x", Refused::Outside),
            (b"/etc/passwd", Refused::Outside),
            (b"\\\\serveur\\partage", Refused::Outside),
            (b"C:\\x", Refused::Outside),
            (b"a\0b", Refused::Odd),
            (b"\x1b[31mrouge", Refused::Odd),
            (b"\xff\xfe", Refused::Odd),
            (deep.as_bytes(), Refused::TooLong),
            (long.as_bytes(), Refused::TooLong),
        ] {
            assert_eq!(parts(raw), Err(expected), "{}", raw.escape_ascii());
        }
        assert_eq!(parts(b"./a//b\\c.rs"), Ok(vec!["a", "b", "c.rs"]));
    }

    #[test]
    fn traces_are_known_by_their_names() {
        for (path, expected) in [
            ("traces/tp1.jsonl", Some(("tp1", 0))),
            ("tp1-coupure.jsonl", Some(("tp1-coupure", 0))),
            ("rendu/traces/TP 2.JSONL", Some(("tp2", 1))),
            ("tp1 (1).jsonl", Some(("tp1", 10))),
            ("book/formulaires/traces/tp1.jsonl", None),
            ("traces/tp1.json", None),
            ("traces/essai.jsonl", None),
            ("traces/.jsonl", None),
        ] {
            let parts: Vec<&str> = path.split('/').collect();
            let found = trace(&parts);
            let found = found.as_ref().map(|place| (place.name.as_str(), place.distance));
            assert_eq!(found, expected, "{path}");
        }
    }

    #[test]
    fn papers_are_known_by_their_names() {
        for (path, expected) in [
            ("reponses/tp1.toml", Some(("tp1", 0))),
            ("tp1.toml", Some(("tp1", 0))),
            ("rendu/reponses/TD2.TOML", Some(("td2", 1))),
            ("rendu/TP 1-deux-postes.toml", Some(("tp1-deux-postes", 1))),
            ("tp1 (2).toml", Some(("tp1", 10))),
            ("reponses/quiz.toml", Some(("quiz", 0))),
            ("reponses/quiz-qos-1.toml", Some(("quiz-qos-1", 0))),
            ("quizz.toml", None),
            ("Compte rendu final.md", Some((ACCOUNT, 0))),
            ("rendu/reponses/compte-rendu.txt", Some((ACCOUNT, 1))),
            ("book/formulaires/reponses/tp1.toml", None),
            ("kit/book/formulaires/compte-rendu.md", None),
            ("Cargo.toml", None),
            ("tpx.toml", None),
            ("tp1.toml/x", None),
            ("compte-rendu.odt", None),
            (".toml", None),
        ] {
            let parts: Vec<&str> = path.split('/').collect();
            let found = paper(&parts);
            let found = found.as_ref().map(|place| (place.name.as_str(), place.distance));
            assert_eq!(found, expected, "{path}");
        }
    }
}
