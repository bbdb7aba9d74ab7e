//! Which kit this is: digests of all that a verdict depends on, and of what a plan depends on.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::{PlanError, unit};

/// What a verdict depends on, under the kit's root; what is missing does not count.
const PARTS: [&str; 6] =
    ["Cargo.lock", "Cargo.toml", "crates/testkit", "exercises", "grader/secret", "solutions"];

/// What a plan depends on, beside the exercises' manifests: not the exercises, which change at each save.
const RECIPE_PARTS: [&str; 5] =
    [".cargo/config.toml", "Cargo.lock", "Cargo.toml", "crates/testkit", "grader/secret/pilot"];

/// What changes with a verdict: 64 hexadecimal digits.
pub fn digest(root: &Path) -> Result<String, PlanError> {
    of_parts(root, PARTS.map(PathBuf::from))
}

/// What changes with a plan of these exercises: 64 hexadecimal digits.
pub fn recipe_digest(root: &Path, exercises: &[String]) -> Result<String, PlanError> {
    let manifests = exercises.iter().map(|id| Path::new("exercises").join(id).join("Cargo.toml"));
    of_parts(root, RECIPE_PARTS.iter().map(PathBuf::from).chain(manifests))
}

fn of_parts(root: &Path, parts: impl IntoIterator<Item = PathBuf>) -> Result<String, PlanError> {
    let mut files = Vec::new();
    for part in parts {
        collect(&root.join(part), &mut files)?;
    }
    files.sort();
    let mut hasher = Sha256::new();
    for file in files {
        let bytes = fs::read(&file).map_err(|source| PlanError::File { path: file.clone(), source })?;
        let name = file.strip_prefix(root).unwrap_or(&file).display().to_string();
        absorb(&mut hasher, name.as_bytes());
        absorb(&mut hasher, &bytes);
    }
    Ok(unit::hex(&hasher.finalize()))
}

/// Adds a text with its length, so that no two lists of texts give the same bytes.
pub fn absorb(hasher: &mut Sha256, text: &[u8]) {
    hasher.update((text.len() as u64).to_le_bytes());
    hasher.update(text);
}

/// All the files in `path`, or itself.
pub fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), PlanError> {
    let fault = |source| PlanError::File { path: path.to_owned(), source };
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(fault)? {
            collect(&entry.map_err(fault)?.path(), files)?;
        }
    } else if path.exists() {
        files.push(path.to_owned());
    }
    Ok(())
}
