//! The tests that the fewest pupils pass.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{ClassResult, ExerciseResult, Outcome};
use crate::report::numbers::percent;
use crate::report::text::line;
use crate::report::{NAME, SENTENCE};

/// How many are shown.
const SHOWN: usize = 10;

#[derive(Debug, Serialize)]
pub(super) struct HardTest {
    /// The line of the scheme that it belongs to.
    line: String,
    what: String,
    /// A hidden group, which gives points, rather than a visible test.
    hidden: bool,
    passed: usize,
    ran: usize,
    share: String,
}

#[derive(Default)]
struct Tally {
    passed: usize,
    ran: usize,
}

impl Tally {
    /// Share of those for whom it ran.
    fn share(&self) -> f64 {
        self.passed as f64 / self.ran as f64
    }
}

/// Tests and hidden groups that ran and that somebody missed, the hardest first; of two as hard, the one that more
/// pupils tried.
pub(super) fn hardest(result: &ClassResult) -> Vec<HardTest> {
    let mut tallies: BTreeMap<(&str, bool, &str), Tally> = BTreeMap::new();
    for line in result.pupils.iter().flat_map(|pupil| &pupil.lines) {
        for (hidden, what, outcome) in line.exercise.iter().flat_map(outcomes) {
            let tally = tallies.entry((&line.id, hidden, what)).or_default();
            tally.ran += usize::from(outcome != Outcome::NotRun);
            tally.passed += usize::from(outcome == Outcome::Pass);
        }
    }
    let mut missed: Vec<_> = tallies.into_iter().filter(|(_, tally)| tally.passed < tally.ran).collect();
    missed.sort_by(|(_, a), (_, b)| a.share().total_cmp(&b.share()).then(b.ran.cmp(&a.ran)));
    let view = |((id, hidden, what), tally): ((&str, bool, &str), Tally)| HardTest {
        line: line(id, NAME),
        what: line(what, SENTENCE),
        hidden,
        passed: tally.passed,
        ran: tally.ran,
        share: percent(tally.share()),
    };
    missed.into_iter().take(SHOWN).map(view).collect()
}

/// Hidden or not, what it proves, how it ended.
fn outcomes(exercise: &ExerciseResult) -> impl Iterator<Item = (bool, &str, Outcome)> {
    let visible = exercise.tests.iter().map(|test| (false, test.what.as_str(), test.outcome));
    let hidden = exercise.groups.iter().map(|group| (true, group.name.as_str(), group.outcome));
    visible.chain(hidden)
}
