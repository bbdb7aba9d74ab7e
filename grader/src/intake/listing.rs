//! The submissions of a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::messages;
use crate::messages::printable;

/// One submission, not opened yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its name, extension included.
    pub label: String,
    pub path: PathBuf,
    pub kind: Kind,
}

/// What a submission is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Folder,
    Zip,
    TarGz,
    Tar,
    /// An archive that the grader does not open.
    Unsupported,
}

impl Kind {
    /// The kind of archive that a file's name announces.
    pub fn of(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let ends = |extensions: &[&str]| extensions.iter().any(|extension| name.ends_with(extension));
        if ends(&[".zip"]) {
            Some(Self::Zip)
        } else if ends(&[".tar.gz", ".tgz"]) {
            Some(Self::TarGz)
        } else if ends(&[".tar"]) {
            Some(Self::Tar)
        } else if ends(&[".rar", ".7z", ".tar.xz", ".tar.bz2", ".tar.zst", ".gz", ".xz"]) {
            Some(Self::Unsupported)
        } else {
            None
        }
    }
}

impl Found {
    /// The label without an archive's extension: what names its owner.
    pub fn stem(&self) -> &str {
        if self.kind == Kind::Folder {
            return &self.label;
        }
        let lower = self.label.to_ascii_lowercase();
        let double =
            [".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst"].into_iter().find(|end| lower.ends_with(end));
        let single = || self.label.rfind('.').map_or(0, |dot| self.label.len() - dot);
        let extension = double.map_or_else(single, str::len);
        self.label.get(..self.label.len() - extension).unwrap_or(&self.label)
    }
}

/// Everything in `folder` that may be a submission, by name; and what is not one, told. `others` are the teacher's own
/// files and the reports.
///
/// # Errors
/// When the folder cannot be read.
pub fn list(folder: &Path, others: &[PathBuf]) -> io::Result<(Vec<Found>, Vec<String>)> {
    let mut found = Vec::new();
    let mut remarks = Vec::new();
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let label = entry.file_name().to_string_lossy().into_owned();
        if label.starts_with('.') || others.contains(&path) || is_note(&label) {
            continue;
        }
        let metadata = fs::symlink_metadata(&path)?;
        let kind = if metadata.is_dir() { Some(Kind::Folder) } else { Kind::of(&label) };
        match kind {
            _ if metadata.is_symlink() => remarks.push(messages::link_left(&printable(&label))),
            Some(kind) if metadata.is_dir() || metadata.is_file() => found.push(Found { label, path, kind }),
            _ => remarks.push(messages::file_left(&printable(&label))),
        }
    }
    Ok((found, remarks))
}

/// What a teacher keeps beside the submissions; reports of an earlier grading, which may have gone elsewhere this time.
fn is_note(label: &str) -> bool {
    let label = label.to_ascii_lowercase();
    label == "rapports" || label.starts_with("lisezmoi") || label.starts_with("readme")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_announce_kinds_and_owners() {
        for (label, kind, stem) in [
            ("AUBRY Léa.zip", Some(Kind::Zip), "AUBRY Léa"),
            ("a.tar.gz", Some(Kind::TarGz), "a"),
            ("a.b.TGZ", Some(Kind::TarGz), "a.b"),
            ("a.rar", Some(Kind::Unsupported), "a"),
            ("notes.txt", None, "notes"),
        ] {
            assert_eq!(Kind::of(label), kind, "{label}");
            let kind = kind.unwrap_or(Kind::Zip);
            let found = Found { label: label.to_owned(), path: PathBuf::new(), kind };
            assert_eq!(found.stem(), stem, "{label}");
        }
    }
}
