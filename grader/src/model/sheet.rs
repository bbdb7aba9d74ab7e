//! What became of one answer form of one pupil.

use serde::{Deserialize, Serialize};

use super::Criterion;

/// One form of one pupil.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SheetResult {
    /// `td1`, `tp4`.
    pub sheet: String,
    /// What became of it as a whole.
    pub status: SheetStatus,
    /// The number of the drawn sheet, 0 for the book's; `None` where everybody has the same.
    pub drawn: Option<u32>,
    /// What was wrong in the file and how to mend it, one sentence each.
    pub remarks: Vec<String>,
    /// The questions that have a key, in its order; those of the line's criterion where the scheme splits the sheet.
    pub answers: Vec<Answer>,
    /// What the teacher reads: predictions, and whatever else has no key.
    pub prose: Vec<Prose>,
}

/// What became of a form as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SheetStatus {
    /// Compared with its key.
    Marked,
    /// No such file.
    NotHandedIn,
    /// Handed in without any answer.
    Blank,
    /// The key of a drawn sheet is not there; [`SheetResult::remarks`] says why.
    NoKey,
}

/// A question that has a key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// `q1`.
    pub name: String,
    /// What is asked; code is between backquotes.
    pub question: String,
    /// What it assesses.
    pub criterion: Criterion,
    /// What the pupil wrote.
    pub given: String,
    /// How it compares.
    pub outcome: AnswerOutcome,
    /// Points of the key's own scale.
    pub points: f64,
    /// What they are out of.
    pub out_of: f64,
    /// The key's answer.
    pub expected: String,
    /// Why, in a sentence.
    pub why: String,
}

/// How an answer compares with the key's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerOutcome {
    /// The same.
    Right,
    /// Right, though written otherwise.
    Accepted,
    /// Something else.
    Wrong,
    /// No answer.
    Blank,
}

impl AnswerOutcome {
    /// Whether it has its points.
    #[must_use]
    pub fn is_right(self) -> bool {
        matches!(self, Self::Right | Self::Accepted)
    }
}

/// Something that the teacher reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// `p1`.
    pub name: String,
    /// What is asked.
    pub question: String,
    /// What the pupil wrote; empty for nothing.
    pub given: String,
}
