//! A rule: steps that must be found in the trace, in this order.

use std::time::Duration;

use crate::pattern::Pattern;

/// A rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) help: Option<String>,
    pub(crate) points: f64,
    pub(crate) optional: bool,
    /// The names of its variables; the first is the seat.
    pub(crate) variables: Vec<String>,
    pub(crate) steps: Vec<Step>,
}

/// A step of a rule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) what: Goal,
    /// None of these comes between the step before and this one.
    pub(crate) without: Vec<Pattern>,
    /// At least so long after the step before.
    pub(crate) at_least: Duration,
    /// At most so long after it.
    pub(crate) at_most: Option<Duration>,
}

/// What ends a step.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Goal {
    /// A packet, or a cut.
    Pattern(Pattern),
    /// The end of the trace.
    EndOfTrace,
}

impl Rule {
    /// Its name, unique in its file: `qos-2`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it asks for, for people.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What to do where it is missing, for people.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// What it is worth beside the others.
    #[must_use]
    pub fn points(&self) -> f64 {
        self.points
    }

    /// Whether the lab does without it.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.optional
    }
}

/// Of two tries that have found the same before a step, at different times, the one that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Preference {
    /// Whatever may follow the newer one may follow the older one.
    Older,
    /// The other way round: less can have come between, or the delay is shorter.
    Newer,
    /// Both are of use.
    Both,
}

impl Step {
    pub(crate) fn preference(&self) -> Preference {
        match (self.at_most.is_some() || !self.without.is_empty(), !self.at_least.is_zero()) {
            (false, _) => Preference::Older,
            (true, false) => Preference::Newer,
            (true, true) => Preference::Both,
        }
    }
}
