//! How far the student is, in `.atelier/progression.toml` at the kit's root.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use course::{Course, Exercise};
use serde::Deserialize;

use crate::{disk, messages};

/// What is kept between two sessions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Progress {
    /// The number of the exercise at work.
    pub current: Option<u8>,
    /// By number in two digits.
    exercise: BTreeMap<String, Record>,
}

/// What is kept of one exercise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Record {
    /// At the last check, how many tests passed before the first that failed, in the course's order.
    pub tests_passed: usize,
    /// How many checks there were, all sessions together.
    pub checks: usize,
    /// How many hints were read.
    pub hints: usize,
}

/// Where an exercise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Never checked.
    Untried,
    /// The test, from 1, that failed first at the last check.
    AtTest(usize),
    /// All its tests passed at the last check.
    Passed,
}

/// One thing to remember.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// This exercise is the one at work.
    Current(u8),
    /// A check of this exercise, and how many tests passed before the first failure.
    Checked(u8, usize),
    /// So many hints of this exercise were read.
    Hints(u8, usize),
    /// This exercise is as at the start again.
    Restarted(u8),
}

impl Progress {
    /// What is known of an exercise.
    pub fn record(&self, number: u8) -> Record {
        self.exercise.get(&key(number)).copied().unwrap_or_default()
    }

    /// Where an exercise stands.
    pub fn standing(&self, exercise: &Exercise) -> Standing {
        let record = self.record(exercise.number);
        match record {
            Record { checks: 0, .. } => Standing::Untried,
            Record { tests_passed, .. } if tests_passed < exercise.tests.len() => {
                Standing::AtTest(tests_passed + 1)
            }
            _ => Standing::Passed,
        }
    }

    /// The exercise at work: the one of last time, else the first that is not passed, else the last.
    pub fn current_in<'a>(&self, course: &'a Course) -> &'a Exercise {
        let exercises = course.exercises();
        let same = exercises.iter().find(|exercise| Some(exercise.number) == self.current);
        let next = exercises.iter().find(|exercise| self.standing(exercise) != Standing::Passed);
        // A course is never empty.
        same.or(next).unwrap_or(&exercises[exercises.len() - 1])
    }

    /// How many hints to show when one more is asked for.
    pub fn next_hint(&self, exercise: &Exercise) -> usize {
        (self.record(exercise.number).hints + 1).min(exercise.hints.len())
    }

    /// Remembers `change`.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::Current(number) => self.current = Some(number),
            Change::Checked(number, tests_passed) => {
                let record = self.exercise.entry(key(number)).or_default();
                record.tests_passed = tests_passed;
                record.checks += 1;
            }
            Change::Restarted(number) => {
                if let Some(record) = self.exercise.get_mut(&key(number)) {
                    record.tests_passed = 0;
                }
            }
            Change::Hints(number, hints) => {
                let record = self.exercise.entry(key(number)).or_default();
                record.hints = record.hints.max(hints);
            }
        }
    }

    fn to_toml(&self) -> String {
        let mut text = format!("# {}\n", messages::PROGRESS_FILE);
        if let Some(current) = self.current {
            text += &format!("current = {current}\n");
        }
        for (number, Record { tests_passed, checks, hints }) in &self.exercise {
            text += &format!(
                "\n[exercise.{number}]\ntests_passed = {tests_passed}\nchecks = {checks}\nhints = {hints}\n"
            );
        }
        text
    }
}

fn key(number: u8) -> String {
    format!("{number:02}")
}

/// The file.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The store of the kit at `root`; nothing is touched yet.
    pub fn new(root: &Path) -> Self {
        Self { folder: root.join(".atelier") }
    }

    fn file(&self) -> PathBuf {
        self.folder.join("progression.toml")
    }

    /// Reads the file, or begins anew; a file that cannot be understood is set aside, and the text says so.
    pub fn load(&self) -> (Progress, Option<String>) {
        let file = self.file();
        let problem = match fs::read_to_string(&file) {
            Ok(text) => match toml::from_str(&text) {
                Ok(progress) => return (progress, None),
                Err(_) => io::Error::from(io::ErrorKind::InvalidData),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (Progress::default(), None),
            Err(error) => error,
        };
        let aside = self.folder.join("progression-illisible.toml");
        let warning = match fs::rename(&file, &aside) {
            Ok(()) => messages::progress_set_aside(&file, &aside),
            Err(_) => messages::progress_unreadable(&file, &problem),
        };
        (Progress::default(), Some(warning))
    }

    /// Adds `change` to what the file says now, so that a session and a command of another terminal do not undo each
    /// other's.
    ///
    /// # Errors
    /// What the system says when the folder or file cannot be written; nothing is half-written.
    pub fn save(&self, change: Change) -> io::Result<()> {
        let (mut progress, _) = self.load();
        progress.apply(change);
        disk::replace(&self.file(), progress.to_toml().as_bytes())
    }

    /// Where it is, for messages.
    pub fn path(&self) -> PathBuf {
        self.file()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let root = tempfile::tempdir().unwrap();
        let store = Store::new(root.path());
        (root, store)
    }

    #[test]
    fn what_is_saved_is_read_back() {
        let (_root, store) = store();
        let changes = [
            Change::Current(1),
            Change::Checked(0, 2),
            Change::Checked(1, 0),
            Change::Hints(1, 2),
            Change::Checked(0, 1),
        ];
        let mut expected = Progress::default();
        for change in changes {
            expected.apply(change);
            store.save(change).unwrap();
        }
        assert_eq!(store.load(), (expected.clone(), None));
        assert_eq!(expected.record(0), Record { tests_passed: 1, checks: 2, hints: 0 });
        let names: Vec<_> = fs::read_dir(&store.folder).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names, ["progression.toml"], "no draft is left behind");
    }

    #[test]
    fn hints_once_read_stay_read() {
        let mut progress = Progress::default();
        progress.apply(Change::Hints(3, 2));
        progress.apply(Change::Hints(3, 1));
        assert_eq!(progress.record(3).hints, 2);
    }

    #[test]
    fn a_broken_file_is_set_aside_and_said() {
        for broken in ["current = ", "current = 300", "autre = 1", "[exercise.01]\nhints = -1", "\u{0}"] {
            let (_root, store) = store();
            fs::create_dir(&store.folder).unwrap();
            fs::write(store.file(), broken).unwrap();
            let (progress, warning) = store.load();
            assert_eq!(progress, Progress::default(), "{broken:?}");
            assert!(warning.is_some_and(|text| text.contains("progression-illisible.toml")), "{broken:?}");
            let aside = fs::read_to_string(store.folder.join("progression-illisible.toml")).unwrap();
            assert_eq!(aside, broken, "the old file must be kept");
            assert_eq!(store.load().1, None, "the second time there is nothing to say");
        }
    }

    #[test]
    fn a_place_that_cannot_be_written_is_an_error() {
        let (root, store) = store();
        fs::write(root.path().join(".atelier"), "a file where the folder should be").unwrap();
        assert!(store.save(Change::Current(1)).is_err());
    }
}
