//! `atelier reset`: an exercise as it was received; what the student wrote is kept.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use course::{Course, Exercise};

use crate::disk::{self, Backup};
use crate::progress::{Change, Store};
use crate::{archive, commands, messages, screen};

/// Puts an exercise back to its start, after a dated copy of all its sources.
///
/// # Errors
/// An unknown exercise, or files that cannot be read, kept or written: nothing is replaced then.
pub fn run(course: &Course, store: &Store, name: &str) -> anyhow::Result<()> {
    let exercise = commands::named(course, name)?;
    let starters = starters(exercise)?;
    let sources = sources(course, exercise);
    let received: Vec<String> = starters.iter().map(|(path, _)| disk::shown(course.root(), path)).collect();
    let others: Vec<&String> = sources.iter().filter(|name| !received.contains(name)).collect();
    let width = commands::width();
    let unchanged =
        |(path, starter): &(PathBuf, Vec<u8>)| fs::read(path).is_ok_and(|bytes| bytes == *starter);
    if others.is_empty() && starters.iter().all(unchanged) {
        return commands::print(&screen::note(&messages::already_at_start(exercise), width));
    }
    let mut backup = Backup::new(course.root());
    for name in &sources {
        let path = course.root().join(name);
        backup.keep(name).with_context(|| messages::cannot_write(&path))?;
    }
    for (path, starter) in &starters {
        disk::replace(path, starter).with_context(|| messages::cannot_write(path))?;
    }
    for name in others {
        let path = course.root().join(name);
        fs::remove_file(&path).with_context(|| messages::cannot_write(&path))?;
    }
    commands::save(store, Change::Restarted(exercise.number))?;
    let kept = backup.place().unwrap_or_default();
    commands::print(&screen::note(&messages::back_at_start(exercise, &kept), width))
}

/// The files that the student received in `src/`, and what was in them.
fn starters(exercise: &Exercise) -> anyhow::Result<Vec<(PathBuf, Vec<u8>)>> {
    let given =
        exercise.given.iter().map(|name| (exercise.given_path(name), exercise.pristine_given_path(name)));
    std::iter::once((exercise.source_path(), exercise.starter_path()))
        .chain(given)
        .map(|(path, pristine)| {
            let starter = fs::read(&pristine).with_context(|| messages::cannot_read(&pristine))?;
            Ok((path, starter))
        })
        .collect()
}

/// The names of the student's sources of an exercise, from the kit's root.
fn sources(course: &Course, exercise: &Exercise) -> Vec<String> {
    let folder = format!("exercises/{}/", exercise.id());
    archive::names(course).into_iter().filter(|name| name.starts_with(&folder)).collect()
}
