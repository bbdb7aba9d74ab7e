//! The command.

use std::fmt::Debug;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, ensure};
use course::Course;

use super::file::{self, Conditions, FORMAT, Head, Record};
use crate::app::TO_RETRY;
use crate::args::Run;
use crate::class_list::Member;
use crate::inputs::{self, Inputs};
use crate::messages::shard as messages;
use crate::tried::{Tried, is_ours};
use crate::{hash, model};

/// Marks a share, and writes its file.
///
/// # Errors
/// As marking a class; a file that cannot be written.
pub fn run(args: &Run) -> anyhow::Result<ExitCode> {
    let course = Course::load(&course::find_root()?)?;
    let folder =
        args.sortie.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    ensure!(!args.sortie.is_dir(), messages::is_a_folder(&args.sortie));
    ensure!(!is_same(folder, &args.folder), messages::among_submissions(&args.sortie));
    let inputs = inputs::read(&args.folder, &args.rules, Some(folder), None, &course)?;
    let tried = Tried::of(&args.rules, &inputs, &course, Some(args.shard))?;
    let members = inputs.class.members.iter().enumerate();
    let ours = members.filter(|(_, member)| is_ours(Some(args.shard), member));
    let record = |(place, _): (usize, &Member)| {
        let (pupil, choice) = tried.mark(&inputs, place, &inputs.manual)?;
        anyhow::Ok(Record { place, choice, pupil })
    };
    let records: Vec<Record> = ours.map(record).collect::<Result<_, _>>()?;
    let retry = records.iter().any(|record| record.pupil.is_to_retry());
    let count = records.len();
    let mut class = tried.class;
    class.times.graded_at = model::now();
    let head = head(args, &inputs, class, tried.seed);
    file::write(&args.sortie, &head, records).with_context(|| messages::not_written(&args.sortie))?;
    let said = messages::summary(args.shard, count, head.roster.len(), &args.sortie, retry);
    cli::stdout().write_all(said.as_bytes())?;
    Ok(if retry { ExitCode::from(TO_RETRY) } else { ExitCode::SUCCESS })
}

fn head(args: &Run, inputs: &Inputs, class: model::Class, seed: String) -> Head {
    let members = &inputs.class.members;
    let labels: Vec<&str> = inputs.found.iter().map(|found| found.label.as_str()).collect();
    let conditions = Conditions {
        grader: class.kit.version.clone(),
        kit: class.kit.digest.clone(),
        rustc: class.kit.rustc.clone(),
        sandbox: class.sandbox.tier.clone(),
        seed,
        scheme: class.scheme.digest.clone(),
        class: digest(members),
        marks: digest(&inputs.manual),
        submissions: digest(&labels),
    };
    Head {
        format: FORMAT,
        shard: args.shard,
        conditions,
        roster: members.iter().map(|member| member.id.clone()).collect(),
        drawn: inputs.draws.is_some(),
        class,
    }
}

/// Of all that a value holds. One version of the grader gives equal values equal digests, and versions do not mix.
fn digest(value: &impl Debug) -> String {
    hash::short(format!("{value:?}").as_bytes())
}

fn is_same(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(one, other)| one == other)
}
