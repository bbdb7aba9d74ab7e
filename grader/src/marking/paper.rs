//! Lines that an answer form gives, and the compte-rendu.

use super::line::{self, hundredth};
use super::{Rules, Work, messages};
use crate::answers::{self, Given};
use crate::class_list::{self, Member};
use crate::intake::ACCOUNT;
use crate::model::{Answer, Line, LineState, Presence, SheetStatus};
use crate::scheme::{Missing, PupilMarks, SchemeLine, SheetPart};

/// The points of a line that a form gives.
///
/// # Errors
/// A key of the teacher's that is wrong.
pub fn sheet(
    scheme_line: &SchemeLine,
    part: &SheetPart,
    member: &Member,
    work: &Work,
    marks: &PupilMarks,
    rules: Rules<'_>,
) -> anyhow::Result<Line> {
    let mut result = if answers::is_quiz(&part.name) {
        answers::mark_quiz(rules.sheets, rules.draws, &part.name, &work.papers)?
    } else {
        let given = Given { sheet: &part.name, paper: paper(work, &part.name), listed: member.drawn };
        answers::mark(rules.sheets, rules.draws, given)?
    };
    if part.by_criterion {
        result.answers.retain(|answer| answer.criterion == scheme_line.criterion);
        if !part.is_first {
            result.prose.clear();
        }
    }
    let mut because = Vec::new();
    let (mut state, mut points) = match result.status {
        SheetStatus::Marked => {
            let right = result.answers.iter().filter(|answer| answer.outcome.is_right()).count();
            because.push(messages::answers_right(right, result.answers.len()));
            (LineState::Marked, Some(hundredth(scheme_line.out_of * share(&result.answers))))
        }
        SheetStatus::NoKey => {
            because.push(crate::messages::TO_MARK.to_owned());
            (LineState::ToMark, None)
        }
        SheetStatus::NotHandedIn => {
            missing(messages::SHEET_NOT_HANDED_IN, rules.scheme.missing, &mut because)
        }
        SheetStatus::Blank => missing(messages::SHEET_BLANK, rules.scheme.missing, &mut because),
    };
    let mut found = None;
    if let Some(by_hand) = marks.points.get(&scheme_line.id) {
        because.push(messages::by_hand_not_sheet(points));
        (state, found, points) = (LineState::Marked, points, Some(*by_hand));
    }
    Ok(Line { state, points, found, because, sheet: Some(result), ..blank(scheme_line) })
}

/// The line of the compte-rendu: the teacher reads and marks it.
pub fn account(scheme_line: &SchemeLine, work: &Work, marks: &PupilMarks, rules: Rules<'_>) -> Line {
    let text = paper(work, ACCOUNT).map(class_list::decode);
    let written = text.filter(|text| !rules.sheets.is_blank_account(text));
    let mut line = line::line(scheme_line, Presence::HandedIn, work, marks);
    if line.state == LineState::ToMark {
        let why = match (&written, paper(work, ACCOUNT)) {
            (Some(_), _) => messages::ACCOUNT_TO_READ,
            (None, Some(_)) => messages::ACCOUNT_BLANK,
            (None, None) => messages::NO_ACCOUNT,
        };
        line.because = vec![why.to_owned()];
    }
    line.account = written;
    line
}

fn paper<'w>(work: &'w Work, name: &str) -> Option<&'w [u8]> {
    work.papers.iter().find(|paper| paper.name == name).map(|paper| paper.bytes.as_slice())
}

/// The share of the questions' points, 0 to 1.
fn share(answers: &[Answer]) -> f64 {
    let all: f64 = answers.iter().map(|answer| answer.out_of).sum();
    let points: f64 = answers.iter().map(|answer| answer.points).sum();
    if all > 0.0 { points / all } else { 0.0 }
}

/// What becomes of what was not handed in.
pub fn missing(what: &str, rule: Missing, because: &mut Vec<String>) -> (LineState, Option<f64>) {
    because.push(what.to_owned());
    match rule {
        Missing::Wait => {
            because.push(messages::MISSING_WAITS.to_owned());
            (LineState::NotHandedIn, None)
        }
        Missing::Zero => {
            because.push(messages::MISSING_IS_ZERO.to_owned());
            (LineState::Marked, Some(0.0))
        }
    }
}

/// The line, without anything yet.
pub fn blank(scheme_line: &SchemeLine) -> Line {
    Line {
        id: scheme_line.id.clone(),
        criterion: scheme_line.criterion,
        what: scheme_line.what.clone(),
        points: None,
        found: None,
        out_of: scheme_line.out_of,
        state: LineState::ToMark,
        because: Vec::new(),
        exercise: None,
        sheet: None,
        trace: None,
        account: None,
    }
}
