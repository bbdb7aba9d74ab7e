//! `grader pack`: what students receive, and the proof that it holds together and gives nothing away.
//!
//! What goes in is named ([`contents`]); whatever is new in the kit stays out until somebody adds it. The secrets are read from
//! the teacher's folders, not listed: a new key is looked for without anybody thinking of it.

mod cargo;
mod contents;
mod crates;
mod proof;
mod secrets;
mod write;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use course::Course;

pub use secrets::Leak;

use crate::args::Pack;
use crate::messages::pack as messages;

/// Writes the pack, and proves it.
///
/// # Errors
/// A folder that is not empty; a secret that would go out, an exercise that is solved, a pack that does not build: nothing
/// is left then.
pub fn run(args: &Pack) -> anyhow::Result<ExitCode> {
    let course = Course::load(&course::find_root()?)?;
    let folder = &args.dossier;
    fs::create_dir_all(folder).with_context(|| messages::cannot_write(folder))?;
    let folder = folder.canonicalize().with_context(|| messages::cannot_write(folder))?;
    let mut entries = fs::read_dir(&folder).with_context(|| messages::cannot_write(&folder))?;
    ensure!(entries.next().is_none(), messages::not_empty(&folder));

    let made = make(&course, &folder, args);
    if made.is_err() {
        // A pack that is not proven must not be handed out by mistake.
        let _ = fs::remove_dir_all(&folder);
    }
    let said = made?;
    cli::stdout().write_all(said.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn make(course: &Course, folder: &Path, args: &Pack) -> anyhow::Result<String> {
    let root = course.root();
    let book = match &args.livre {
        Some(book) => {
            ensure!(book.join("index.html").is_file(), messages::no_book(book));
            Some(book.clone())
        }
        None => Some(root.join(contents::BOOK)).filter(|book| book.join("index.html").is_file()),
    };
    let crates = crates::needed(root)?;
    let files = contents::list(course, &crates, book.as_deref())?;
    write::all(&files, folder)?;
    crates::manifests(root, folder, &crates)?;
    cargo::lock(root, folder)?;

    let searched = secrets::search(root, folder)?;
    if let Some(leaks) = messages::leaks(&searched.leaks) {
        bail!(leaks);
    }
    let tests = if args.sans_compiler { None } else { Some(proof::builds_and_fails(course, folder)?) };
    Ok(messages::done(
        folder,
        &messages::Pack {
            files: files.len(),
            book: book.is_some(),
            secrets: searched.secrets,
            exercises: course.exercises().len(),
            tests,
        },
    ))
}
