//! The command: read, grade, write, sum up.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use course::Course;

use crate::answers::Answered;
use crate::args::Marking;
use crate::model::{ClassResult, Pupil};
use crate::output::worksheet;
use crate::report::Reports;
use crate::{inputs, marked, messages, output, stale};

/// The exit code when the machine kept some exercises from being graded: run the command again.
pub(crate) const TO_RETRY: u8 = 2;

/// Grades a folder.
///
/// # Errors
/// A file of the teacher's that is wrong, a kit that does not compile, a machine without a sandbox. What is wrong in a
/// submission is never one.
pub(crate) fn run(folder: &Path, args: &Marking) -> anyhow::Result<ExitCode> {
    let course = Course::load(&course::find_root()?)?;
    let worksheet = args.feuille_moodle.as_deref();
    let inputs = inputs::read(folder, &args.rules, args.sortie.as_deref(), worksheet, &course)?;
    let reports = Reports::load(args.pages.modeles.as_deref())?.with_answers(args.pages.corrige);

    let marked = marked::mark(&args.rules, &inputs, &course, None)?;
    let mut class = marked.class;
    let (pupils, choices): (Vec<_>, Vec<_>) =
        marked.pupils.into_iter().map(|one| (one.pupil, one.choice)).unzip();
    let mut answered = Answered::default();
    pupils.iter().for_each(|pupil| answered.add(pupil));
    class.remarks.extend(choices.into_iter().flatten());
    class.remarks.extend(answered.remarks(inputs.draws.is_some()));
    let result = ClassResult { class, pupils };
    let gone = stale::remove(&inputs.output, &result);
    output::write(&result, &inputs.output).with_context(|| messages::no_output(&inputs.output))?;

    let page = reports.write(&result, &inputs.output)?;

    cli::stdout().write_all(messages::summary(&result, &page, gone).as_bytes())?;
    if let Some(worksheet) = &inputs.worksheet {
        worksheet::write(worksheet, &result, &inputs.output)?;
    }
    let retry = result.pupils.iter().any(Pupil::is_to_retry);
    Ok(if retry { ExitCode::from(TO_RETRY) } else { ExitCode::SUCCESS })
}
