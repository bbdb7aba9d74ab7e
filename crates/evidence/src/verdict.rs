//! What became of a rule.

use std::time::Duration;

use crate::Rule;
use crate::near::Near;

/// What became of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// What became of it.
    pub outcome: Outcome,
    /// The seat that its packets name: `poste07`.
    pub seat: Option<String>,
}

/// Whether a trace shows what a rule asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It does: here are the packets that prove it, in their order.
    Present(Vec<Mark>),
    /// It does not.
    Missing(Missing),
}

/// How far a rule was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// The first steps that were found, in their order; of all tries, those of the one that came farthest.
    pub seen: Vec<Mark>,
    /// The step that did not follow, for people.
    pub wanted: String,
    /// What came nearest to it.
    pub near: Option<Near>,
}

/// A place in the trace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// As it was given to [`Check::event`](crate::Check::event): the number of a line.
    pub place: u64,
    /// Since the Unix epoch.
    pub time: Duration,
    /// The client identifier; the number of the connection, such as `#3`, where there is none.
    pub client: String,
    /// The packet in a few words, which cannot break a line.
    pub text: String,
    /// It is where a cut shows, which has no line of its own.
    pub is_cut: bool,
}

impl Verdict<'_> {
    /// Whether the trace shows what the rule asks for.
    #[must_use]
    pub fn is_present(&self) -> bool {
        matches!(self.outcome, Outcome::Present(_))
    }

    /// The packets that prove the rule, or those of its first steps.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        match &self.outcome {
            Outcome::Present(marks) => marks,
            Outcome::Missing(missing) => &missing.seen,
        }
    }
}
