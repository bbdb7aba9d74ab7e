//! All the exercises, in order.

use std::fs;
use std::path::{Path, PathBuf};

use toml::Spanned;

use crate::manifest::{Manifest, Text};
use crate::{Error, Exercise, TestCase};

/// The course: every exercise of a kit, by number.
#[derive(Debug, Clone)]
pub struct Course {
    root: PathBuf,
    exercises: Vec<Exercise>,
}

impl Course {
    /// Reads `exercises/*/exercise.toml` under the kit's root.
    ///
    /// # Errors
    /// The first [`Error`] met: a file that is missing or wrong, a folder misnamed, or no exercise at all.
    pub fn load(root: &Path) -> Result<Self, Error> {
        let folder = root.join("exercises");
        let read_error = |source| Error::Read { path: folder.clone(), source };
        let mut exercises: Vec<Exercise> = Vec::new();
        for entry in fs::read_dir(&folder).map_err(read_error)? {
            let path = entry.map_err(read_error)?.path();
            if path.is_dir() {
                exercises.push(load_exercise(root, &path)?);
            }
        }
        exercises.sort_by(|a, b| (a.number, &a.slug).cmp(&(b.number, &b.slug)));
        if exercises.is_empty() {
            return Err(Error::Empty { path: folder });
        }
        if let Some([a, b]) = exercises.windows(2).find(|pair| matches!(pair, [a, b] if a.number == b.number))
        {
            return Err(Error::DuplicateNumber { number: a.number, paths: [a.dir(), b.dir()] });
        }
        Ok(Self { root: root.to_owned(), exercises })
    }

    /// The kit's root.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The exercises, in the course's order; never empty.
    #[must_use]
    pub fn exercises(&self) -> &[Exercise] {
        &self.exercises
    }

    /// The exercise that a person names: `3`, `03`, `03-connect-connack` or `exercise-03`.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Exercise> {
        let number = name.strip_prefix("exercise-").unwrap_or(name).parse();
        self.exercises.iter().find(|e| number == Ok(e.number) || e.id() == name)
    }

    /// The exercise that follows `exercise`, if it is not the last.
    #[must_use]
    pub fn after(&self, exercise: &Exercise) -> Option<&Exercise> {
        self.exercises.iter().find(|e| e.number > exercise.number)
    }
}

fn load_exercise(root: &Path, folder: &Path) -> Result<Exercise, Error> {
    let (number, slug) = folder
        .file_name()
        .and_then(|name| split_folder_name(name.to_str()?))
        .ok_or_else(|| Error::FolderName { path: folder.to_owned() })?;
    let path = folder.join("exercise.toml");
    let source = fs::read_to_string(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
    let manifest = Manifest::parse(&path, &source)?;
    Ok(Exercise {
        number,
        slug: slug.to_owned(),
        title: manifest.title.0,
        chapter: manifest.chapter.0,
        minutes: manifest.minutes.get(),
        estimate: manifest.estimate.0,
        points: manifest.points.get(),
        clauses: manifest.clauses.into_inner(),
        tests: manifest.tests.into_inner().into_iter().map(TestCase::from).collect(),
        given: manifest.given.map(Spanned::into_inner).unwrap_or_default(),
        hints: manifest.hints.map(|Text(hint)| hint),
        root: root.to_owned(),
    })
}

/// `03-connect-connack` is number 3, slug `connect-connack`.
fn split_folder_name(name: &str) -> Option<(u8, &str)> {
    let (number, slug) = name.split_once('-')?;
    let well_formed = number.len() == 2
        && number.bytes().all(|b| b.is_ascii_digit())
        && !slug.is_empty()
        && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if well_formed { Some((number.parse().ok()?, slug)) } else { None }
}
