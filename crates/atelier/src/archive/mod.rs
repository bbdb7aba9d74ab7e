//! A student's work in one zip: handed in (`submit`), copied to a key (`sauver`), or taken back from there
//! (`reprendre`). The layout is the kit's own, so that the grader finds everything where it looks.

mod manifest;
mod missing;
mod restore;
mod rules;
mod traces;
mod work;
mod zip_file;

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use course::Course;

use crate::args::Handing;
use crate::messages::{self as sentences, archive as messages};
use crate::progress::Store;
use crate::{answers, commands, disk, screen};

use manifest::{Manifest, Owner};
pub use restore::take_back;
use traces::Labs;

/// Where archives that are handed in go, from the kit's root.
const HANDED: &str = "rendus";

/// `atelier submit`: says what is missing, asks, and makes the zip.
///
/// # Errors
/// Without a name, or when the zip cannot be written.
pub fn submit(course: &Course, store: &Store, handing: &Handing) -> anyhow::Result<ExitCode> {
    let root = course.root();
    let gathered = work::gather(course);
    let mut files = gathered.files;
    // How often the tests were run and which hints were read is the student's own affair.
    files.retain(|file| file.name != rules::PROGRESS);
    let (progress, _) = store.load();
    let seat = handing.seat.clone().or_else(|| answers::seat(root));
    say(&messages::about_to_submit(&summary(&files)))?;
    for remark in &gathered.left_out {
        say(remark)?;
    }
    // A kit whose rules were damaged still hands in.
    let labs = Labs::load(root).or_else(|error| say(&format!("{error:#}")).map(|()| Labs::default()))?;
    let looked = labs.look(&files, seat.as_deref());
    for trace in &looked {
        commands::print(&trace.lines(commands::width()))?;
    }
    let missing = missing::list(course, &progress, &labs, &looked);
    if missing.is_empty() {
        say(messages::NOTHING_MISSING)?;
    } else {
        commands::print(&screen::bullets(messages::MISSING, &missing, commands::width()))?;
        if !handing.yes && !confirmed()? {
            say(messages::NOT_SUBMITTED)?;
            return Ok(ExitCode::FAILURE);
        }
    }
    let name = match &handing.name {
        Some(name) => name.clone(),
        None => asked_name(seat.as_deref())?,
    };
    let file_name = file_name(&name).ok_or_else(|| anyhow!(messages::bad_name(&name)))?;
    let folder = handing.folder.clone().unwrap_or_else(|| root.join(HANDED));
    let place = folder.join(format!("{file_name}.zip"));
    let owner = Owner { name: Some(name), seat };
    let replaces = place.exists();
    make(course, &place, &owner, &files)?;
    say(&messages::submitted(&disk::shown(root, &place), files.len(), replaces))?;
    Ok(ExitCode::SUCCESS)
}

/// `atelier sauver`: a dated copy of all the work, read back from where it was put.
///
/// # Errors
/// When the folder is not there, or the copy cannot be written or read back.
pub fn save(course: &Course, folder: &Path) -> anyhow::Result<()> {
    // A key that is not plugged in must not become a folder of that name.
    if !folder.is_dir() {
        bail!(messages::no_such_folder(folder));
    }
    let gathered = work::gather(course);
    let seat = answers::seat(course.root());
    let of_seat =
        seat.as_deref().and_then(file_name).map(|seat| format!("-poste-{seat}")).unwrap_or_default();
    let now = jiff::Zoned::now().strftime("%Y-%m-%d-%H%M%S");
    let place = folder.join(format!("{SAVED}{of_seat}-{now}.zip"));
    make(course, &place, &Owner { name: None, seat }, &gathered.files)?;
    for remark in &gathered.left_out {
        say(remark)?;
    }
    say(&messages::saved(&place, gathered.files.len()))
}

/// The names of all the files that are a student's work.
pub fn names(course: &Course) -> Vec<String> {
    work::gather(course).files.into_iter().map(|file| file.name).collect()
}

/// What the name of a copy begins with.
const SAVED: &str = "atelier";

