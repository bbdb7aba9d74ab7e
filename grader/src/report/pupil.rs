//! A pupil's rapport de TP, ready for its template.

mod excerpt;
mod exercise;
mod mark;
mod messages;
mod next_step;
mod sheet;
mod trace;

use serde::Serialize;

use crate::model::{Class, Criterion, Line, LineState, Presence, Pupil, Skill, SkillPosition};
use crate::report::conditions::Conditions;
use crate::report::numbers::{decimal, out_of, percent};
use crate::report::prose::{Block, blocks};
use crate::report::standing::Standing;
use crate::report::text::{line, list};
use crate::report::{NAME, PARAGRAPH, SENTENCE};
use exercise::ExerciseView;
use mark::MarkView;
use next_step::NextStep;
use sheet::SheetView;
use trace::TraceView;

/// What `rapport.html` is given.
///
/// A pupil's arrangements are not among it: a printed page lies about, and they are nobody else's business.
#[derive(Debug, Serialize)]
pub(super) struct PupilPage {
    class: String,
    scheme: String,
    name: String,
    group: Option<String>,
    partners: Option<String>,
    /// Why there is nothing to mark.
    presence: Option<&'static str>,
    mark: MarkView,
    remarks: Vec<String>,
    next: Vec<NextStep>,
    /// Everything that tests could see is right.
    all_right: bool,
    criteria: Vec<CriterionView>,
    skills: Vec<SkillView>,
    label: Option<String>,
    files: Vec<String>,
    left_aside: Vec<String>,
    conditions: Conditions,
}

/// One criterion of the sequence, with its lines.
#[derive(Debug, Serialize)]
struct CriterionView {
    id: String,
    name: &'static str,
    explanation: &'static str,
    /// Of the lines that are marked; nothing when none is.
    points: Option<String>,
    lines: Vec<LineView>,
}

#[derive(Debug, Serialize)]
struct LineView {
    id: String,
    what: String,
    standing: Standing,
    points: Option<String>,
    out_of: String,
    because: Vec<String>,
    exercise: Option<ExerciseView>,
    sheet: Option<SheetView>,
    trace: Option<TraceView>,
    /// The pupil's compte-rendu.
    account: Vec<Block>,
    /// The teacher still has to mark it, on paper perhaps.
    to_mark: bool,
}

#[derive(Debug, Serialize)]
struct SkillView {
    code: String,
    text: String,
    standing: Standing,
    share: Option<String>,
    /// The lines that it is judged by.
    lines: Vec<Reference>,
}

#[derive(Debug, Serialize)]
struct Reference {
    id: String,
    what: String,
}

impl PupilPage {
    pub fn new(class: &Class, pupil: &Pupil, with_answers: bool) -> Self {
        let present = pupil.presence == Presence::HandedIn;
        let lines: &[Line] = if present { &pupil.lines } else { &[] };
        let next: Vec<NextStep> =
            lines.iter().zip(anchors()).filter_map(|(line, anchor)| NextStep::of(line, &anchor)).collect();
        let tested =
            lines.iter().any(|line| line.exercise.is_some() || line.sheet.is_some() || line.trace.is_some());
        let partners: Vec<String> = pupil.partners.iter().map(|name| line(name, NAME)).collect();
        let submission = pupil.submission.as_ref();
        Self {
            class: line(&class.title, SENTENCE),
            scheme: line(&class.scheme.title, SENTENCE),
            name: line(&pupil.name, NAME),
            group: pupil.group.as_ref().map(|group| line(group, NAME)),
            partners: (!partners.is_empty()).then(|| messages::enumerate(&partners)),
            presence: messages::presence(pupil.presence),
            mark: MarkView::new(class, pupil),
            remarks: list(&pupil.remarks, PARAGRAPH),
            all_right: tested && next.is_empty(),
            next,
            criteria: (1..)
                .zip(Criterion::ALL)
                .filter_map(|(n, c)| CriterionView::new(n, c, lines, with_answers))
                .collect(),
            skills: if present { skills(class, pupil) } else { Vec::new() },
            label: submission.map(|submission| line(&submission.label, SENTENCE)),
            files: submission.map(|s| list(&s.files, SENTENCE)).unwrap_or_default(),
            left_aside: submission.map(|s| list(&s.remarks, PARAGRAPH)).unwrap_or_default(),
            conditions: Conditions::new(class),
        }
    }
}

