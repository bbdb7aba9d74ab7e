//! What is left for the teacher to do, and who has no mark.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{messages, traces};
use crate::model::{
    ClassResult, ExerciseStatus, LineState, Presence, Pupil, SchemeLine, SheetStatus, TraceResult,
    TraceStatus,
};
use crate::report::people::Person;
use crate::report::text::line;
use crate::report::{PARAGRAPH, SENTENCE};

/// Most kinds of things to look at that are listed.
const MOST: usize = 20;

#[derive(Debug, Serialize)]
pub(super) struct ToDo {
    title: &'static str,
    items: Vec<Item>,
}

#[derive(Debug, Serialize)]
pub(super) struct Item {
    /// What it is about.
    pub subject: Option<String>,
    pub people: Vec<Person>,
    /// Why.
    pub reason: Option<String>,
}

/// Kinds of things to do that concern somebody, the pressing ones first.
pub(super) fn to_do(result: &ClassResult, people: &[Person]) -> Vec<ToDo> {
    let everybody: Vec<(&Pupil, &Person)> = result.pupils.iter().zip(people).collect();
    let with = |presence| together(&everybody, |pupil| pupil.presence == presence);
    [
        (messages::LINES_TO_RETRY, by_line(result, &everybody, LineState::ToRetry)),
        (messages::UNREADABLE, unreadable(&everybody)),
        (messages::LINES_NOT_HANDED_IN, by_line(result, &everybody, LineState::NotHandedIn)),
        (messages::LINES_TO_MARK, by_line(result, &everybody, LineState::ToMark)),
        (messages::TO_LOOK_AT, to_look_at(&everybody)),
        (messages::TRACE_COPIES, traces::copies(result, &everybody)),
        (messages::TRACE_EXAMPLES, traces::examples(result, &everybody)),
        (messages::TRACES_COMPARED, traces::compared(result, &everybody)),
        (messages::SAME_WORK, same_work(&everybody)),
        (messages::NOT_HANDED_IN, with(Presence::NotHandedIn)),
        (messages::ABSENT, with(Presence::Absent)),
        (messages::EXEMPTED, with(Presence::Exempted)),
    ]
    .into_iter()
    .filter(|(_, items)| !items.is_empty())
    .map(|(title, items)| ToDo { title, items })
    .collect()
}

fn unreadable(everybody: &[(&Pupil, &Person)]) -> Vec<Item> {
    let unreadable = everybody.iter().filter(|(pupil, _)| pupil.presence == Presence::Unreadable);
    let item = |(pupil, person): &(&Pupil, &Person)| {
        let why = pupil.submission.as_ref().and_then(|submission| submission.remarks.first());
        Item { subject: None, people: vec![(*person).clone()], reason: why.map(|why| line(why, PARAGRAPH)) }
    };
    unreadable.map(item).collect()
}

/// One item for each thing worth a look, with those in whose code it is.
fn to_look_at(everybody: &[(&Pupil, &Person)]) -> Vec<Item> {
    let mut what: Vec<&str> = everybody.iter().flat_map(|(pupil, _)| flags(pupil)).collect();
    what.sort_unstable();
    what.dedup();
    let item = |what: &str| {
        let mut item = together(everybody, |pupil| flags(pupil).any(|own| own == what)).pop()?;
        item.subject = Some(line(what, SENTENCE));
        Some(item)
    };
    what.into_iter().filter_map(item).take(MOST).collect()
}

/// What is worth a look in a pupil's code.
fn flags(pupil: &Pupil) -> impl Iterator<Item = &str> {
    let exercises = pupil.lines.iter().filter_map(|line| line.exercise.as_ref());
    exercises.flat_map(|exercise| &exercise.flags).map(|flag| flag.what.as_str())
}

/// One item for all the pupils of whom `holds` is true, if any.
fn together(everybody: &[(&Pupil, &Person)], holds: impl Fn(&Pupil) -> bool) -> Vec<Item> {
    let concerned = everybody.iter().filter(|(pupil, _)| holds(pupil));
    let people: Vec<Person> = concerned.map(|(_, person)| (*person).clone()).collect();
    if people.is_empty() { Vec::new() } else { vec![Item { subject: None, people, reason: None }] }
}

/// One item for each line of the scheme that is in `state` for somebody.
fn by_line(result: &ClassResult, everybody: &[(&Pupil, &Person)], state: LineState) -> Vec<Item> {
    let present = everybody.iter().filter(|(pupil, _)| pupil.presence == Presence::HandedIn).count();
    let lines = result.class.scheme.lines.iter().enumerate();
    let item = |(number, scheme_line): (usize, &SchemeLine)| {
        let in_state = |pupil: &Pupil| pupil.lines.get(number).is_some_and(|line| line.state == state);
        let mut item = together(everybody, in_state).pop()?;
        item.subject = Some(line(&scheme_line.what, SENTENCE));
        // Thirty names say less than one word.
        if item.people.len() == present && present > 2 {
            item.people.clear();
            item.reason = Some(messages::WHOLE_CLASS.to_owned());
        }
        Some(item)
    };
    lines.filter_map(item).collect()
}

/// Pupils who handed in the same files without being a pair. Untouched starters are equal too, and mean nothing.
fn same_work(everybody: &[(&Pupil, &Person)]) -> Vec<Item> {
    let mut by_digest: BTreeMap<&str, Vec<&(&Pupil, &Person)>> = BTreeMap::new();
    for one in everybody.iter().filter(|(pupil, _)| wrote_something(pupil)) {
        let digest = one.0.submission.as_ref().map_or("", |submission| submission.digest.as_str());
        if !digest.is_empty() {
            by_digest.entry(digest).or_default().push(one);
        }
    }
    let are_a_pair = |same: &[&(&Pupil, &Person)]| {
        same.iter().all(|(pupil, _)| {
            same.iter().all(|(other, _)| other.id == pupil.id || pupil.partners.contains(&other.name))
        })
    };
    let item = |same: Vec<&(&Pupil, &Person)>| Item {
        subject: None,
        people: same.iter().map(|(_, person)| (*person).clone()).collect(),
        reason: None,
    };
    by_digest.into_values().filter(|same| same.len() > 1 && !are_a_pair(same)).map(item).collect()
}

fn wrote_something(pupil: &Pupil) -> bool {
    let mut exercises = pupil.lines.iter().filter_map(|line| line.exercise.as_ref());
    let mut sheets = pupil.lines.iter().filter_map(|line| line.sheet.as_ref());
    exercises.any(|e| !matches!(e.status, ExerciseStatus::Untouched | ExerciseStatus::NotHandedIn))
        || sheets.any(|sheet| sheet.status == SheetStatus::Marked)
        || pupil.lines.iter().any(|line| line.account.is_some() || line.trace.as_ref().is_some_and(is_read))
}

fn is_read(trace: &TraceResult) -> bool {
    trace.status == TraceStatus::Checked
}
