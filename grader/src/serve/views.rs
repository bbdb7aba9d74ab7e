//! What the page is given: the class, a pupil, a line of the scheme. Sentences and numbers are ready to be shown; what pupils
//! wrote is text, taken apart as in their rapport.

use serde_json::{Value, json};

use crate::graded::Graded;
use crate::marking::{self, ACCOUNT_TO_READ};
use crate::messages;
use crate::model::{Line, LineState, Presence, Pupil};
use crate::report::{Standing, blocks, clean, decimal};
use crate::scheme::{PupilMarks, SchemeLine};

/// The whole class; of `unwritten` pupils the reports do not say yet what is.
pub fn class(graded: &Graded, unwritten: usize, fault: Option<&str>) -> Value {
    let inputs = &graded.inputs;
    let lines: Vec<Value> = inputs.scheme.lines.iter().map(scheme_line).collect();
    let pupils: Vec<Value> = graded.pupils().map(summary).collect();
    json!({
        "title": inputs.title,
        "scheme": inputs.scheme.title,
        "file": inputs.manual_path.display().to_string(),
        "outOf": decimal(inputs.scheme.out_of),
        "lines": lines,
        "pupils": pupils,
        "left": graded.pupils().map(left).sum::<usize>(),
        "unwritten": unwritten,
        "fault": fault,
    })
}

/// One pupil with all lines.
pub fn pupil(graded: &Graded, pupil: &Pupil) -> Value {
    let marks = graded.inputs.manual.of(&pupil.id);
    let lines: Vec<Value> = pupil.lines.iter().map(|own| line_of(own, &marks)).collect();
    let texts: Vec<Value> = pupil.lines.iter().filter_map(text).collect();
    let mut view = summary(pupil);
    view["lines"] = lines.into();
    view["texts"] = texts.into();
    view["partners"] = partners(graded, pupil).into();
    view["away"] = is_away(graded, pupil).into();
    view["arrangements"] = pupil.arrangements.as_deref().map(clean).into();
    view["remarks"] =
        pupil.submission.iter().flat_map(|own| &own.remarks).map(|remark| clean(remark)).collect();
    view["fields"] = json!({
        "remarque": marks.remark.unwrap_or_default(),
        "retard": unless_zero(marks.days_late),
        "indices": unless_zero(marks.hints),
        "ajustement": unless_zero(marks.adjustment),
        "note": marks.imposed.map(typed).unwrap_or_default(),
    });
    view
}

/// One line of the scheme, of everybody who has it; none for a line that does not exist.
pub fn line(graded: &Graded, id: &str) -> Option<Value> {
    let inputs = &graded.inputs;
    let (number, known) = inputs.scheme.lines.iter().enumerate().find(|(_, line)| line.id == id)?;
    let concerned = graded.pupils().filter_map(|pupil| Some((pupil, pupil.lines.get(number)?)));
    let pupils = concerned.map(|(pupil, own)| {
        let mut view = summary(pupil);
        view["lines"] = json!([line_of(own, &inputs.manual.of(&pupil.id))]);
        view["texts"] = texts_for(pupil, own, known).into();
        view["partners"] = partners(graded, pupil).into();
        view
    });
    let pupils: Vec<Value> = pupils.collect();
    Some(json!({ "line": scheme_line(known), "pupils": pupils }))
}

/// A pupil in the list of the class.
fn summary(pupil: &Pupil) -> Value {
    let cell = |line: &Line| {
        let standing = Standing::of_line(line);
        let points = line.points.filter(|_| line.state == LineState::Marked).map(decimal);
        json!({ "text": points.unwrap_or_else(|| standing.sign.to_owned()), "words": standing.words, "kind": standing.class })
    };
    let cells: Vec<Value> = pupil.lines.iter().map(cell).collect();
    json!({
        "id": pupil.id,
        "name": clean(&pupil.name),
        "group": pupil.group.as_deref().map(clean),
        "mark": pupil.mark.value.map(decimal),
        "outOf": decimal(pupil.mark.out_of),
        "standing": messages::standing(pupil),
        "left": left(pupil),
        "cells": cells,
    })
}

