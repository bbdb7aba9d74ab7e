//! What an archive says of itself: `.atelier/manifeste.json`.

use course::Course;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::work::WorkFile;

/// Its name in the archive.
pub const NAME: &str = ".atelier/manifeste.json";
/// The version of the archive's layout.
pub const FORMAT: u32 = 1;

/// The manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// The kit's version.
    pub kit: String,
    /// Whom the work is of, as the student said it.
    pub name: Option<String>,
    /// The seat, as the student said it.
    pub seat: Option<String>,
    /// When it was made, local time with its offset.
    pub date: String,
    /// How many exercises the kit has.
    pub exercises: usize,
    pub files: Vec<Entry>,
}

/// One file of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub name: String,
    pub bytes: u64,
    /// In hexadecimal.
    pub sha256: String,
}

/// Whose work it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Owner {
    pub name: Option<String>,
    pub seat: Option<String>,
}

impl Manifest {
    /// The manifest of these files, made now.
    pub fn new(course: &Course, owner: &Owner, files: &[WorkFile]) -> Self {
        let entry = |file: &WorkFile| Entry {
            name: file.name.clone(),
            bytes: file.bytes.len() as u64,
            sha256: sha256(&file.bytes),
        };
        Self {
            format: FORMAT,
            kit: env!("CARGO_PKG_VERSION").to_owned(),
            name: owner.name.clone(),
            seat: owner.seat.clone(),
            date: jiff::Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            exercises: course.exercises().len(),
            files: files.iter().map(entry).collect(),
        }
    }
}

/// A digest in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
