//! One trace of one submission.

use std::collections::BTreeSet;

use evidence::{Agreement, Check, CrossCheck, Imprint, Mark, Outcome, Reference, Verdict};
use mqtt_trace::json::Record;

use super::kit::Lab;
use super::lines::{self, Stopped};
use super::{figure, messages};
use crate::intake::Recorded;
use crate::messages::{capitalized, printable};
use crate::model::{RuleResult, TraceAgreement, TracePacket, TraceResult, TraceStatus};

/// At most this many packets of a proof are told.
const MOST: usize = 30;

/// What a trace is checked by.
#[derive(Debug, Clone, Copy)]
pub struct Checker<'a> {
    pub lab: &'a Lab,
    /// The record of the teacher's broker.
    pub reference: Option<&'a Reference>,
}

/// A trace, checked.
#[derive(Debug, Clone)]
pub struct Checked {
    pub result: TraceResult,
    /// To tell copies.
    pub imprint: Imprint,
}

impl Checker<'_> {
    /// Checks a trace. Time is linear in its size, which is bounded.
    pub fn check(self, trace: &Recorded) -> Checked {
        let rules = &self.lab.rules;
        let (mut check, mut imprint) = (Check::new(rules, None), Imprint::default());
        let mut compared = self.reference.map(CrossCheck::new);
        let mut events = 0u64;
        let stopped = lines::read(&trace.bytes, |line, record| {
            imprint.record(&record);
            if let Record::Event(event) = record {
                events += 1;
                if let Some(compared) = &mut compared {
                    compared.event(line, &event);
                }
                check.event(line, event);
            }
        });
        let holes = check.holes();
        let verdicts = check.finish();
        let mut remarks = Vec::new();
        if let Some(told) = told_of_end(trace, stopped.as_ref(), events) {
            remarks.push(told);
        }
        let told = evidence::messages::remarks(holes, &imprint, &verdicts);
        remarks.extend(told.iter().map(|remark| capitalized(remark)));
        let example = self.lab.example.as_ref().is_some_and(|example| imprint.is_copy_of(example));
        if example {
            remarks.push(messages::IS_EXAMPLE.to_owned());
        }
        let mut figures = figure::of(&trace.bytes, &verdicts).into_iter();
        let rules =
            verdicts.iter().map(|verdict| RuleResult { figure: figures.next().flatten(), ..rule(verdict) });
        let result = TraceResult {
            trace: trace.name.clone(),
            status: if events == 0 { TraceStatus::Unreadable } else { TraceStatus::Checked },
            packets: imprint.packets(),
            sessions: imprint.sessions().iter().map(|session| printable(session)).collect(),
            seats: seats(&imprint),
            remarks,
            example,
            rules: rules.collect(),
            agreement: compared.map(|compared| agreement(&compared.finish())),
        };
        Checked { result, imprint }
    }
}

/// Why not all of it was read.
fn told_of_end(trace: &Recorded, stopped: Option<&Stopped>, events: u64) -> Option<String> {
    match stopped {
        // The last line of what was kept is half a line.
        Some(stopped) if trace.cut => Some(messages::too_long(stopped.line)),
        None if trace.cut => Some(messages::too_long_without_line()),
        Some(stopped) => Some(messages::stopped(stopped.line, &stopped.error, events > 0)),
        None if events == 0 => Some(messages::EMPTY.to_owned()),
        None => None,
    }
}

fn seats(imprint: &Imprint) -> Vec<String> {
    let seats: BTreeSet<String> = imprint.seats().iter().map(|seat| printable(seat)).collect();
    seats.into_iter().collect()
}

fn rule(verdict: &Verdict<'_>) -> RuleResult {
    let missing = match &verdict.outcome {
        Outcome::Present(_) => None,
        Outcome::Missing(missing) => Some(missing),
    };
    let near = missing.and_then(|missing| missing.near.as_ref());
    RuleResult {
        name: verdict.rule.name().to_owned(),
        text: verdict.rule.text().to_owned(),
        points: verdict.rule.points(),
        optional: verdict.rule.is_optional(),
        kept: verdict.is_present(),
        packets: verdict.marks().iter().take(MOST).map(packet).collect(),
        missing: missing.map(evidence::messages::not_followed),
        near: near.map(evidence::messages::nearest),
        help: verdict.rule.help().filter(|_| missing.is_some()).map(str::to_owned),
        figure: None,
    }
}

fn packet(mark: &Mark) -> TracePacket {
    TracePacket { line: mark.place, client: printable(&mark.client), text: mark.text.clone() }
}

fn agreement(agreement: &Agreement) -> TraceAgreement {
    TraceAgreement {
        packets: agreement.packets,
        found: agreement.found,
        shift_us: agreement.shift,
        lacking: agreement.lacking.iter().map(packet).collect(),
    }
}
