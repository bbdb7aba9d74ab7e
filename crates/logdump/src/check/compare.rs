//! `--cross-check`: the trace beside the record of the teacher's broker.

use std::io;

use evidence::{Agreement, CrossCheck, Reference};
use mqtt_trace::Event;

use super::trace::Trace;
use crate::input::Take;

struct There(Reference);

impl Take for There {
    fn event(&mut self, _: u64, event: &Event) -> io::Result<()> {
        self.0.event(event);
        Ok(())
    }
}

struct Here<'t>(CrossCheck<'t>);

impl Take for Here<'_> {
    fn event(&mut self, place: u64, event: &Event) -> io::Result<()> {
        self.0.event(place, event);
        Ok(())
    }
}

/// How `trace` agrees with `other`.
///
/// # Errors
/// When one of the two cannot be read.
pub(super) fn compare(trace: &Trace<'_>, other: &Trace<'_>) -> anyhow::Result<Agreement> {
    let mut there = There(Reference::default());
    other.read(&mut there)?;
    let mut here = Here(CrossCheck::new(&there.0));
    trace.read(&mut here)?;
    Ok(here.0.finish())
}
