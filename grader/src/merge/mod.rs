//! `grader merge`: the results of shares joined into those of the class.
//!
//! Two readings: the first finds all that is wrong before anything is written, the second writes, pupil by pupil in the
//! class's order. Neither keeps a pupil's result, but for the class page of a class that a page can hold.

mod file;
mod names;
mod survey;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};

use crate::app::TO_RETRY;
use crate::args::Merge;
use crate::messages::merge as messages;
use crate::model::ClassResult;
use crate::output::Files;
use crate::report::{CLASS_PAGE, Reports};
use names::Names;
pub use survey::{Double, Missing, Survey};

/// A class page lists every pupil, and compares them: it is made for so many at most.
const LARGEST_PAGE: usize = 300;

/// Joins the files that `args` names.
///
/// # Errors
/// Shares that do not fit together or are damaged, pupils missing or twice: then nothing is written. A folder that cannot
/// be written, or has something in it.
pub fn run(args: &Merge) -> anyhow::Result<ExitCode> {
    ensure!(is_free(&args.sortie)?, messages::not_free(&args.sortie));
    let reports = match args.sans_rapports {
        true => None,
        false => Some(Reports::load(args.pages.modeles.as_deref())?.with_answers(args.pages.corrige)),
    };
    let names = args.classe.as_deref().map(Names::open).transpose()?;
    let mut survey = survey::survey(&args.fichiers, names.as_ref())?;
    if !survey.missing.is_empty() {
        let told = messages::missing(&survey.missing);
        if !args.partiel {
            bail!(messages::refused(&told));
        }
        let told = names.as_ref().map_or_else(|| told.clone(), |names| names.text(&told));
        survey.class.remarks.insert(0, messages::partial(&told));
    }

    // Beside its place, so that a merge that stops leaves nothing.
    let parent = args.sortie.parent().filter(|folder| !folder.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    let written = || crate::messages::no_output(&args.sortie);
    fs::create_dir_all(parent).with_context(written)?;
    let staged = tempfile::Builder::new().prefix(".grader-").tempdir_in(parent).with_context(written)?;
    let has_page = write(&mut survey, names.as_ref(), reports.as_ref(), staged.path())?;
    put(staged, &args.sortie).with_context(written)?;

    let page = has_page.then(|| args.sortie.join(CLASS_PAGE));
    let said = messages::summary(&survey, &args.sortie, page.as_deref(), reports.is_some(), LARGEST_PAGE);
    cli::stdout().write_all(said.as_bytes())?;
    Ok(if survey.retry { ExitCode::from(TO_RETRY) } else { ExitCode::SUCCESS })
}

/// Writes everything into `folder`; whether a class page is there.
fn write(
    survey: &mut Survey,
    names: Option<&Names>,
    reports: Option<&Reports>,
    folder: &Path,
) -> anyhow::Result<bool> {
    let mut files = Files::begin(&survey.class, survey.counts, folder)?;
    let mut rapports = reports.map(|reports| reports.rapports(&survey.class));
    let has_page = reports.is_some() && survey.counts.pupils <= LARGEST_PAGE;
    let mut kept = Vec::new();
    for spot in survey.order.iter().filter_map(|place| survey.spots[*place]) {
        let pupil = survey::renamed(survey.files[spot.file].at(spot)?.pupil, names)?;
        files.add(&pupil)?;
        if let Some(rapports) = &mut rapports {
            rapports.next(&pupil)?.write(folder)?;
        }
        if has_page {
            kept.push(pupil);
        }
    }
    files.finish()?;
    if let (true, Some(reports)) = (has_page, reports) {
        let result = ClassResult { class: survey.class.clone(), pupils: kept };
        reports.class_page(&result)?.write(folder)?;
    }
    Ok(has_page)
}

/// Nothing there, or an empty folder.
///
/// # Errors
/// A folder that cannot be read.
pub fn is_free(folder: &Path) -> anyhow::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error).with_context(|| crate::messages::no_output(folder)),
    }
}

/// Moves the folder to its place.
fn put(staged: tempfile::TempDir, place: &Path) -> io::Result<()> {
    if place.is_dir() {
        fs::remove_dir(place)?;
    }
    fs::rename(staged.path(), place)?;
    // It is no longer where it would be removed.
    let _ = staged.keep();
    Ok(())
}
