//! Lines that the rules of a trace give.

use super::line::hundredth;
use super::paper::{blank, missing};
use super::{Work, messages};
use crate::model::{Line, LineState, RuleResult, TraceResult, TraceStatus};
use crate::scheme::{Missing, PupilMarks, SchemeLine};

/// The points of a line that a trace gives.
pub fn line(scheme_line: &SchemeLine, work: &Work, marks: &PupilMarks, rule: Missing) -> Line {
    let name = scheme_line.trace.as_deref().unwrap_or_default();
    let result = work.traces.get(name).map_or_else(|| not_handed_in(name), |checked| checked.result.clone());
    let mut because = Vec::new();
    let (mut state, mut points) = match result.status {
        TraceStatus::Checked => {
            let kept = asked(&result.rules).filter(|rule| rule.kept).count();
            because.push(evidence::messages::present_of(kept, asked(&result.rules).count()));
            (LineState::Marked, Some(hundredth(scheme_line.out_of * share(&result.rules))))
        }
        TraceStatus::Unreadable => {
            because.push(messages::TRACE_UNREADABLE.to_owned());
            (LineState::ToMark, None)
        }
        TraceStatus::NotHandedIn => missing(&messages::no_trace(name), rule, &mut because),
    };
    let mut found = None;
    if let Some(by_hand) = marks.points.get(&scheme_line.id) {
        because.push(messages::by_hand_not_trace(points));
        (state, found, points) = (LineState::Marked, points, Some(*by_hand));
    }
    Line { state, points, found, because, trace: Some(result), ..blank(scheme_line) }
}

fn not_handed_in(name: &str) -> TraceResult {
    TraceResult {
        trace: name.to_owned(),
        status: TraceStatus::NotHandedIn,
        packets: 0,
        sessions: Vec::new(),
        seats: Vec::new(),
        remarks: Vec::new(),
        example: false,
        rules: Vec::new(),
        agreement: None,
    }
}

fn asked(rules: &[RuleResult]) -> impl Iterator<Item = &RuleResult> {
    rules.iter().filter(|rule| !rule.optional)
}

/// The share of the points of the rules that are asked for, 0 to 1.
fn share(rules: &[RuleResult]) -> f64 {
    let all: f64 = asked(rules).map(|rule| rule.points).sum();
    let kept: f64 = asked(rules).filter(|rule| rule.kept).map(|rule| rule.points).sum();
    if all > 0.0 { kept / all } else { 0.0 }
}
