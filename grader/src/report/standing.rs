//! A result at a glance: a sign, the word it stands for, and a class for the style sheet. The sign and the word
//! say everything, so that nothing hangs on colour.

use serde::Serialize;

use super::messages;
use crate::model::{AnswerOutcome, Level, Line, LineState, Outcome};

/// How a line of the scheme or a test came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Standing {
    /// One character.
    pub sign: &'static str,
    /// What it means.
    pub words: &'static str,
    /// The name that the style sheet knows it by.
    pub class: &'static str,
}

pub(super) const FULL: Standing = Standing { sign: "✓", words: messages::FULL, class: "full" };
pub(super) const PART: Standing = Standing { sign: "◐", words: messages::PART, class: "part" };
pub(super) const NOTHING: Standing = Standing { sign: "✗", words: messages::NOTHING, class: "nothing" };
pub(super) const TO_MARK: Standing = Standing { sign: "?", words: messages::TO_MARK, class: "pending" };
pub(super) const NOT_HANDED_IN: Standing =
    Standing { sign: "∅", words: messages::NOT_HANDED_IN, class: "pending" };
pub(super) const TO_RETRY: Standing = Standing { sign: "↻", words: messages::TO_RETRY, class: "pending" };
pub(super) const NOT_APPLICABLE: Standing =
    Standing { sign: "–", words: messages::NOT_APPLICABLE, class: "absent" };

/// Every standing of a line, for the key under a grid.
pub(super) const ALL: [Standing; 7] = [FULL, PART, NOTHING, TO_MARK, NOT_HANDED_IN, TO_RETRY, NOT_APPLICABLE];

impl Standing {
    pub fn of_line(line: &Line) -> Self {
        match (line.state, line.points) {
            (LineState::Marked, Some(points)) if points >= line.out_of => FULL,
            (LineState::Marked, Some(points)) if points > 0.0 => PART,
            (LineState::Marked, _) => NOTHING,
            (LineState::ToMark, _) => TO_MARK,
            (LineState::NotHandedIn, _) => NOT_HANDED_IN,
            (LineState::ToRetry, _) => TO_RETRY,
            (LineState::NotApplicable, _) => NOT_APPLICABLE,
        }
    }

    pub fn of_outcome(outcome: Outcome) -> Self {
        let (sign, class) = match outcome {
            Outcome::Pass => ("✓", "full"),
            Outcome::NotRun => ("–", "absent"),
            Outcome::Fail | Outcome::Panic | Outcome::Timeout | Outcome::Memory | Outcome::OutputLimit => {
                ("✗", "nothing")
            }
        };
        Self { sign, words: messages::outcome(outcome), class }
    }

    pub fn of_answer(outcome: AnswerOutcome) -> Self {
        let (sign, words, class) = match outcome {
            AnswerOutcome::Right => ("✓", messages::RIGHT, "full"),
            AnswerOutcome::Accepted => ("✓", messages::ACCEPTED, "full"),
            AnswerOutcome::Wrong => ("✗", messages::WRONG, "nothing"),
            AnswerOutcome::Blank => ("–", messages::NOT_ANSWERED, "absent"),
        };
        Self { sign, words, class }
    }

    /// Whether a trace shows what a rule asks for.
    pub fn of_rule(kept: bool) -> Self {
        let (sign, words, class) =
            if kept { ("✓", messages::SHOWN, "full") } else { ("✗", messages::NOT_SHOWN, "nothing") };
        Self { sign, words, class }
    }

    pub fn of_level(level: Level) -> Self {
        let (sign, class) = match level {
            Level::NotAssessed => ("–", "absent"),
            Level::Insufficient => ("■□□□", "nothing"),
            Level::Fragile => ("■■□□", "part"),
            Level::Satisfactory => ("■■■□", "part"),
            Level::VeryGood => ("■■■■", "full"),
        };
        Self { sign, words: messages::level(level), class }
    }
}
