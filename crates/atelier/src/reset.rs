//! `atelier reset`: an exercise as it was received; what the student wrote is kept.

use std::fs;

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
    let pristine = exercise.starter_path();
    let starter = fs::read(&pristine).with_context(|| messages::cannot_read(&pristine))?;
    let sources = sources(course, exercise);
    let source = disk::shown(course.root(), &exercise.source_path());
    let others: Vec<&String> = sources.iter().filter(|name| **name != source).collect();
    let width = commands::width();
    if others.is_empty() && fs::read(exercise.source_path()).is_ok_and(|bytes| bytes == starter) {
        return commands::print(&screen::note(&messages::already_at_start(exercise), width));
    }
    let mut backup = Backup::new(course.root());
    for name in &sources {
        let path = course.root().join(name);
        backup.keep(name).with_context(|| messages::cannot_write(&path))?;
    }
    let path = exercise.source_path();
    disk::replace(&path, &starter).with_context(|| messages::cannot_write(&path))?;
    for name in others {
        let path = course.root().join(name);
        fs::remove_file(&path).with_context(|| messages::cannot_write(&path))?;
    }
    commands::save(store, Change::Restarted(exercise.number))?;
    let kept = backup.place().unwrap_or_default();
    commands::print(&screen::note(&messages::back_at_start(exercise, &kept), width))
}

/// The names of the student's sources of an exercise, from the kit's root.
fn sources(course: &Course, exercise: &Exercise) -> Vec<String> {
    let folder = format!("exercises/{}/", exercise.id());
    archive::names(course).into_iter().filter(|name| name.starts_with(&folder)).collect()
}
