//! A submission that is a folder.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use super::collect::{Collector, Entry};
use super::messages;
use super::path::Refused;
use super::{Kind, MAX_DEPTH, MAX_INNER, Unreadable, archive};
use crate::messages::printable;

/// Offers everything below `folder`. No link is followed.
pub fn read(folder: &Path, collector: &mut Collector<'_>) -> Result<(), Unreadable> {
    walk(folder, "", 0, collector)
}

/// `depth` folders below the submission.
fn walk(folder: &Path, below: &str, depth: usize, collector: &mut Collector<'_>) -> Result<(), Unreadable> {
    // Nothing deeper could be kept; and each folder takes its part of the stack.
    if depth > MAX_DEPTH {
        collector.remark(messages::refused_path(&printable(below), Refused::TooLong));
        return Ok(());
    }
    // Sorted, so that what is kept and told does not depend on the disk.
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            collector.remark(messages::unreadable_entry(below, &error));
            return Ok(());
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    let owner = owner(folder);
    let mut archives = 0;
    for entry in entries {
        let name = entry.file_name();
        let path = entry.path();
        let shown = format!("{below}{}", name.to_string_lossy());
        let metadata = match fs::symlink_metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) => {
                collector.remark(messages::unreadable_entry(&shown, &error));
                continue;
            }
        };
        // A learning platform puts what was handed in, an archive most often, in a folder of its own.
        let inner = Kind::of(&name.to_string_lossy()).filter(|_| below.is_empty() && metadata.is_file());
        if let Some(kind) = inner {
            archives += 1;
            if archives > MAX_INNER {
                collector.remark(messages::too_many_archives(&shown, MAX_INNER));
            } else if let Err(Unreadable(reason)) = archive::read(&path, kind, collector) {
                collector.remark(messages::inner_archive(&shown, &reason));
            }
            continue;
        }
        let raw = name.as_encoded_bytes();
        let raw = [below.as_bytes(), raw].concat();
        if let Some(wanted) = collector.offer(&raw, kind(&metadata, owner))? {
            match contents(&path, &metadata, wanted.most()) {
                Ok(bytes) => collector.keep(wanted, bytes),
                Err(error) => collector.remark(messages::unreadable_entry(&shown, &error)),
            }
        } else if metadata.is_dir() && !is_heavy(&name.to_string_lossy()) {
            walk(&path, &format!("{shown}/"), depth + 1, collector)?;
        }
    }
    Ok(())
}

/// A build folder has thousands of entries and nothing of the student's.
fn is_heavy(name: &str) -> bool {
    matches!(name, "target" | ".git" | "node_modules")
}

/// `owner` is that of the folder. A file of somebody else's with several names is theirs, named here to be read by who
/// grades; but one's own file stays one's own, whoever gave it another name.
fn kind(metadata: &Metadata, owner: Option<u32>) -> Entry {
    if metadata.is_dir() {
        Entry::Folder
    } else if metadata.is_symlink() {
        Entry::Symlink
    } else if !metadata.is_file() {
        Entry::Special
    } else if is_of_another(metadata, owner) {
        Entry::HardLink
    } else {
        Entry::File { bytes: metadata.len() }
    }
}

/// The content of the very file that was looked at: another one may have taken its name since.
fn contents(path: &Path, looked_at: &Metadata, most: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    if !same_file(&file.metadata()?, looked_at) {
        return Err(io::Error::other(messages::CHANGED_MEANWHILE));
    }
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(unix)]
fn owner(folder: &Path) -> Option<u32> {
    fs::symlink_metadata(folder).ok().map(|it| std::os::unix::fs::MetadataExt::uid(&it))
}

#[cfg(unix)]
fn is_of_another(metadata: &Metadata, owner: Option<u32>) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.nlink() > 1 && Some(metadata.uid()) != owner
}

#[cfg(unix)]
fn same_file(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn owner(_: &Path) -> Option<u32> {
    None
}

#[cfg(not(unix))]
fn is_of_another(_: &Metadata, _: Option<u32>) -> bool {
    false
}

#[cfg(not(unix))]
fn same_file(a: &Metadata, b: &Metadata) -> bool {
    a.is_file() && a.len() == b.len()
}
