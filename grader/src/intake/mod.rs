//! What was handed in: a folder of folders and archives, taken as hostile. Nothing is ever written from an archive
//! to the disk, no link is followed, and only the students' own Rust files, forms and account are read.

mod archive;
mod bounded;
mod collect;
mod folder;
mod listing;
pub mod messages;
mod owner;
mod path;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use course::Course;

use crate::hash;

use collect::{Collector, Entry};
pub use listing::{Found, Kind, list};
pub use owner::{Owners, assign, without_list};
pub use path::ACCOUNT;
use path::Refused;

/// At most this many entries in one submission: a kit with its `target` folder has about five thousand.
const MAX_ENTRIES: usize = 20_000;
/// At most this many Rust files of exercises in one submission: what is read, compiled and scanned grows with them.
const MAX_SOURCES: usize = 200;
/// At most this many archives in a folder that is a submission.
const MAX_INNER: usize = 20;
/// Largest archive, in bytes.
const MAX_ARCHIVE: u64 = 64 << 20;
/// What an archive may unpack to, in bytes: two hundred times its size, within these bounds.
const UNPACKED: [u64; 2] = [32 << 20, 256 << 20];
/// What is ever read of a `.zip`, in bytes: its directory is taken into memory whole, each entry as some hundred bytes.
const MAX_ZIP_READ: u64 = 8 << 20;
/// At most this many pieces one after the other in a `.gz`; programs make one.
const MAX_MEMBERS: usize = 1000;
/// Largest Rust file, in bytes.
const MAX_FILE: u64 = 256 << 10;
/// Largest form or account, in bytes: the account of a whole course has about ten thousand.
const MAX_PAPER: u64 = 64 << 10;
/// At most this many forms in one submission.
const MAX_PAPERS: usize = 40;
/// What is read of a trace, in bytes: some ten thousand packets, where a lab has a few hundred.
const MAX_TRACE: u64 = 2 << 20;
/// At most this many traces in one submission.
const MAX_TRACES: usize = 10;
/// All the files of one exercise together, in bytes.
const MAX_EXERCISE: u64 = 1 << 20;
/// Longest path, in bytes.
const MAX_PATH: usize = 240;
/// Deepest path, in folders.
const MAX_DEPTH: usize = 16;

/// A submission that cannot be read at all; the reason, French.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// What was kept of a submission.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handed {
    /// The files, sorted by exercise and path.
    pub files: Vec<Kept>,
    /// Forms and the account, by name.
    pub papers: Vec<Paper>,
    /// Traces, by name.
    pub traces: Vec<Recorded>,
    /// What was left aside and why, French.
    pub remarks: Vec<String>,
    /// There was at least one ordinary file, kept or not.
    pub anything: bool,
}

/// One file of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The exercise's folder name.
    pub exercise: String,
    /// Path below the exercise, `src/lib.rs`.
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

/// An answer form or the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// `tp1`, or [`ACCOUNT`].
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A trace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// `tp1`, `tp1-coupure`.
    pub name: String,
    /// At most [`MAX_TRACE`].
    pub bytes: Vec<u8>,
    /// There was more of it.
    pub cut: bool,
}

impl Handed {
    /// The files of one exercise.
    pub fn sources(&self, exercise: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let of_it = self.files.iter().filter(|file| file.exercise == exercise);
        of_it.map(|file| (file.path.clone(), file.bytes.clone())).collect()
    }

    /// The names of all that was kept.
    pub fn names(&self) -> Vec<String> {
        let files = self.files.iter().map(Kept::name).chain(self.papers.iter().map(Paper::path));
        files.chain(self.traces.iter().map(Recorded::path)).collect()
    }

    /// Equal for equal works.
    pub fn digest(&self) -> String {
        let names = self.names();
        let contents = self.files.iter().map(|file| &file.bytes);
        let contents = contents.chain(self.papers.iter().map(|paper| &paper.bytes));
        let contents = contents.chain(self.traces.iter().map(|trace| &trace.bytes));
        hash::of_parts(names.iter().zip(contents).flat_map(|(name, bytes)| [name.as_bytes(), bytes]))
    }
}

impl Kept {
    /// `exercises/02-longueur-restante/src/lib.rs`.
    pub fn name(&self) -> String {
        let below: Vec<_> = self.path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        format!("exercises/{}/{}", self.exercise, below.join("/"))
    }
}

impl Paper {
    /// `reponses/tp1.toml`.
    pub fn path(&self) -> String {
        if self.name == ACCOUNT { format!("{ACCOUNT}.md") } else { format!("reponses/{}.toml", self.name) }
    }
}

impl Recorded {
    /// `traces/tp1.jsonl`.
    pub fn path(&self) -> String {
        format!("traces/{}.jsonl", self.name)
    }
}

/// Opens one submission.
///
/// # Errors
/// [`Unreadable`] when nothing of it can be trusted: a broken archive, or one that is far too large.
pub fn open(found: &Found, course: &Course) -> Result<Handed, Unreadable> {
    let mut collector = Collector::new(course);
    match found.kind {
        Kind::Folder => folder::read(&found.path, &mut collector)?,
        kind => archive::read(&found.path, kind, &mut collector)?,
    }
    Ok(collector.finish())
}
