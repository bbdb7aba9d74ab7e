//! The file of a share: JSON lines, the first of which says how it was made; each of the others is a pupil.
//!
//! Shares that were made otherwise do not mix. What holds for the whole class is found by each machine alike, so that each
//! file has all of it.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Shard;
use crate::messages::merge as messages;
use crate::model::{Class, Pupil};
use crate::output::{Growing, jsonl};

/// The version of this format, [`Head::format`]. It grows when a reader of the previous one would misread.
pub const FORMAT: u32 = 1;

/// The first line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// [`FORMAT`].
    pub format: u32,
    /// Which share this is.
    pub shard: Shard,
    /// How it was made.
    pub conditions: Conditions,
    /// The whole class's identifiers, in its order.
    pub roster: Vec<String>,
    /// TD sheets were drawn for the class.
    pub drawn: bool,
    /// What holds for everybody.
    pub class: Class,
}

/// What must be the same for all shares of a class: digests, mostly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// The grader's version.
    pub grader: String,
    /// Of exercises, hidden drivers and test support; empty where no code was run, as the next one.
    pub kit: String,
    /// What `rustc --version` says.
    pub rustc: String,
    /// What held students' code.
    pub sandbox: String,
    /// Of the secret that hidden cases were drawn from.
    pub seed: String,
    /// Of the marking scheme.
    pub scheme: String,
    /// Of the class list.
    pub class: String,
    /// Of the points that the teacher gave.
    pub marks: String,
    /// Of the submissions' names.
    pub submissions: String,
}

impl Conditions {
    /// Each with its name, in French.
    pub fn each(&self) -> [(&'static str, &str); 9] {
        [
            (messages::GRADER, &self.grader),
            (messages::KIT, &self.kit),
            (messages::RUSTC, &self.rustc),
            (messages::SANDBOX, &self.sandbox),
            (messages::SEED, &self.seed),
            (messages::SCHEME, &self.scheme),
            (messages::CLASS, &self.class),
            (messages::MARKS, &self.marks),
            (messages::SUBMISSIONS, &self.submissions),
        ]
    }
}

/// Each line after the first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The place in [`Head::roster`], from 0.
    pub place: usize,
    /// What the teacher should know of several works under this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<String>,
    /// The result.
    pub pupil: Pupil,
}

/// Writes the whole file, or nothing.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, head: &Head, records: impl IntoIterator<Item = Record>) -> io::Result<()> {
    let mut file = Growing::new(path.to_owned())?;
    file.add(&jsonl::line(head)?)?;
    for record in records {
        file.add(&jsonl::line(&record)?)?;
    }
    file.finish()
}
