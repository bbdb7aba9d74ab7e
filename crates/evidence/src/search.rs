//! The search for one rule in a trace, packet by packet.
//!
//! A partial proof has found the first steps and waits for the next one. Each packet may carry any of them on, and it
//! stays as it was too, since another packet may do better. At most [`MOST`] are kept for a rule: time is linear in the
//! length of the trace, and memory does not depend on it.

use std::collections::VecDeque;
use std::time::Duration;

use crate::bound::{SEAT, Value, Values};
use crate::fact::{Fact, Happened};
use crate::near::{Near, Obstacle};
use crate::pattern::Pattern;
use crate::rule::{Goal, Preference, Rule, Step};
use crate::verdict::{Mark, Missing, Outcome, Verdict};
use crate::{describe, messages};

/// Partial proofs that are kept for a rule; beyond, the oldest is forgotten.
const MOST: usize = 256;

/// The search for one rule.
#[derive(Debug)]
pub(crate) struct Search<'r> {
    rule: &'r Rule,
    /// Known from the beginning: the seat, perhaps.
    known: Values,
    partial: VecDeque<Partial>,
    found: Option<Partial>,
    /// The one that has come farthest.
    best: Option<Partial>,
    /// What came nearest to its next step.
    near: Option<Near>,
}

/// The first steps of a proof.
#[derive(Debug, Clone)]
struct Partial {
    /// The step that it waits for.
    next: usize,
    known: Values,
    /// When the last step was found.
    time: Duration,
    marks: Vec<Mark>,
}

impl<'r> Search<'r> {
    pub(crate) fn new(rule: &'r Rule, seat: Option<&str>) -> Search<'r> {
        let mut known = vec![None; rule.variables.len()];
        if let (Some(first), Some(seat)) = (known.get_mut(SEAT), seat) {
            *first = Some(Value::text(seat.as_bytes()));
        }
        Search { rule, known, partial: VecDeque::new(), found: None, best: None, near: None }
    }

    pub(crate) fn fact(&mut self, fact: &Fact<'_>) {
        if self.found.is_some() {
            return;
        }
        self.look(fact);
        let mut carried = Vec::new();
        let rule = self.rule;
        self.partial.retain(|one| {
            let Some(step) = rule.steps.get(one.next) else { return false };
            let waited = fact.time.saturating_sub(one.time);
            if step.at_most.is_none_or(|most| waited <= most)
                && waited >= step.at_least
                && let Goal::Pattern(pattern) = &step.what
                && let Ok(told) = pattern.matches(fact, &one.known)
            {
                carried.push(one.carried(fact, told));
            }
            let expired = step.at_most.is_some_and(|most| waited > most);
            !expired && !forbids(step, fact, &one.known)
        });
        if let Some(Goal::Pattern(first)) = rule.steps.first().map(|step| &step.what)
            && let Ok(told) = first.matches(fact, &self.known)
        {
            let start = Partial { next: 0, known: self.known.clone(), time: fact.time, marks: Vec::new() };
            carried.push(start.carried(fact, told));
        }
        carried.into_iter().for_each(|one| self.keep(one));
    }

    fn keep(&mut self, one: Partial) {
        if self.best.as_ref().is_none_or(|best| best.next < one.next) {
            self.best = Some(one.clone());
            self.near = None;
        }
        if one.next == self.rule.steps.len() {
            self.found = Some(one);
            self.partial.clear();
            return;
        }
        let is_like = |other: &Partial| other.next == one.next && other.known == one.known;
        match self.rule.steps.get(one.next).map(Step::preference) {
            Some(Preference::Older) if self.partial.iter().any(is_like) => return,
            Some(Preference::Newer) => self.partial.retain(|other| !is_like(other)),
            _ => {}
        }
        if self.partial.len() >= MOST {
            self.partial.pop_front();
        }
        self.partial.push_back(one);
    }

    /// Remembers what comes near to the next step of the best proof, for those who will ask why it is missing.
    fn look(&mut self, fact: &Fact<'_>) {
        let (next, known) = match &self.best {
            Some(best) => (best.next, &best.known),
            None => (0, &self.known),
        };
        let Some(step) = self.rule.steps.get(next) else { return };
        let since = self.best.as_ref().map(|best| fact.time.saturating_sub(best.time));
        let seat = describe::seat(known);
        let pattern = match &step.what {
            Goal::Pattern(pattern) => Some(pattern),
            Goal::EndOfTrace => None,
        };
        let obstacle = match pattern.map(|pattern| pattern.matches(fact, known)) {
            Some(Ok(_)) => match since {
                Some(since) if since < step.at_least || step.at_most.is_some_and(|most| since > most) => {
                    Obstacle::Delay { since }
                }
                _ => return,
            },
            Some(Err(Some(mismatch))) => {
                if self.near.as_ref().is_some_and(|near| near.obstacle.rank() >= Obstacle::rank_of(&mismatch))
                {
                    return;
                }
                let Some(pattern) = pattern else { return };
                let why = messages::mismatch(pattern, &mismatch.why, known, &self.rule.variables, seat);
                Obstacle::Field { score: mismatch.score, why }
            }
            _ if self.best.is_some() && forbids(step, fact, known) => Obstacle::Forbidden,
            _ => return,
        };
        if self.near.as_ref().is_none_or(|near| near.obstacle.rank() < obstacle.rank()) {
            self.near = Some(Near { mark: mark(fact), obstacle });
        }
    }

    pub(crate) fn finish(mut self) -> Verdict<'r> {
        let last = self.rule.steps.len().saturating_sub(1);
        let ends = |one: &Partial| {
            one.next == last && self.rule.steps.get(last).is_some_and(|step| step.what == Goal::EndOfTrace)
        };
        if self.found.is_none() {
            self.found = self.partial.iter().find(|one| ends(one)).cloned();
        }
        if let Some(found) = self.found {
            let seat = describe::seat(&found.known).map(str::to_owned);
            return Verdict { rule: self.rule, outcome: Outcome::Present(found.marks), seat };
        }
        let (next, known, seen) = match self.best.take() {
            Some(best) => (best.next, best.known, best.marks),
            None => (0, self.known, Vec::new()),
        };
        let seat = describe::seat(&known).map(str::to_owned);
        let wanted = self.rule.steps.get(next).map_or_else(String::new, |step| {
            messages::step(step, &known, &self.rule.variables, seat.as_deref())
        });
        let missing = Missing { seen, wanted, near: self.near };
        Verdict { rule: self.rule, outcome: Outcome::Missing(missing), seat }
    }
}

impl Partial {
    fn carried(&self, fact: &Fact<'_>, told: Vec<(usize, Value)>) -> Partial {
        let mut one = self.clone();
        for (variable, value) in told {
            if let Some(known) = one.known.get_mut(variable) {
                *known = Some(value);
            }
        }
        one.next += 1;
        one.time = fact.time;
        one.marks.push(mark(fact));
        one
    }
}

fn forbids(step: &Step, fact: &Fact<'_>, known: &[Option<Value>]) -> bool {
    step.without.iter().any(|pattern: &Pattern| pattern.matches(fact, known).is_ok())
}

fn mark(fact: &Fact<'_>) -> Mark {
    let text = match &fact.what {
        Happened::Packet { content, .. } => describe::packet(content),
        Happened::Open { broker } => messages::opened(broker),
        Happened::Cut => messages::CUT.to_owned(),
    };
    Mark {
        place: fact.place,
        time: fact.time,
        client: fact.client.to_string(),
        text,
        is_cut: matches!(fact.what, Happened::Cut),
    }
}
