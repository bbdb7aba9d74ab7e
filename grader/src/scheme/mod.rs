//! The marking scheme and what the teacher marks by hand.

mod manual;
mod messages;
mod read;
mod sheets;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::intake::ACCOUNT;
use crate::model::{Criterion, Skill};

pub use manual::{ManualMarks, PupilMarks};
pub use read::{CODE, Known, NETWORK, QUALIFICATION, read};

/// `bareme.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheme {
    pub title: String,
    /// What names this lab in the class list's columns of pairs.
    pub lab: Option<String>,
    /// What the mark is out of.
    pub out_of: f64,
    /// The step that the mark is rounded to; 0 when it is not.
    pub rounding: f64,
    pub late: Cost,
    pub hints: Cost,
    /// What becomes of a form that was not handed in.
    pub missing: Missing,
    pub lines: Vec<SchemeLine>,
    pub skills: Vec<Skill>,
    /// Hash of the text.
    pub digest: String,
}

/// What each day late, or each hint, takes from the mark.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Cost {
    pub each: f64,
    /// At most this much, all in all.
    pub most: Option<f64>,
}

/// What becomes of a form or a trace that was not handed in, or of a blank form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Missing {
    /// It has no points yet, and the mark is provisional.
    #[default]
    Wait,
    /// It has no points, and counts.
    Zero,
}

/// The answer form that gives a line its points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPart {
    /// `tp1`.
    pub name: String,
    /// Other lines share the sheet: this one has the questions of its own criterion.
    pub by_criterion: bool,
    /// The first line of its sheet, which also shows what has no key.
    pub is_first: bool,
}

/// One line of the scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemeLine {
    pub id: String,
    pub criterion: Criterion,
    pub what: String,
    pub out_of: f64,
    /// The folder name of the exercise that gives the points; the teacher gives them otherwise.
    pub exercise: Option<String>,
    /// The form that gives the points.
    pub sheet: Option<SheetPart>,
    /// The trace whose rules give the points: `tp1`.
    pub trace: Option<String>,
    /// The line is about the compte-rendu: it is shown there, and the teacher marks it.
    pub is_account: bool,
    /// Weights of hidden groups, by name; 1 for those that are not named.
    pub weights: BTreeMap<String, f64>,
}

impl SchemeLine {
    /// The form, or the account, that the line is about.
    pub fn sheet_name(&self) -> Option<String> {
        let account = self.is_account.then(|| ACCOUNT.to_owned());
        self.sheet.as_ref().map(|part| part.name.clone()).or(account)
    }
}

impl Cost {
    /// What `count` of them take away, as a positive number.
    pub fn of(self, count: f64) -> f64 {
        let cost = self.each * count;
        self.most.map_or(cost, |most| cost.min(most))
    }
}

impl Scheme {
    /// Whether students' code is to be compiled and run.
    pub fn runs_code(&self) -> bool {
        self.lines.iter().any(|line| line.exercise.is_some())
    }

    /// Whether something of what pupils write is to be read.
    pub fn reads_papers(&self) -> bool {
        self.lines.iter().any(|line| line.sheet.is_some() || line.is_account || line.trace.is_some())
    }
}