fn make(course: &Course, place: &Path, owner: &Owner, files: &[work::WorkFile]) -> anyhow::Result<()> {
    let manifest = Manifest::new(course, owner, files);
    zip_file::write(place, &manifest, files).with_context(|| sentences::cannot_write(place))?;
    // What was written is what can be read: worn keys say yes to everything.
    zip_file::read(place, course).map_err(|refused| anyhow!(messages::not_read_back(&refused.0)))?;
    Ok(())
}

/// The archive that is meant: this file, or the newest copy of a folder.
fn archive_in(place: &Path) -> anyhow::Result<PathBuf> {
    if !place.is_dir() {
        return Ok(place.to_owned());
    }
    let entries = fs::read_dir(place).with_context(|| sentences::cannot_read(place))?.flatten();
    let mut copies: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    let is_copy = |name: &str| name.starts_with(SAVED) && name.ends_with(".zip");
    copies.retain(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(is_copy));
    // By the date at the end of their names, which the seat precedes.
    let newest = copies.into_iter().max_by_key(|path| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        stem.chars().rev().take(17).collect::<Vec<_>>().into_iter().rev().collect::<String>()
    });
    newest.ok_or_else(|| anyhow!(messages::no_copy_in(place)))
}

fn summary(files: &[work::WorkFile]) -> messages::Summary {
    let count = |start: &str| files.iter().filter(|file| file.name.starts_with(start)).count();
    messages::Summary {
        sources: count("exercises/"),
        forms: count("reponses/"),
        traces: count("traces/"),
        others: files.iter().filter(|file| !file.name.contains('/')).map(|file| file.name.clone()).collect(),
    }
}

/// Whether the student says yes. Nobody there says no.
fn confirmed() -> anyhow::Result<bool> {
    let answer = ask(messages::CONFIRM)?.unwrap_or_default();
    Ok(matches!(answer.to_lowercase().as_str(), "o" | "oui" | "y" | "yes"))
}

/// The name of who hands in, the seat by default.
fn asked_name(seat: Option<&str>) -> anyhow::Result<String> {
    let by_seat = seat.map(|seat| format!("poste-{seat}"));
    let answer = ask(&messages::name_question(by_seat.as_deref()))?;
    answer.filter(|name| !name.is_empty()).or(by_seat).ok_or_else(|| anyhow!(messages::NO_NAME))
}

/// A line of the student; none at the end of the input.
fn ask(question: &str) -> anyhow::Result<Option<String>> {
    commands::print(&screen::sentences(question, 0, commands::width()))?;
    let mut out = cli::stdout();
    write!(out, "> ")?;
    out.flush()?;
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line)?;
    let line = line.trim().to_owned();
    if !io::stdin().is_terminal() {
        writeln!(out, "{line}")?;
    }
    writeln!(out)?;
    Ok((read > 0).then_some(line))
}

/// A name as a file's: letters and digits of any language, and what joins them; `None` when nothing is left.
fn file_name(name: &str) -> Option<String> {
    let plain: String =
        name.trim().chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect();
    let plain: String = plain.trim_matches(['_', '-']).chars().take(80).collect();
    (!plain.is_empty()).then_some(plain)
}

fn say(text: &str) -> anyhow::Result<()> {
    commands::print(&screen::note(text, commands::width()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_file_names() {
        for (name, expected) in [
            ("AUBRY Léa", Some("AUBRY_Léa")),
            ("b1", Some("b1")),
            (" ../../etc/passwd ", Some("etc_passwd")),
            ("MARTIN-PETIT", Some("MARTIN-PETIT")),
            ("...", None),
            ("", None),
        ] {
            assert_eq!(file_name(name).as_deref(), expected, "{name:?}");
        }
    }

    #[test]
    fn the_newest_copy_of_a_folder_is_taken_whatever_its_seat() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "atelier-poste-09-2026-11-22-101500.zip",
            "atelier-2026-11-23-090000.zip",
            "autre.zip",
            "atelier.txt",
        ] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let found = archive_in(folder.path()).unwrap();
        assert_eq!(found.file_name().unwrap(), "atelier-2026-11-23-090000.zip");
    }
}
