//! What is run: the files of one submission for one exercise, the teacher's seed, the limits.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::messages;

/// One exercise of one submission: the student's files and nothing else. It bears no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    exercise: String,
    sources: Vec<(PathBuf, Vec<u8>)>,
}

/// A file that may not be part of a submission.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", messages::not_a_source(.0))]
pub struct NotASource(pub PathBuf);

impl Unit {
    /// The files of a submission for `exercise` (`03-connect-connack`), with paths as `src/lib.rs`. Their order does
    /// not matter; the first of two equal paths stays.
    ///
    /// # Errors
    /// A path that is not relative and plain, `src/…/*.rs`. Links and special files are for the caller to leave out.
    pub fn new(
        exercise: impl Into<String>,
        mut sources: Vec<(PathBuf, Vec<u8>)>,
    ) -> Result<Self, NotASource> {
        if let Some((path, _)) = sources.iter().find(|(path, _)| !is_source(path)) {
            return Err(NotASource(path.clone()));
        }
        sources.sort_by(|(a, _), (b, _)| a.cmp(b));
        sources.dedup_by(|(b, _), (a, _)| a == b);
        Ok(Self { exercise: exercise.into(), sources })
    }

    /// The exercise's folder name.
    #[must_use]
    pub fn exercise(&self) -> &str {
        &self.exercise
    }

    /// The files, sorted by path.
    #[must_use]
    pub fn sources(&self) -> &[(PathBuf, Vec<u8>)] {
        &self.sources
    }
}

/// `src/lib.rs`, `src/paquet/connect.rs`.
fn is_source(path: &Path) -> bool {
    let mut parts = path.components();
    parts.next() == Some(Component::Normal("src".as_ref()))
        && parts.clone().next().is_some()
        && parts.all(|part| matches!(part, Component::Normal(name) if name.to_str().is_some_and(is_plain)))
        && path.extension().is_some_and(|extension| extension == "rs")
}

/// Rust's own module names need no more, and a verdict shows them as they are.
fn is_plain(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The teacher's secret, from which the hidden cases are drawn.
#[derive(Clone, PartialEq, Eq)]
pub struct Seed(String);

impl Seed {
    /// Any text; the same text draws the same cases.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// What may be shown and compared: it does not give the secret away.
    #[must_use]
    pub fn id(&self) -> String {
        self.derive("id")[..16].to_owned()
    }

    /// What one group draws its cases from, 64 hexadecimal digits. The secret itself never enters a student's process.
    pub(crate) fn derive(&self, purpose: &str) -> String {
        hex(&Sha256::new().chain_update(purpose).chain_update([0]).chain_update(&self.0).finalize())
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seed(id {})", self.id())
    }
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a submission may use. Compile time is counted apart from run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// For each call of rustc.
    pub compile: Quota,
    /// For each process that runs the student's code: one test, or one hidden group.
    pub run: Quota,
    /// Wall time for all the processes of one unit together, compilation left out, in seconds; what is left by then
    /// is not run. What a busy machine makes them wait for a processor is left out.
    pub unit_seconds: u64,
}

/// What one process may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Processor time, in seconds.
    pub cpu_seconds: u64,
    /// Wall time, in seconds, for what sleeps; the time in which it waits for a busy machine's processor is left out.
    pub wall_seconds: u64,
    /// Address space, in MiB.
    pub memory_mib: u64,
    /// What it may write to its two outputs together, in KiB.
    pub output_kib: u64,
    /// The largest file it may write, in MiB. Student code may write none at all where there is a sandbox.
    pub file_mib: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            compile: Quota {
                cpu_seconds: 20,
                wall_seconds: 60,
                memory_mib: 3072,
                output_kib: 1024,
                file_mib: 256,
            },
            // Longer than the exercises' own three seconds, so that a test can say what it waited for.
            run: Quota { cpu_seconds: 5, wall_seconds: 15, memory_mib: 1024, output_kib: 1024, file_mib: 1 },
            unit_seconds: 60,
        }
    }
}
