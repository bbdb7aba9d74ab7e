//! From what was handed in, run and marked by hand, to a pupil's result.

mod exercise;
mod line;
mod sum;

use std::collections::BTreeMap;

use crate::class_list::{ClassList, Member};
use crate::intake::Paper;
use crate::model::{ExerciseResult, Presence, Pupil, PupilTimes, Submission};
use crate::scheme::{ManualMarks, Scheme};

pub use exercise::{absent, result};

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
    /// By exercise, every one that the scheme marks.
    pub exercises: BTreeMap<String, Tried>,
    pub times: PupilTimes,
}

/// One exercise of one submission.
#[derive(Debug, Clone)]
pub struct Tried {
    pub result: ExerciseResult,
    /// Why the machine failed, for [`ExerciseStatus::Infra`](crate::model::ExerciseStatus::Infra).
    pub failure: Option<String>,
}

/// One pupil's result.
pub fn pupil(
    member: &Member,
    class: &ClassList,
    work: &Work,
    scheme: &Scheme,
    manual: &ManualMarks,
    sandboxed: bool,
) -> Pupil {
    let marks = manual.of(&member.id);
    let presence = presence(member, work, scheme);
    let lines: Vec<_> = scheme.lines.iter().map(|line| line::line(line, presence, work, &marks)).collect();
    let mut adjustments = sum::adjustments(scheme, &marks);
    if presence != Presence::HandedIn {
        adjustments.clear();
    }
    let ran_code = lines.iter().any(|line| line.exercise.is_some());
    let mark = sum::mark(scheme, presence, &lines, &adjustments, marks.imposed, ran_code && !sandboxed);
    Pupil {
        id: member.id.clone(),
        name: member.name.clone(),
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
    }
}

fn presence(member: &Member, work: &Work, scheme: &Scheme) -> Presence {
    match member.presence {
        // Where all is marked by hand, paper will do: who is not absent is there to be marked.
        Presence::HandedIn if !scheme.runs_code() => Presence::HandedIn,
        Presence::HandedIn if work.unreadable => Presence::Unreadable,
        Presence::HandedIn if !work.anything => Presence::NotHandedIn,
        told => told,
    }
}
