//! `grader purge`: personal data of a class that was marked, removed when their time is over.
//!
//! What is removed is what grading reads and writes of pupils, and nothing else that a teacher may keep in the same folder; it is
//! shown before, and removed on a second, explicit demand only.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use anyhow::{Context, ensure};

use crate::args::Purge;
use crate::intake;
use crate::messages::purge as messages;
use crate::model::ClassResult;

/// Pupils' data beside the submissions.
const BESIDE: [&str; 3] = [".grader", "classe.csv", "notes-manuelles.toml"];
const DAY: u64 = 24 * 60 * 60;

/// Shows what is to be removed, or removes it.
///
/// # Errors
/// A folder that was never marked, or too lately; a file that cannot be removed.
pub fn run(args: &Purge) -> anyhow::Result<ExitCode> {
    let folder = args.dossier.canonicalize().with_context(|| messages::never_marked(&args.dossier))?;
    let reports = args.sortie.clone().unwrap_or_else(|| folder.join("rapports"));
    let results = reports.join("resultats.jsonl");
    let marked = fs::read_to_string(&results).ok().and_then(|lines| ClassResult::from_lines(&lines));
    ensure!(marked.is_some(), messages::never_marked(&folder));
    let written = fs::metadata(&results).and_then(|file| file.modified());
    let written = written.with_context(|| messages::never_marked(&folder))?;
    let age = SystemTime::now().duration_since(written).unwrap_or(Duration::ZERO).as_secs() / DAY;

    let reports = reports.canonicalize().with_context(|| messages::never_marked(&folder))?;
    let personal = personal(&folder, &reports)?;
    let kept = kept(&folder, &personal)?;
    let mut said = messages::list(&folder, &personal, &kept);
    if !args.oui {
        said += &messages::nothing_yet(age, args.apres);
    } else {
        ensure!(age >= args.apres, messages::too_early(age, args.apres));
        for path in &personal {
            remove(path).with_context(|| messages::not_removed(path))?;
        }
        said += &messages::removed(personal.len());
    }
    cli::stdout().write_all(said.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Submissions, class list, teacher's points, seed and reports.
fn personal(folder: &Path, reports: &Path) -> anyhow::Result<Vec<PathBuf>> {
    // The TD that were drawn are nobody's work.
    let others = [reports.to_owned(), folder.join("td"), folder.join("bareme.toml")];
    let (found, _) = intake::list(folder, &others).with_context(|| messages::never_marked(folder))?;
    let beside = BESIDE.iter().map(|name| folder.join(name)).filter(|path| path.symlink_metadata().is_ok());
    let mut personal: Vec<PathBuf> = found.into_iter().map(|found| found.path).chain(beside).collect();
    personal.push(reports.to_owned());
    personal.sort();
    personal.dedup();
    Ok(personal)
}

/// The names of what else lies in the folder.
fn kept(folder: &Path, personal: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| messages::never_marked(folder))?;
    let paths = entries.flatten().map(|entry| entry.path()).filter(|path| !personal.contains(path));
    let mut names: Vec<String> =
        paths.filter_map(|path| path.file_name().map(OsStr::to_string_lossy).map(Into::into)).collect();
    names.sort();
    Ok(names)
}

/// A link goes, not what it leads to.
fn remove(path: &Path) -> std::io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}
