//! The teacher's desk: the class as it is marked now, and the file of the teacher's own points, of which the marks are made
//! anew at each change, whoever made it.

use std::collections::BTreeSet;
use std::str;

use serde_json::Value;

use super::edit::{self, Change, Field};
use super::file::NotesFile;
use super::views;
use crate::app;
use crate::graded::Graded;
use crate::messages::serve as messages;
use crate::model::Pupil;
use crate::scheme::{ManualMarks, PupilMarks};

/// How often a save begins anew because an editor has just saved the same file.
const TRIES: usize = 5;

/// A class that is being marked.
#[derive(Debug)]
pub struct Desk {
    graded: Graded,
    file: NotesFile,
    /// What the marks are made of; none before the file was read.
    source: Option<Vec<u8>>,
    /// What is wrong in the file now: the marks are those of before.
    fault: Option<String>,
    /// Places of those whose marks have changed since the reports were written.
    unwritten: BTreeSet<usize>,
}

/// Why nothing was saved.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What was typed cannot be.
    Typed(String),
    /// The file is wrong, or cannot be written, whatever was typed.
    File(String),
}

impl Desk {
    /// Sits down to a class.
    pub fn new(graded: Graded) -> Self {
        let file = NotesFile::new(graded.inputs.manual_path.clone());
        let mut desk = Self { graded, file, source: None, fault: None, unwritten: BTreeSet::new() };
        desk.refresh();
        desk
    }

    /// Takes in what an editor may have written.
    pub fn refresh(&mut self) {
        let bytes = match self.file.read() {
            Ok(bytes) => bytes,
            Err(error) => {
                self.fault = Some(messages::unreadable(self.file.path(), &error));
                return;
            }
        };
        if self.source.as_ref() == Some(&bytes) {
            self.fault = None;
            return;
        }
        match self.text(&bytes).and_then(|text| self.marks(text)) {
            Ok(marks) => self.adopt(bytes, marks),
            Err(fault) => self.fault = Some(fault),
        }
    }

    /// Writes these changes into the file and marks the pupil again.
    ///
    /// # Errors
    /// [`Refusal`]; the file is as it was.
    pub fn save(&mut self, id: &str, changes: &[Change]) -> Result<(), Refusal> {
        let unknown = || Refusal::Typed(crate::messages::unknown_pupil(id));
        let place = self.graded.place(id).ok_or_else(unknown)?;
        let unwritable = |desk: &Self, error| Refusal::File(messages::unwritable(desk.file.path(), &error));
        for _ in 0..TRIES {
            let before = self.file.read().map_err(|error| unwritable(self, error))?;
            let source = self.text(&before).map_err(Refusal::File)?;
            self.marks(source).map_err(|fault| Refusal::File(messages::mend_first(&fault)))?;
            let after = edit::edited(source, id, changes).map_err(Refusal::Typed)?;
            let marks = self.read(&after).map_err(|wrong| Refusal::Typed(wrong.problem().to_owned()))?;
            let (pupil, _) =
                self.graded.mark(place, &marks).map_err(|error| Refusal::File(format!("{error:#}")))?;
            if let Some(why) = unexplained(&pupil, &marks.of(id), changes) {
                return Err(Refusal::Typed(why));
            }
            let same = after.as_bytes() == before;
            if same
                || self.file.replace(&before, after.as_bytes()).map_err(|error| unwritable(self, error))?
            {
                self.adopt(after.into_bytes(), marks);
                return Ok(());
            }
        }
        Err(Refusal::File(messages::always_changing(self.file.path())))
    }

    /// Writes reports and exports; what is to be told of them.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn publish(&mut self) -> anyhow::Result<String> {
        let told = app::publish(&self.graded)?;
        self.unwritten.clear();
        Ok(told)
    }

    /// Whether the reports that are written still say what is.
    pub fn is_published(&self) -> bool {
        self.unwritten.is_empty()
    }

    /// The whole class, for the page.
    pub fn class(&self) -> Value {
        views::class(&self.graded, self.unwritten.len(), self.fault.as_deref())
    }

    /// One pupil, for the page.
    pub fn pupil(&self, id: &str) -> Option<Value> {
        Some(views::pupil(&self.graded, self.graded.pupils().find(|pupil| pupil.id == id)?))
    }

    /// One line of the scheme, of all pupils, for the page.
    pub fn line(&self, id: &str) -> Option<Value> {
        views::line(&self.graded, id)
    }

    /// A pupil's rapport as it is now; none for a pupil that does not exist.
    pub fn rapport(&self, id: &str) -> Option<anyhow::Result<String>> {
        let pupil = self.graded.pupils().find(|pupil| pupil.id == id)?;
        Some(self.graded.rapport(pupil))
    }

    fn adopt(&mut self, source: Vec<u8>, marks: ManualMarks) {
        match self.graded.take(marks) {
            Ok(changed) => {
                self.unwritten.extend(changed);
                self.source = Some(source);
                self.fault = None;
            }
            Err(error) => self.fault = Some(format!("{error:#}")),
        }
    }

    fn text<'b>(&self, bytes: &'b [u8]) -> Result<&'b str, String> {
        str::from_utf8(bytes).map_err(|_| crate::messages::not_utf8(self.file.path()))
    }

    fn marks(&self, text: &str) -> Result<ManualMarks, String> {
        self.read(text).map_err(|wrong| wrong.to_string())
    }

    fn read(&self, text: &str) -> Result<ManualMarks, crate::toml_file::Wrong> {
        let inputs = &self.graded.inputs;
        ManualMarks::read(self.file.path(), text, &inputs.scheme, &inputs.class.members)
    }
}

/// Why these changes may not be: points that replace others are given with a reason, which the pupil reads.
fn unexplained(pupil: &Pupil, marks: &PupilMarks, changes: &[Change]) -> Option<String> {
    let of_points = changes.iter().filter(|change| matches!(change.field, Field::Points | Field::Reasons));
    let mut lines = of_points.filter_map(|change| change.line.as_ref());
    let line = lines.find_map(|id| {
        pupil
            .lines
            .iter()
            .find(|line| line.id == *id && line.found.is_some() && !marks.reasons.contains_key(id))
    })?;
    Some(messages::reason_wanted(line.found.unwrap_or_default()))
}
