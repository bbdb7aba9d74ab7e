//! What the teacher should know of traces: copies, the kit's example, and the record of the broker.

use super::messages;
use super::to_do::Item;
use crate::model::{ClassResult, Pupil, TraceCopy, TraceResult, TraceStatus};
use crate::report::people::Person;
use crate::report::text::line;
use crate::report::{NAME, SENTENCE};

/// Most items of a kind.
const MOST: usize = 40;

/// What traces prove, and how many of them the record of the broker confirms; nothing where there is no trace.
pub(super) fn notes(result: &ClassResult) -> Vec<String> {
    let all: Vec<&TraceResult> = result.pupils.iter().flat_map(traces).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let mut notes = vec![messages::TRACES_NOTE.to_owned()];
    if result.class.compared {
        let confirmed = all.iter().filter(|trace| lacks(trace).is_none()).count();
        notes.push(messages::traces_confirmed(confirmed, all.len()));
    }
    notes
}

/// Pairs of people whose traces are copies.
pub(super) fn copies(result: &ClassResult, everybody: &[(&Pupil, &Person)]) -> Vec<Item> {
    let item = |copy: &TraceCopy| {
        let concerned = everybody.iter().filter(|(pupil, _)| copy.pupils.contains(&pupil.id));
        let why = if copy.same_session { messages::SAME_SESSION } else { messages::SAME_RHYTHM };
        Item {
            subject: Some(subject(result, &copy.trace)),
            people: concerned.map(|(_, person)| (*person).clone()).collect(),
            reason: Some(why.to_owned()),
        }
    };
    result.class.copies.iter().take(MOST).map(item).collect()
}

/// Those who handed in the kit's example.
pub(super) fn examples(result: &ClassResult, everybody: &[(&Pupil, &Person)]) -> Vec<Item> {
    each(result, everybody, |trace| trace.example.then_some(None))
}

/// Traces that the record of the broker does not confirm whole.
pub(super) fn compared(result: &ClassResult, everybody: &[(&Pupil, &Person)]) -> Vec<Item> {
    each(result, everybody, |trace| lacks(trace).map(Some))
}

/// How much of a trace the record has, where it is not all.
fn lacks(trace: &TraceResult) -> Option<String> {
    let agreement = trace.agreement.as_ref()?;
    (agreement.found < agreement.packets).then(|| messages::found_of(agreement.found, agreement.packets))
}

fn each(
    result: &ClassResult,
    everybody: &[(&Pupil, &Person)],
    told: impl Fn(&TraceResult) -> Option<Option<String>>,
) -> Vec<Item> {
    let of_one = |(pupil, person): &(&Pupil, &Person)| {
        let items = traces(pupil).filter_map(|trace| {
            let reason = told(trace)?;
            Some(Item {
                subject: Some(subject(result, &trace.trace)),
                people: vec![(*person).clone()],
                reason,
            })
        });
        items.collect::<Vec<_>>()
    };
    let mut items: Vec<Item> = Vec::new();
    for item in everybody.iter().flat_map(of_one) {
        match items.iter_mut().find(|known| (&known.subject, &known.reason) == (&item.subject, &item.reason))
        {
            Some(known) => known.people.extend(item.people),
            None => items.push(item),
        }
    }
    items.truncate(MOST);
    items
}

fn traces(pupil: &Pupil) -> impl Iterator<Item = &TraceResult> {
    let traces = pupil.lines.iter().filter_map(|line| line.trace.as_ref());
    traces.filter(|trace| trace.status == TraceStatus::Checked)
}

/// What the scheme calls a trace.
fn subject(result: &ClassResult, trace: &str) -> String {
    let named = result.class.scheme.lines.iter().find(|line| line.trace.as_deref() == Some(trace));
    named.map_or_else(|| line(trace, NAME), |named| line(&named.what, SENTENCE))
}
