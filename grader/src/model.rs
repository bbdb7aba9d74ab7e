//! The canonical result of a grading, from which every report and export is made.
//!
//! `resultats.jsonl` holds one [`Entry`] a line: the class first, then the pupils in the class list's order. Two gradings of
//! the same submissions give the same lines, but for the values under `times`. Field names are English; sentences
//! are in the teacher's language.

mod exercise;
mod pupil;
mod sheet;
mod similar;
mod trace;

use serde::{Deserialize, Serialize};

pub use exercise::{
    Compilation, Difference, Excerpt, ExerciseResult, ExerciseStatus, Flag, HiddenGroup, Outcome, VisibleTest,
};
pub use pupil::{
    Adjustment, Level, Line, LineState, Mark, Presence, Pupil, PupilTimes, SkillPosition, Submission,
};
pub use sheet::{Answer, AnswerOutcome, Prose, SheetResult, SheetStatus};
pub use similar::{Owner, Passage, Similar};
pub use trace::{
    FigureClient, FigureRow, RuleResult, TraceAgreement, TraceCopy, TraceFigure, TracePacket, TraceResult,
    TraceStatus,
};

/// The version of this format, [`Class::format`]. It grows when a reader of the previous one would misread.
pub const FORMAT: u32 = 1;

/// One line of `resultats.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "kebab-case")]
pub enum Entry {
    /// The first line.
    Class(Box<Class>),
    /// Each line after it.
    Pupil(Box<Pupil>),
}

/// A whole class, graded.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassResult {
    /// What holds for everybody.
    pub class: Class,
    /// Everybody, in the class list's order, or by id where there is no list.
    pub pupils: Vec<Pupil>,
}

impl ClassResult {
    /// Reads `resultats.jsonl`; none when it is not of this format.
    #[must_use]
    pub fn from_lines(lines: &str) -> Option<Self> {
        let mut class = None;
        let mut pupils = Vec::new();
        for line in lines.lines() {
            match serde_json::from_str(line).ok()? {
                Entry::Class(own) => class = Some(*own),
                Entry::Pupil(pupil) => pupils.push(*pupil),
            }
        }
        Some(Self { class: class?, pupils })
    }
}

/// What holds for every pupil of a grading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Class {
    /// [`FORMAT`].
    pub format: u32,
    /// The class's or the folder's name.
    pub title: String,
    /// What was marked, and out of how much.
    pub scheme: Scheme,
    /// How students' code was held.
    pub sandbox: Sandbox,
    /// With what the grading was made.
    pub kit: Kit,
    /// What the teacher should know of the whole: submissions that belong to nobody, archives that cannot be read…
    pub remarks: Vec<String>,
    /// Traces that are copies of each other, of people who did not work together. Nobody loses a point by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<TraceCopy>,
    /// Code of people who did not work together that is alike, or like other code. Nobody loses a point by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub similar: Vec<Similar>,
    /// The traces were compared with the record of the teacher's broker.
    #[serde(default)]
    pub compared: bool,
    /// When, and how long.
    pub times: ClassTimes,
}

/// The marking scheme, as far as a reader of the results needs it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scheme {
    /// Its title.
    pub title: String,
    /// What the mark is out of: 20.
    pub out_of: f64,
    /// The step that marks are rounded to, 0.5 for a half; 0 when they are not.
    pub rounding: f64,
    /// Its lines, in order; each pupil has the same, in the same order.
    pub lines: Vec<SchemeLine>,
    /// The criteria of C08 and C09 that it positions.
    pub skills: Vec<Skill>,
    /// Hash of its text: results of two schemes do not compare.
    pub digest: String,
}

/// One line of the marking scheme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SchemeLine {
    /// Short name, unique: `ex02`, `soutenance`.
    pub id: String,
    /// The criterion of the sequence that it belongs to.
    pub criterion: Criterion,
    /// What is marked, in words.
    pub what: String,
    /// Points of the scheme's own scale.
    pub out_of: f64,
    /// The exercise whose hidden tests give the points; `None` when something else gives them.
    pub exercise: Option<String>,
    /// The answer form whose key gives the points, `tp1`; or `compte-rendu`, which the teacher reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The trace whose rules give the points, `tp1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<String>,
}

/// A criterion of a competence of the diploma.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Skill {
    /// `C09.5`.
    pub code: String,
    /// What it asks for.
    pub text: String,
    /// The ids of the lines that show it.
    pub lines: Vec<String>,
}

/// The four criteria that the sequence is assessed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Criterion {
    /// Identify and explain exchanges.
    Identify,
    /// Use the protocol and observe the effect of its parameters.
    Manipulate,
    /// Understand practical uses.
    Apply,
    /// Hand in an account.
    Report,
}

impl Criterion {
    /// All four, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Identify, Self::Manipulate, Self::Apply, Self::Report];
}

/// What held students' code while it was compiled and run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sandbox {
    /// Short name of the protection: `landlock+seccomp`, `bubblewrap`, `none`.
    pub tier: String,
    /// False: the marks are indicative only.
    pub sandboxed: bool,
    /// What was enforced, one sentence each.
    pub enforced: Vec<String>,
    /// What this machine could not enforce, one sentence each.
    pub missing: Vec<String>,
}

/// The tools of a grading: results of two kits do not compare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kit {
    /// The kit's version.
    pub version: String,
    /// Hash of its exercises, hidden drivers and test support.
    pub digest: String,
    /// What `rustc --version` says; empty when nothing had to be compiled.
    pub rustc: String,
}

/// Times of a whole grading.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ClassTimes {
    /// Local date and time of the end, `2026-11-22 21:04`.
    pub graded_at: String,
    /// Wall time, in seconds.
    pub seconds: f64,
}

/// This minute, as [`ClassTimes::graded_at`] has it.
pub(crate) fn now() -> String {
    jiff::Zoned::now().strftime("%Y-%m-%d %H:%M").to_string()
}
