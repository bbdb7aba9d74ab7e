//! The command: read, grade, write, sum up.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use course::Course;

use crate::args::Marking;
use crate::graded::Graded;
use crate::model::Pupil;
use crate::output::worksheet;
use crate::report::Reports;
use crate::tried::Tried;
use crate::{inputs, messages, stale};

/// The exit code when the machine kept some exercises from being graded: run the command again.
pub(crate) const TO_RETRY: u8 = 2;

/// Grades a folder, and writes all that is made of it.
///
/// # Errors
/// As [`grade`]; a file that cannot be written.
pub(crate) fn run(folder: &Path, args: &Marking) -> anyhow::Result<ExitCode> {
    let graded = grade(folder, args)?;
    cli::stdout().write_all(publish(&graded)?.as_bytes())?;
    let retry = graded.pupils().any(Pupil::is_to_retry);
    Ok(if retry { ExitCode::from(TO_RETRY) } else { ExitCode::SUCCESS })
}

/// Writes reports and exports; what is to be told of them.
///
/// # Errors
/// A file that cannot be written, a worksheet that is not one.
pub(crate) fn publish(graded: &Graded) -> anyhow::Result<String> {
    let (result, inputs) = (graded.result(), &graded.inputs);
    let gone = stale::remove(&inputs.output, &result);
    let page = graded.write(&result)?;
    let mut told = messages::summary(&result, &page, gone);
    if let Some(worksheet) = &inputs.worksheet {
        let (path, filled) = worksheet::write(worksheet, &result, &inputs.output)?;
        told += &messages::export::worksheet(&path, &filled);
    }
    Ok(told)
}

/// Reads, compiles, runs and marks; writes nothing but the cache.
///
/// # Errors
/// A file of the teacher's that is wrong, a kit that does not compile, a machine without a sandbox. What is wrong in a
/// submission is never one.
pub(crate) fn grade(folder: &Path, args: &Marking) -> anyhow::Result<Graded> {
    let course = Course::load(&course::find_root()?)?;
    let worksheet = args.feuille_moodle.as_deref();
    let inputs = inputs::read(folder, &args.rules, args.sortie.as_deref(), worksheet, &course)?;
    let reports = Reports::load(args.pages.modeles.as_deref())?.with_answers(args.pages.corrige);
    let tried = Tried::of(&args.rules, &inputs, &course, None)?;
    Graded::new(inputs, reports, tried)
}
