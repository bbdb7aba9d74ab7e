//! A trace, read once for its rules.

use std::io;
use std::path::Path;

use evidence::{Check, Imprint, Rules, Verdict};
use mqtt_trace::Event;
use mqtt_trace::json::Header;

use crate::input::{self, Take};
use crate::messages;

/// A trace in a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trace<'a> {
    pub(super) file: &'a Path,
    pub(super) ports: &'a [u16],
}

/// What became of the rules.
#[derive(Debug)]
pub(super) struct Checked<'r> {
    pub(super) verdicts: Vec<Verdict<'r>>,
    pub(super) imprint: Imprint,
    /// How many times something of the exchange is not in the trace.
    pub(super) holes: u64,
    /// Why it was not read to its end.
    pub(super) stopped: Option<anyhow::Error>,
}

struct Taker<'r> {
    check: Check<'r>,
    imprint: Imprint,
    events: u64,
}

impl Take for Taker<'_> {
    fn event(&mut self, place: u64, event: &Event) -> io::Result<()> {
        self.events += 1;
        self.imprint.event(event);
        self.check.event(place, event.clone());
        Ok(())
    }

    fn header(&mut self, header: Header) {
        self.imprint.header(&header);
    }
}

impl Trace<'_> {
    pub(super) fn name(&self) -> String {
        if self.is_stdin() { messages::STDIN.to_owned() } else { self.file.display().to_string() }
    }

    /// Whether it can be read once only.
    pub(super) fn is_stdin(&self) -> bool {
        self.file.as_os_str() == "-"
    }

    /// Gives its events to `taker`.
    pub(super) fn read(&self, taker: &mut dyn Take) -> anyhow::Result<()> {
        input::read(self.ports, self.file, taker)
    }

    /// Looks for the rules.
    ///
    /// # Errors
    /// When nothing of it can be read.
    pub(super) fn check<'r>(&self, rules: &'r Rules, seat: Option<&str>) -> anyhow::Result<Checked<'r>> {
        let mut taker = Taker { check: Check::new(rules, seat), imprint: Imprint::default(), events: 0 };
        let stopped = match self.read(&mut taker) {
            Ok(()) => None,
            Err(error) if taker.events == 0 => return Err(error),
            Err(error) => Some(error),
        };
        let holes = taker.check.holes();
        Ok(Checked { verdicts: taker.check.finish(), imprint: taker.imprint, holes, stopped })
    }
}

impl Checked<'_> {
    /// Whether all that is asked for is there.
    pub(super) fn is_whole(&self) -> bool {
        self.verdicts.iter().all(|verdict| verdict.is_present() || verdict.rule.is_optional())
    }
}