/// Whether no points by line can count: nobody is there, or nothing where code is marked.
fn is_away(graded: &Graded, pupil: &Pupil) -> bool {
    match pupil.presence {
        Presence::HandedIn => false,
        Presence::Absent | Presence::Exempted => true,
        Presence::NotHandedIn | Presence::Unreadable => graded.inputs.scheme.runs_code(),
    }
}

/// Those who handed in the same work.
fn partners(graded: &Graded, pupil: &Pupil) -> Vec<Value> {
    let class = &graded.inputs.class;
    let member = class.members.iter().find(|member| member.id == pupil.id);
    let partners = member.into_iter().flat_map(|member| class.partners(member));
    partners.map(|partner| json!({ "id": partner.id, "name": clean(&partner.name) })).collect()
}

/// How many lines wait for the teacher.
fn left(pupil: &Pupil) -> usize {
    pupil.lines.iter().filter(|line| line.state == LineState::ToMark).count()
}

fn scheme_line(line: &SchemeLine) -> Value {
    json!({ "id": line.id, "what": line.what, "outOf": decimal(line.out_of), "byHand": is_by_hand(line) })
}

/// Only the teacher gives its points.
fn is_by_hand(line: &SchemeLine) -> bool {
    line.exercise.is_none() && line.sheet.is_none() && line.trace.is_none()
}

fn line_of(line: &Line, marks: &PupilMarks) -> Value {
    let standing = Standing::of_line(line);
    let given = marks.points.get(&line.id).copied();
    let found = if given.is_some() { line.found } else { line.points };
    let reason = marks.reasons.get(&line.id).cloned();
    // What the fields beside it say is not said twice.
    let mut shown: Vec<String> = marking::said(&line.id, marks).collect();
    shown.extend([messages::BY_HAND, messages::TO_MARK, ACCOUNT_TO_READ].map(str::to_owned));
    let because =
        line.because.iter().filter(|sentence| !shown.contains(sentence)).map(|sentence| clean(sentence));
    json!({
        "id": line.id,
        "what": line.what,
        "outOf": decimal(line.out_of),
        "sign": standing.sign,
        "words": standing.words,
        "kind": standing.class,
        "toMark": line.state == LineState::ToMark,
        "points": line.points.map(decimal),
        "found": found.map(decimal),
        "because": because.collect::<Vec<_>>(),
        "fields": {
            "points": given.map(typed).unwrap_or_default(),
            "raisons": reason.unwrap_or_default(),
            "commentaires": marks.comments.get(&line.id).cloned().unwrap_or_default(),
        },
    })
}

/// What a line has the teacher read: its own form or account, or all that was written where it has none.
fn texts_for(pupil: &Pupil, own: &Line, known: &SchemeLine) -> Vec<Value> {
    let is_apart = is_by_hand(known) && !known.is_account;
    if is_apart { pupil.lines.iter().filter_map(text).collect() } else { text(own).into_iter().collect() }
}

/// What the pupil wrote for a line and no key judges.
fn text(line: &Line) -> Option<Value> {
    let prose: Vec<Value> = line
        .sheet
        .iter()
        .flat_map(|sheet| &sheet.prose)
        .map(|one| json!({ "name": clean(&one.name), "question": clean(&one.question), "given": clean(&one.given) }))
        .collect();
    let account = line.account.as_deref().map(blocks).unwrap_or_default();
    let wrote = !prose.is_empty() || !account.is_empty();
    wrote.then(|| json!({ "line": line.id, "title": line.what, "prose": prose, "account": account }))
}

/// A number as it is typed in a field.
fn typed(value: f64) -> String {
    value.to_string().replace('.', ",")
}

fn unless_zero(value: f64) -> String {
    if value == 0.0 { String::new() } else { typed(value) }
}
