//! `atelier reprendre`: work comes back from an archive, and what it replaces is kept.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Context;
use course::Course;
use jiff::Timestamp;

use super::work::WorkFile;
use super::{archive_in, rules, say, zip_file};
use crate::disk::{self, Backup};
use crate::messages::{self as sentences, archive as messages};
use crate::{commands, screen};

/// What became of each file of an archive.
#[derive(Debug, Default)]
struct Outcome {
    same: usize,
    came_back: Vec<String>,
    /// Replaced, and changed here after the archive was made.
    was_newer: Vec<String>,
}

/// Takes the work back from an archive, or from the newest copy of a folder. The whole archive is checked first.
///
/// # Errors
/// An archive that is refused, or files that cannot be kept or written; what was done until then stays.
pub fn take_back(course: &Course, place: &Path) -> anyhow::Result<()> {
    let place = archive_in(place)?;
    let contents = zip_file::read(&place, course)?;
    let root = course.root();
    let made: Option<SystemTime> = contents.manifest.date.parse::<Timestamp>().ok().map(SystemTime::from);
    let mut backup = Backup::new(root);
    let mut outcome = Outcome::default();
    for file in &contents.files {
        put(root, file, made, &mut backup, &mut outcome)
            .with_context(|| sentences::cannot_write(&root.join(&file.name)))?;
    }
    say(&messages::taken_back(&place, &contents.manifest.date, contents.manifest.seat.as_deref()))?;
    let width = commands::width();
    if outcome.came_back.is_empty() {
        say(&messages::all_the_same(outcome.same))?;
    } else {
        commands::print(&screen::bullets(
            &messages::came_back(outcome.came_back.len(), outcome.same),
            &outcome.came_back,
            width,
        ))?;
    }
    if let Some(kept) = backup.place() {
        say(&messages::kept_before(&kept))?;
    }
    if !outcome.was_newer.is_empty() {
        commands::print(&screen::bullets(messages::WAS_NEWER, &outcome.was_newer, width))?;
    }
    if !contents.unknown.is_empty() {
        commands::print(&screen::bullets(messages::NO_PLACE, &contents.unknown, width))?;
    }
    Ok(())
}

fn put(
    root: &Path,
    file: &WorkFile,
    made: Option<SystemTime>,
    backup: &mut Backup,
    outcome: &mut Outcome,
) -> std::io::Result<()> {
    let path = root.join(&file.name);
    if fs::read(&path).is_ok_and(|bytes| bytes == file.bytes) {
        outcome.same += 1;
        return Ok(());
    }
    if path.exists() {
        backup.keep(&file.name)?;
        let changed = fs::metadata(&path).and_then(|data| data.modified()).ok();
        // How far one is changes at each check: nobody wants to be asked about that.
        if changed > made && made.is_some() && file.name != rules::PROGRESS {
            outcome.was_newer.push(file.name.clone());
        }
    }
    disk::replace(&path, &file.bytes)?;
    outcome.came_back.push(file.name.clone());
    Ok(())
}