/// The id of each line's element, in the scheme's order.
fn anchors() -> impl Iterator<Item = String> {
    (1..).map(|number| format!("ligne-{number}"))
}

impl CriterionView {
    /// Nothing when the scheme has no line of this criterion.
    fn new(number: usize, criterion: Criterion, all: &[Line], with_answers: bool) -> Option<Self> {
        let own = || all.iter().zip(anchors()).filter(|(line, _)| line.criterion == criterion);
        let marked = || own().map(|(line, _)| line).filter(|line| line.state == LineState::Marked);
        let points: f64 = marked().filter_map(|line| line.points).sum();
        let total: f64 = marked().map(|line| line.out_of).sum();
        let lines: Vec<LineView> =
            own().map(|(line, anchor)| LineView::new(line, anchor, with_answers)).collect();
        (!lines.is_empty()).then(|| Self {
            id: format!("critere-{number}"),
            name: messages::criterion(criterion),
            explanation: messages::criterion_explained(criterion),
            points: marked().next().map(|_| out_of(points, total)),
            lines,
        })
    }
}

impl LineView {
    fn new(scheme_line: &Line, id: String, with_answers: bool) -> Self {
        let trace = scheme_line.trace.as_ref().map(|trace| TraceView::new(trace, &id));
        Self {
            id,
            what: line(&scheme_line.what, SENTENCE),
            standing: Standing::of_line(scheme_line),
            points: scheme_line.points.filter(|_| scheme_line.state == LineState::Marked).map(decimal),
            out_of: decimal(scheme_line.out_of),
            because: reasons(scheme_line),
            exercise: scheme_line.exercise.as_ref().map(ExerciseView::new),
            sheet: scheme_line.sheet.as_ref().map(|sheet| SheetView::new(sheet, with_answers)),
            trace,
            account: scheme_line.account.as_deref().map(blocks).unwrap_or_default(),
            to_mark: scheme_line.state == LineState::ToMark,
        }
    }
}

/// How the points came about, or else what became of the exercise. What is said of a hidden group stands beside it
/// in the table of groups.
fn reasons(scheme_line: &Line) -> Vec<String> {
    let Some(exercise) = &scheme_line.exercise else { return list(&scheme_line.because, PARAGRAPH) };
    let names_a_group = |sentence: &String| {
        exercise.groups.iter().any(|group| sentence.contains(&messages::quoted(&group.name)))
    };
    let because: Vec<String> =
        scheme_line.because.iter().filter(|sentence| !names_a_group(sentence)).cloned().collect();
    match messages::status(exercise.status) {
        Some(status) if because.is_empty() => vec![status.to_owned()],
        _ => list(&because, PARAGRAPH),
    }
}

fn skills(class: &Class, pupil: &Pupil) -> Vec<SkillView> {
    let references = |position: &SkillPosition| -> Vec<Reference> {
        let is_it = |skill: &&Skill| skill.code == position.code && skill.text == position.text;
        let skill = class.scheme.skills.iter().find(is_it);
        let wanted = skill.map_or(&[][..], |skill| &skill.lines);
        let lines = pupil.lines.iter().zip(anchors());
        lines
            .filter(|(line, _)| wanted.contains(&line.id))
            .map(|(l, id)| Reference { id, what: line(&l.what, SENTENCE) })
            .collect()
    };
    let view = |position: &SkillPosition| SkillView {
        code: line(&position.code, NAME),
        text: line(&position.text, SENTENCE),
        standing: Standing::of_level(position.level),
        share: position.share.map(percent),
        lines: references(position),
    };
    pupil.skills.iter().map(view).collect()
}
