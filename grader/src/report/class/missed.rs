//! The questions of the answer forms that the fewest pupils answer rightly.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Answer, AnswerOutcome, ClassResult, SheetStatus};
use crate::report::numbers::percent;
use crate::report::prose::{Span, spans};
use crate::report::text::line;
use crate::report::{NAME, PARAGRAPH};

/// How many are shown.
const SHOWN: usize = 10;

#[derive(Debug, Serialize)]
pub(super) struct MissedQuestion {
    /// The line of the scheme that it belongs to.
    line: String,
    number: String,
    question: Vec<Span>,
    right: usize,
    /// Pupils who handed the form in.
    asked: usize,
    /// Of these, those who left it blank.
    blank: usize,
    share: String,
}

#[derive(Default)]
struct Tally<'a> {
    /// Text and code by turns; what differs from one drawn sheet to the next is left out.
    question: Option<Vec<Option<&'a str>>>,
    right: usize,
    asked: usize,
    blank: usize,
}

impl<'a> Tally<'a> {
    fn add(&mut self, answer: &'a Answer) {
        let parts: Vec<&str> = answer.question.split('`').collect();
        match &mut self.question {
            Some(known) => {
                for (place, part) in known.iter_mut().enumerate() {
                    *part = part.filter(|part| parts.get(place) == Some(part));
                }
            }
            None => self.question = Some(parts.into_iter().map(Some).collect()),
        }
        self.asked += 1;
        self.right += usize::from(answer.outcome.is_right());
        self.blank += usize::from(answer.outcome == AnswerOutcome::Blank);
    }

    fn share(&self) -> f64 {
        self.right as f64 / self.asked as f64
    }

    fn question(&self) -> Vec<Span> {
        let parts = self.question.iter().flatten().enumerate();
        let written = parts.map(|(place, part)| match part {
            Some(code) if place % 2 == 1 => format!("`{code}`"),
            part => part.unwrap_or("…").to_owned(),
        });
        spans(&line(&written.collect::<String>(), PARAGRAPH))
    }
}

/// Questions that somebody missed, the hardest first; of two as hard, the one that more pupils were asked.
pub(super) fn missed(result: &ClassResult) -> Vec<MissedQuestion> {
    let mut tallies: BTreeMap<(usize, usize), (&str, &str, Tally<'_>)> = BTreeMap::new();
    for pupil in &result.pupils {
        for (place, own) in pupil.lines.iter().enumerate() {
            let sheet = own.sheet.as_ref().filter(|sheet| sheet.status == SheetStatus::Marked);
            for (number, answer) in sheet.iter().flat_map(|sheet| &sheet.answers).enumerate() {
                let tally = tallies.entry((place, number));
                tally.or_insert_with(|| (&own.id, &answer.name, Tally::default())).2.add(answer);
            }
        }
    }
    let mut missed: Vec<_> =
        tallies.into_values().filter(|(_, _, tally)| tally.right < tally.asked).collect();
    // A stable sort: of two as often asked, the earlier one.
    missed.sort_by(|(_, _, a), (_, _, b)| a.share().total_cmp(&b.share()).then(b.asked.cmp(&a.asked)));
    let view = |(id, name, tally): (&str, &str, Tally<'_>)| MissedQuestion {
        line: line(id, NAME),
        number: line(&name.to_uppercase(), NAME),
        question: tally.question(),
        right: tally.right,
        asked: tally.asked,
        blank: tally.blank,
        share: percent(tally.share()),
    };
    missed.into_iter().take(SHOWN).map(view).collect()
}
