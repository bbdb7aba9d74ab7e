//! What pupils' code is compared with, beside their classmates': the kit's own and earlier years'.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use course::Course;

use super::kept::Kept;
use super::{FilePrints, Given, Piece, prints, tokens};
use crate::model::Owner;
use crate::{intake, messages};

/// What the kit gives of all exercises: a later one gives what an earlier one asked for.
pub fn given(course: &Course) -> Given {
    let mut given = Given::default();
    for exercise in course.exercises() {
        let others = exercise.given.iter().map(|name| exercise.pristine_given_path(name));
        for path in std::iter::once(exercise.starter_path()).chain(others) {
            if let Some(tokens) = fs::read_to_string(path).ok().and_then(|text| tokens::read(&text)) {
                given.add(&tokens);
            }
        }
    }
    given
}

/// The kit's solutions and crates, whose fingerprints are kept in the folder `work`, and the hand-ins in the folder `archives`.
///
/// # Errors
/// When `archives` cannot be read. A hand-in in it that cannot is left out: it was told when it was marked.
pub fn references(
    course: &Course,
    work: &Path,
    archives: Option<&Path>,
    given: &Given,
) -> anyhow::Result<Vec<Piece>> {
    let mut paths = Vec::new();
    for folder in ["solutions", "crates"] {
        let Ok(members) = fs::read_dir(course.root().join(folder)) else { continue };
        for member in members.flatten() {
            rust_files(&member.path().join("src"), &mut paths);
        }
    }
    paths.sort();
    let mut kept = Kept::open(work, given);
    let of_kit = paths.iter().filter_map(|path| {
        let below = path.strip_prefix(course.root()).ok()?;
        let name = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let files = kept.prints(&name, &fs::read(path).ok()?, given);
        Some(Piece { owner: Owner::Kit(name), exercise: None, files })
    });
    let mut pieces: Vec<Piece> = of_kit.collect();
    kept.close();
    if let Some(folder) = archives {
        let (found, _) = intake::list(folder, &[]).with_context(|| messages::no_folder(folder))?;
        for found in found {
            let Ok(handed) = intake::open(&found, course) else { continue };
            pieces.extend(by_exercise(&handed, given).into_iter().map(|(exercise, files)| Piece {
                owner: Owner::Archive(found.label.clone()),
                exercise: Some(exercise),
                files,
            }));
        }
    }
    pieces.retain(|piece| !piece.files.is_empty());
    Ok(pieces)
}

/// The fingerprints of a hand-in, by exercise.
pub fn by_exercise(handed: &intake::Handed, given: &Given) -> Vec<(String, Vec<FilePrints>)> {
    let mut exercises: Vec<&String> = handed.files.iter().map(|file| &file.exercise).collect();
    exercises.dedup();
    let of_one = |exercise: &String| {
        let own = handed.files.iter().filter(|file| file.exercise == *exercise);
        let files = own.map(|file| (file.name(), file.bytes.as_slice()));
        (exercise.clone(), prints(files, given))
    };
    exercises.into_iter().map(of_one).collect()
}

fn rust_files(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => rust_files(&path, paths),
            Ok(kind) if kind.is_file() && path.extension().is_some_and(|end| end == "rs") => paths.push(path),
            _ => {}
        }
    }
}
