//! From what was handed in, run and marked by hand, to a pupil's result.

mod exercise;
mod line;
mod messages;
mod paper;
mod sum;
mod trace;

use std::collections::BTreeMap;

use crate::answers::{Draws, Sheets};
use crate::class_list::{ClassList, Member};
use crate::intake::Paper;
use crate::model::{ExerciseResult, Line, Presence, Pupil, PupilTimes, Submission};
use crate::scheme::{ManualMarks, PupilMarks, Scheme};
use crate::similar::FilePrints;
use crate::traces::Checked;

pub use exercise::{absent, result};
pub use messages::ACCOUNT_TO_READ;

/// What became of one submission; shared by those who handed it in together.
#[derive(Debug, Clone, Default)]
pub struct Work {
    pub submission: Option<Submission>,
    /// Nothing of it can be read.
    pub unreadable: bool,
    /// There is a file in it.
    pub anything: bool,
    /// Forms and the account.
    pub papers: Vec<Paper>,
    /// Traces, every one that the scheme marks, by name.
    pub traces: BTreeMap<String, Checked>,
    /// By exercise, every one that the scheme marks.
    pub exercises: BTreeMap<String, Tried>,
    /// Fingerprints of the code, by exercise.
    pub prints: Vec<(String, Vec<FilePrints>)>,
    pub times: PupilTimes,
}

/// One exercise of one submission.
#[derive(Debug, Clone)]
pub struct Tried {
    pub result: ExerciseResult,
    /// Why the machine failed, for [`ExerciseStatus::Infra`](crate::model::ExerciseStatus::Infra).
    pub failure: Option<String>,
}

/// With what pupils are marked.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    pub class: &'a ClassList,
    pub scheme: &'a Scheme,
    pub manual: &'a ManualMarks,
    pub sheets: &'a Sheets,
    pub draws: Option<&'a Draws>,
    pub sandboxed: bool,
}

/// One pupil's result.
///
/// # Errors
/// A key of the teacher's that is wrong.
pub fn pupil(member: &Member, work: &Work, rules: Rules<'_>) -> anyhow::Result<Pupil> {
    let Rules { class, scheme, manual, sandboxed, .. } = rules;
    let marks = manual.of(&member.id);
    let presence = presence(member, work, scheme, &marks);
    let lines = scheme.lines.iter().map(|line| match (&line.sheet, line.is_account) {
        _ if presence != Presence::HandedIn => Ok(line::line(line, presence, work, &marks)),
        _ if line.trace.is_some() => Ok(trace::line(line, work, &marks, scheme.missing)),
        (Some(part), _) => paper::sheet(line, part, member, work, &marks, rules),
        (None, true) => Ok(paper::account(line, work, &marks, rules)),
        (None, false) => Ok(line::line(line, presence, work, &marks)),
    });
    let mut lines: Vec<Line> = lines.collect::<anyhow::Result<_>>()?;
    if presence == Presence::HandedIn {
        for line in &mut lines {
            line.because.extend(said(&line.id, &marks));
        }
    }
    let mut adjustments = sum::adjustments(scheme, &marks);
    if presence != Presence::HandedIn {
        adjustments.clear();
    }
    let ran_code = lines.iter().any(|line| line.exercise.is_some());
    let mark = sum::mark(scheme, presence, &lines, &adjustments, marks.imposed, ran_code && !sandboxed);
    Ok(Pupil {
        id: member.id.clone(),
        name: member.name.clone(),
        family_name: member.family_name.clone(),
        group: member.group.clone(),
        partners: class.partners(member).map(|partner| partner.name.clone()).collect(),
        presence,
        arrangements: member.arrangements.clone(),
        submission: work.submission.clone(),
        skills: sum::skills(scheme, &lines),
        lines,
        adjustments,
        mark,
        remarks: marks.remark.into_iter().collect(),
        times: work.times.clone(),
    })
}

/// What the teacher says of a line, as the pupil reads it.
pub fn said(line: &str, marks: &PupilMarks) -> impl Iterator<Item = String> {
    let reason = marks.reasons.get(line).map(|why| messages::reason(why));
    reason.into_iter().chain(marks.comments.get(line).map(|text| messages::comment(text)))
}

fn presence(member: &Member, work: &Work, scheme: &Scheme, marks: &PupilMarks) -> Presence {
    // Where no code is marked, paper will do: who is not absent is there to be marked, unless files were expected and
    // the teacher has given no points either.
    let on_paper = !scheme.runs_code() && (!scheme.reads_papers() || !marks.points.is_empty());
    match member.presence {
        Presence::HandedIn if on_paper => Presence::HandedIn,
        Presence::HandedIn if work.unreadable => Presence::Unreadable,
        Presence::HandedIn if !work.anything => Presence::NotHandedIn,
        told => told,
    }
}
