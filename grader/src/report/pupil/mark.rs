//! The mark, and the sum that leads to it.

use serde::Serialize;

use super::messages;
use crate::model::{Class, Line, LineState, Pupil};
use crate::report::SENTENCE;
use crate::report::numbers::{decimal, out_of, signed};
use crate::report::text::line;

/// A pupil's mark, ready to be shown.
#[derive(Debug, Serialize)]
pub(super) struct MarkView {
    /// `14,5`; nothing when there is no mark.
    value: Option<String>,
    out_of: String,
    /// What kind of mark it is, one or two words each: provisional, indicative.
    kinds: Vec<&'static str>,
    /// The same in whole sentences, with the reason.
    reasons: Vec<String>,
    /// From the lines to the mark, step by step.
    steps: Vec<Step>,
}

/// One step from the lines to the mark.
#[derive(Debug, Serialize)]
struct Step {
    what: String,
    points: String,
}

impl MarkView {
    pub fn new(class: &Class, pupil: &Pupil) -> Self {
        let mark = &pupil.mark;
        let mut kinds = Vec::new();
        let mut reasons = Vec::new();
        if mark.imposed {
            reasons.push(messages::IMPOSED.to_owned());
        } else if mark.provisional {
            kinds.push(messages::PROVISIONAL);
            reasons.extend(provisional(&pupil.lines, mark.value.is_some()));
        }
        if mark.indicative {
            kinds.push(messages::INDICATIVE);
            reasons.push(messages::INDICATIVE_REASON.to_owned());
        }
        Self {
            value: mark.value.map(decimal),
            out_of: decimal(mark.out_of),
            kinds,
            reasons,
            steps: steps(class, pupil),
        }
    }
}

fn provisional(lines: &[Line], marked: bool) -> Vec<String> {
    let named = |state| -> Vec<String> {
        lines.iter().filter(|line| line.state == state).map(|l| line(&l.what, SENTENCE)).collect()
    };
    let (to_mark, to_retry) = (named(LineState::ToMark), named(LineState::ToRetry));
    let mut reasons = Vec::new();
    if marked {
        reasons.push(messages::PROVISIONAL_REASON.to_owned());
    }
    if !to_mark.is_empty() {
        reasons.push(messages::still_to_mark(&to_mark));
    }
    if !to_retry.is_empty() {
        reasons.push(messages::still_to_retry(&to_retry));
    }
    reasons
}

fn steps(class: &Class, pupil: &Pupil) -> Vec<Step> {
    let mark = &pupil.mark;
    let (Some(value), false) = (mark.value, mark.imposed) else { return Vec::new() };
    let step = |what: &str, points: String| Step { what: line(what, SENTENCE), points };
    let mut steps = vec![step(messages::SUM, out_of(mark.points, mark.points_out_of))];
    if mark.points_out_of != mark.out_of && mark.points_out_of > 0.0 {
        let scaled = mark.points / mark.points_out_of * mark.out_of;
        steps.push(step(&messages::rescaled(&decimal(mark.out_of)), out_of(scaled, mark.out_of)));
    }
    steps.extend(pupil.adjustments.iter().map(|a| step(&a.what, signed(a.points))));
    if let Some(before) = mark.before_rounding.filter(|before| *before != value) {
        let before = out_of(before, mark.out_of);
        // Without an adjustment, it is the step above.
        if steps.last().is_some_and(|above| above.points != before) {
            steps.push(step(messages::BEFORE_ROUNDING, before));
        }
    }
    steps.push(step(&messages::mark(class.scheme.rounding), out_of(value, mark.out_of)));
    steps
}
