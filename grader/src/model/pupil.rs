//! One pupil's result.

use serde::{Deserialize, Serialize};

use super::{Criterion, ExerciseResult, SheetResult, TraceResult};

/// One pupil's result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pupil {
    /// The school's or the seat's identifier, unique in the class; also the report's file name.
    pub id: String,
    /// As written in the class list.
    pub name: String,
    /// The family name, with which `name` begins, where the class list tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// The half-class, where the list has one.
    pub group: Option<String>,
    /// Names of those who handed in the same work.
    pub partners: Vec<String>,
    /// There, absent, or nothing handed in.
    pub presence: Presence,
    /// The pupil's arrangements (a third more time…), as the list words them.
    pub arrangements: Option<String>,
    /// What was handed in.
    pub submission: Option<Submission>,
    /// The scheme's lines, in its order.
    pub lines: Vec<Line>,
    /// What changes the sum of the lines.
    pub adjustments: Vec<Adjustment>,
    /// The mark.
    pub mark: Mark,
    /// Where the pupil stands on criteria of C08 and C09.
    pub skills: Vec<SkillPosition>,
    /// The teacher's words for this pupil.
    pub remarks: Vec<String>,
    /// How long it took.
    pub times: PupilTimes,
}

impl Pupil {
    /// The machine failed at some of it: it has to be graded again.
    #[must_use]
    pub fn is_to_retry(&self) -> bool {
        self.lines.iter().any(|line| line.state == LineState::ToRetry)
    }
}

/// Whether there is something to mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// Something was handed in.
    HandedIn,
    /// Nothing was handed in: no mark, and not zero.
    NotHandedIn,
    /// Absent, says the class list: no mark.
    Absent,
    /// Exempted, says the class list: no mark.
    Exempted,
    /// Handed in, but nothing can be read: no mark until it is handed in again.
    Unreadable,
}

/// What a pupil, or a pair, handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The folder's or archive's name.
    pub label: String,
    /// Hash of what was kept; equal hashes are equal works. Empty when nothing could be read.
    pub digest: String,
    /// The files kept, `exercises/02-longueur-restante/src/lib.rs`, sorted.
    pub files: Vec<String>,
    /// What was left aside, and why; why an archive cannot be read.
    pub remarks: Vec<String>,
}

/// One line of the scheme, for one pupil.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// [`super::SchemeLine::id`].
    pub id: String,
    /// The criterion of the sequence that it belongs to.
    pub criterion: Criterion,
    /// What is marked, in words.
    pub what: String,
    /// Points obtained, to the hundredth; `None` unless [`state`](Self::state) is [`LineState::Marked`].
    pub points: Option<f64>,
    /// Points that were found, where the teacher's own stand instead of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<f64>,
    /// Points of the scheme's own scale.
    pub out_of: f64,
    /// Marked, or why not.
    pub state: LineState,
    /// How the points came about, one sentence each.
    pub because: Vec<String>,
    /// What the exercise's tests found, for a line that an exercise gives.
    pub exercise: Option<ExerciseResult>,
    /// What became of the answer form, for a line that a form gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<SheetResult>,
    /// What became of the trace, for a line that a trace gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<TraceResult>,
    /// The pupil's compte-rendu, in Markdown, for the line that is about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

/// Whether a line has its points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineState {
    /// It has.
    Marked,
    /// The teacher has not given them yet.
    ToMark,
    /// A form or a trace that was not handed in, or a blank form: no points yet, and not zero.
    NotHandedIn,
    /// Grading failed for a reason that is not the pupil's: grade again.
    ToRetry,
    /// Nothing of the kind: the pupil is absent, exempted, or handed nothing in.
    NotApplicable,
}

/// What changes the sum of the lines: lateness, hints, the teacher's own correction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Adjustment {
    /// What for, in words.
    pub what: String,
    /// Added to the mark, out of [`Mark::out_of`]; negative takes away.
    pub points: f64,
}

/// A mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// The mark, rounded; `None` without anything to mark. A provisional mark counts the lines marked so far.
    pub value: Option<f64>,
    /// The same before rounding, to the hundredth.
    pub before_rounding: Option<f64>,
    /// What it is out of.
    pub out_of: f64,
    /// Sum of the lines that are marked, in the scheme's own scale.
    pub points: f64,
    /// What these lines are out of, in the same scale.
    pub points_out_of: f64,
    /// Some lines are still to mark or to grade again.
    pub provisional: bool,
    /// Students' code ran without protection.
    pub indicative: bool,
    /// The teacher wrote this mark; the lines do not make it.
    pub imposed: bool,
}

/// Where a pupil stands on a criterion of a competence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SkillPosition {
    /// `C09.5`.
    pub code: String,
    /// What it asks for.
    pub text: String,
    /// The position.
    pub level: Level,
    /// Share of the points of its lines, 0 to 1; `None` when none of them is marked.
    pub share: Option<f64>,
}

/// Levels of mastery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nothing to judge by, yet.
    NotAssessed,
    /// Less than a quarter of the points.
    Insufficient,
    /// Less than half.
    Fragile,
    /// Less than three quarters.
    Satisfactory,
    /// Three quarters and more.
    VeryGood,
}

/// Times of one pupil's grading.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PupilTimes {
    /// Wall time of compiling and running, in seconds; what came from an earlier grading counts for nothing.
    pub seconds: f64,
    /// How many exercises came from an earlier grading.
    pub reused: u32,
}
