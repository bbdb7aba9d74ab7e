//! The report as text.

use std::fmt::{self, Write};

use super::Report;
use crate::bench::Line;
use crate::messages::{self, EXPECTED, GOT, SENT};
use crate::verdict::{Checked, Verdict};

impl Report {
    /// The checks that were not kept or could not conclude, or `all` of them, with `packets` packet by packet; then
    /// the conclusion.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_text(&self, out: &mut impl Write, all: bool, packets: bool) -> fmt::Result {
        for check in &self.checks {
            if all || packets || matches!(check.verdict, Verdict::NotKept | Verdict::NoVerdict) {
                write_check(check, out)?;
                if packets {
                    write_exchange(&check.exchange, out)?;
                }
            }
        }
        writeln!(out, "{}", messages::summary(&self.summary))?;
        if !self.broker.answers_at_end {
            writeln!(out, "{}", messages::FROZEN)?;
        }
        let example = self.checks_that_are(Verdict::NotKept).next().filter(|_| !packets);
        if let Some(check) = example {
            writeln!(out, "{}", messages::see_packets(&check.name))?;
        }
        writeln!(out, "{}", messages::conclusion(&self.summary))
    }
}

fn write_check(check: &Checked, out: &mut impl Write) -> fmt::Result {
    let clauses = check.clauses.join(", ");
    writeln!(out, "{clauses} · {}\u{a0}: {}", check.name, messages::verdict(check.verdict))?;
    for (what, text) in [(SENT, &check.sent), (EXPECTED, &check.expected), (GOT, &check.got)] {
        writeln!(out, "  {what:8} {text}")?;
    }
    writeln!(out)
}

fn write_exchange(exchange: &[Line], out: &mut impl Write) -> fmt::Result {
    for line in exchange {
        let (seconds, arrow) = (line.ms as f64 / 1000.0, messages::arrow(line.what));
        writeln!(out, "  {seconds:7.3}  {:12} {arrow} {}", line.client, line.text)?;
    }
    writeln!(out)
}
