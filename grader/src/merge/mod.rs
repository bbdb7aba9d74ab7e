//! `grader merge`: the results of shares joined into those of the class.
//!
//! Two readings: the first finds all that is wrong before anything is written, the second writes, pupil by pupil in the
//! class's order. Neither keeps a pupil's result, but for the class page of a class that a page can hold.

mod file;
mod names;
mod survey;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};

use crate::app::TO_RETRY;
use crate::args::Merge;
use crate::messages::merge as messages;
use crate::model::ClassResult;
use crate::output::Files;
use crate::report::{CLASS_PAGE, Reports};
use crate::whole_folder;
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
    whole_folder::ensure_free(&args.sortie)?;
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

    let has_page = whole_folder::make(&args.sortie, |folder| {
        write(&mut survey, names.as_ref(), reports.as_ref(), folder)
    })?;

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
    let unwritable = || crate::messages::no_output(folder);
    let mut files = Files::begin(&survey.class, survey.counts, folder).with_context(unwritable)?;
    let mut rapports = reports.map(|reports| reports.rapports(&survey.class));
    let has_page = reports.is_some() && survey.counts.pupils <= LARGEST_PAGE;
    let mut kept = Vec::new();
    for spot in survey.order.iter().filter_map(|place| survey.spots[*place]) {
        let pupil = survey::renamed(survey.files[spot.file].at(spot)?.pupil, names)?;
        files.add(&pupil).with_context(unwritable)?;
        if let Some(rapports) = &mut rapports {
            rapports.next(&pupil)?.write(folder)?;
        }
        if has_page {
            kept.push(pupil);
        }
    }
    files.finish().with_context(unwritable)?;
    if let (true, Some(reports)) = (has_page, reports) {
        let result = ClassResult { class: survey.class.clone(), pupils: kept };
        reports.class_page(&result)?.write(folder)?;
    }
    Ok(has_page)
}
