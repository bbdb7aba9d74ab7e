//! All rules of a file against one trace.

use mqtt_trace::Event;

use crate::fact::{Facts, is_hole, loses};
use crate::search::Search;
use crate::{Rules, Verdict};

/// Looks for rules in a trace, event by event.
#[derive(Debug)]
pub struct Check<'r> {
    searches: Vec<Search<'r>>,
    facts: Facts,
    /// The last event: the next one may say that its packet is lost.
    waiting: Option<(u64, Event)>,
    holes: u64,
}

impl<'r> Check<'r> {
    /// Looks for `rules`. `seat` is `poste07`, where the names of one seat only may prove them; else those of any seat
    /// may, though of one and the same for a rule.
    #[must_use]
    pub fn new(rules: &'r Rules, seat: Option<&str>) -> Check<'r> {
        let searches = rules.all().iter().map(|rule| Search::new(rule, seat)).collect();
        Check { searches, facts: Facts::default(), waiting: None, holes: 0 }
    }

    /// Takes the next event; `place` names it in the verdicts, as the number of its line.
    pub fn event(&mut self, place: u64, event: Event) {
        self.holes += u64::from(is_hole(&event));
        if let Some((before, waiting)) = self.waiting.take() {
            self.take(before, &waiting, loses(&event, &waiting));
        }
        self.waiting = Some((place, event));
    }

    /// How many times something of the exchange is not in the trace.
    #[must_use]
    pub fn holes(&self) -> u64 {
        self.holes
    }

    /// What became of each rule, in their order.
    #[must_use]
    pub fn finish(mut self) -> Vec<Verdict<'r>> {
        if let Some((place, event)) = self.waiting.take() {
            self.take(place, &event, false);
        }
        self.searches.into_iter().map(Search::finish).collect()
    }

    fn take(&mut self, place: u64, event: &Event, lost: bool) {
        for fact in self.facts.of(place, event, lost) {
            for search in &mut self.searches {
                search.fact(&fact);
            }
        }
    }
}
