//! An archive on the disk: written whole, read back before it is said to be there, and checked before it is believed.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use course::Course;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::manifest::{self, Manifest, sha256};
use super::rules;
use super::work::WorkFile;
use crate::messages::archive as messages;

/// Largest archive, in bytes: all that the rules allow, were it not compressed at all.
const MAX_ARCHIVE: u64 = rules::MAX_TOTAL + (1 << 20);
/// Largest manifest, in bytes.
const MAX_MANIFEST: u64 = 256 << 10;

/// An archive that is not taken; the reason, French.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

/// What an archive holds.
#[derive(Debug)]
pub struct Contents {
    pub manifest: Manifest,
    pub files: Vec<WorkFile>,
    /// Names that this kit has no place for.
    pub unknown: Vec<String>,
}

/// Writes an archive, and waits until it is on the disk: a key may be pulled out right after.
///
/// # Errors
/// What the system says; there is no half archive then.
pub fn write(place: &Path, manifest: &Manifest, files: &[WorkFile]) -> io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let draft = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = File::create(&draft)
        .and_then(|file| fill(file, manifest, files))
        .and_then(|file| file.sync_all())
        .and_then(|()| fs::rename(&draft, place));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&draft);
    }
    written
}

fn fill(file: File, manifest: &Manifest, files: &[WorkFile]) -> io::Result<File> {
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).unix_permissions(0o644);
    let mut zip = ZipWriter::new(file);
    zip.start_file(manifest::NAME, options)?;
    zip.write_all(&serde_json::to_vec_pretty(manifest)?)?;
    for file in files {
        zip.start_file(file.name.as_str(), options)?;
        zip.write_all(&file.bytes)?;
    }
    Ok(zip.finish()?)
}

/// Reads an archive whole and checks it: its names lead nowhere else, its sizes are bounded, and each file is the one
/// that the manifest lists. Nothing is written.
///
/// # Errors
/// [`Refused`] when any of it is not so.
pub fn read(place: &Path, course: &Course) -> Result<Contents, Refused> {
    let shown = place.display().to_string();
    let broken = |reason: &dyn std::fmt::Display| Refused(messages::broken(&shown, &reason.to_string()));
    let size = fs::metadata(place).map_err(|error| broken(&cli::describe(&error)))?.len();
    if size > MAX_ARCHIVE {
        return Err(broken(&messages::ARCHIVE_TOO_LARGE));
    }
    let file = BufReader::new(File::open(place).map_err(|error| broken(&cli::describe(&error)))?);
    let mut zip = ZipArchive::new(file).map_err(|_| broken(&messages::NOT_A_ZIP))?;
    if zip.len() > rules::MAX_FILES + 2 {
        return Err(broken(&messages::TOO_MANY_ENTRIES));
    }
    let manifest =
        entry(&mut zip, manifest::NAME, MAX_MANIFEST).ok_or_else(|| broken(&messages::NO_MANIFEST))?;
    let manifest: Manifest = serde_json::from_slice(&manifest).map_err(|_| broken(&messages::NO_MANIFEST))?;
    if manifest.format != manifest::FORMAT {
        return Err(broken(&messages::OTHER_FORMAT));
    }
    if zip.len() != manifest.files.len() + 1 {
        return Err(broken(&messages::NOT_AS_LISTED));
    }
    let (mut files, mut unknown): (Vec<WorkFile>, _) = (Vec::new(), Vec::new());
    let mut total = 0;
    for listed in &manifest.files {
        let name = &listed.name;
        if !rules::is_plain(name) {
            return Err(broken(&messages::leads_elsewhere(name)));
        }
        let Some(most) = rules::most_bytes(name, course) else {
            unknown.push(name.clone());
            continue;
        };
        // Two names that differ by case alone are one file on some systems.
        let twice = files.iter().any(|file| file.name.to_lowercase() == name.to_lowercase());
        let bytes = entry(&mut zip, name, most).filter(|bytes| !twice && sha256(bytes) == listed.sha256);
        let bytes = bytes.ok_or_else(|| broken(&messages::changed(name)))?;
        total += bytes.len() as u64;
        if total > rules::MAX_TOTAL {
            return Err(broken(&messages::ARCHIVE_TOO_LARGE));
        }
        files.push(WorkFile { name: name.clone(), bytes });
    }
    Ok(Contents { manifest, files, unknown })
}

/// The content of an entry; `None` when it is not there, is no ordinary file, cannot be read or is larger than `most`.
fn entry(zip: &mut ZipArchive<BufReader<File>>, name: &str, most: u64) -> Option<Vec<u8>> {
    let entry = zip.by_name(name).ok()?;
    if !entry.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    entry.take(most + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= most).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::manifest::Owner;
    use super::*;
    use crate::support::Kit;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn a_worn_key_gives_the_same_work_or_a_refusal(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)) {
            let kit = Kit::new();
            let course = Course::load(kit.root()).unwrap();
            let files = [
                WorkFile { name: "compte-rendu.md".into(), bytes: b"Bonjour.\n".repeat(30) },
                WorkFile { name: "exercises/00-ports/src/lib.rs".into(), bytes: b"fn main() {}\n".to_vec() },
            ];
            let place = kit.path("a.zip");
            write(&place, &Manifest::new(&course, &Owner::default(), &files), &files).unwrap();
            let mut bytes = fs::read(&place).unwrap();
            for (index, byte) in changes {
                let index = index.index(bytes.len());
                bytes[index] = byte;
            }
            fs::write(&place, bytes).unwrap();
            if let Ok(contents) = read(&place, &course) {
                prop_assert_eq!(contents.files, files);
            }
        }
    }
}
