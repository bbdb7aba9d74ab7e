//! A submission that is an archive. It is read in memory and never unpacked to the disk.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::Path;

use tar::EntryType;
use zip::ZipArchive;
use zip::result::ZipError;

use super::bounded::{Limited, Members, excess};
use super::collect::{Collector, Entry};
use super::messages;
use super::{Kind, MAX_ARCHIVE, MAX_ENTRIES, MAX_MEMBERS, MAX_ZIP_READ, UNPACKED, Unreadable};

/// Offers every entry of the archive.
pub fn read(path: &Path, kind: Kind, collector: &mut Collector<'_>) -> Result<(), Unreadable> {
    let broken = |error: &io::Error| Unreadable(messages::broken_archive(&messages::archive_io(error)));
    let size = fs::symlink_metadata(path).map_err(|error| broken(&error))?.len();
    if size == 0 {
        return Err(Unreadable(messages::broken_archive(messages::EMPTY_FILE)));
    }
    if size > MAX_ARCHIVE {
        return Err(Unreadable(messages::archive_too_large(MAX_ARCHIVE)));
    }
    let file = BufReader::new(File::open(path).map_err(|error| broken(&error))?);
    let [least, most] = UNPACKED;
    let unpacked = (size * 200).clamp(least, most);
    match kind {
        Kind::Zip => zip(file, collector),
        Kind::TarGz => {
            let members = Members::new(file, MAX_MEMBERS, messages::too_many_members(MAX_MEMBERS));
            tar(members, unpacked, collector)
        }
        Kind::Tar => tar(file, unpacked, collector),
        Kind::Folder | Kind::Unsupported => Err(Unreadable(messages::UNSUPPORTED_ARCHIVE.to_owned())),
    }
}

fn zip(file: BufReader<File>, collector: &mut Collector<'_>) -> Result<(), Unreadable> {
    let broken = |error: &ZipError| {
        let excess = if let ZipError::Io(error) = error { excess(error) } else { None };
        Unreadable(excess.unwrap_or_else(|| messages::broken_archive(&messages::zip_error(error))))
    };
    let file = Limited { reader: file, left: MAX_ZIP_READ, excess: messages::too_many_entries(MAX_ENTRIES) };
    let mut archive = ZipArchive::new(file).map_err(|error| broken(&error))?;
    for index in 0..archive.len() {
        // The raw entry first: its name and kind are known even where its content is locked or of a rare kind.
        let raw = archive.by_index_raw(index).map_err(|error| broken(&error))?;
        let (name, entry) = (raw.name().to_owned(), zip_entry(&raw));
        if raw.encrypted() {
            return Err(Unreadable(messages::LOCKED_ARCHIVE.to_owned()));
        }
        drop(raw);
        if let Some(wanted) = collector.offer(name.as_bytes(), entry)? {
            let content = archive.by_index(index).map_err(|error| broken(&error))?;
            let bytes = at_most(wanted.most(), content).map_err(|error| broken(&ZipError::Io(error)))?;
            collector.keep(wanted, bytes);
        }
    }
    Ok(())
}

fn zip_entry<R: Read>(entry: &zip::read::ZipFile<'_, R>) -> Entry {
    const KIND: u32 = 0o170_000;
    match entry.unix_mode().map(|mode| mode & KIND) {
        _ if entry.is_dir() => Entry::Folder,
        Some(0o120_000) => Entry::Symlink,
        // Windows writes no kind at all.
        None | Some(0 | 0o100_000) => Entry::File { bytes: entry.size() },
        Some(_) => Entry::Special,
    }
}

fn tar(reader: impl Read, unpacked: u64, collector: &mut Collector<'_>) -> Result<(), Unreadable> {
    let broken = |error: &io::Error| {
        let reason = excess(error).unwrap_or_else(|| messages::broken_archive(&messages::archive_io(error)));
        Unreadable(reason)
    };
    let excess = messages::archive_unpacks_too_large(unpacked);
    let mut archive = tar::Archive::new(Limited { reader, left: unpacked, excess });
    for entry in archive.entries().map_err(|error| broken(&error))? {
        let entry = entry.map_err(|error| broken(&error))?;
        let name = entry.path_bytes().into_owned();
        let kind = match entry.header().entry_type() {
            EntryType::Regular | EntryType::Continuous => Entry::File { bytes: entry.size() },
            EntryType::Directory => Entry::Folder,
            EntryType::Symlink => Entry::Symlink,
            EntryType::Link => Entry::HardLink,
            EntryType::XGlobalHeader => continue,
            _ => Entry::Special,
        };
        if let Some(wanted) = collector.offer(&name, kind)? {
            let bytes = at_most(wanted.most(), entry).map_err(|error| broken(&error))?;
            collector.keep(wanted, bytes);
        }
    }
    Ok(())
}

fn at_most(most: u64, content: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    content.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
