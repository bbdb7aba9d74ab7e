//! What is told of a trace, in the columns of the terminal.

use std::fmt::{self, Write};

use evidence::{Agreement, Outcome, Verdict};
use mqtt_trace::width::wrap;

use super::excerpt::Excerpts;
use super::trace::{Checked, Trace};
use crate::messages;
use crate::output::Screen;

/// What stands before the text under the name of a rule.
const INDENT: &str = "    ";

/// The text so far.
#[derive(Debug)]
pub(super) struct Report {
    text: String,
    screen: Screen,
}

impl Report {
    pub(super) fn new(screen: Screen) -> Report {
        Report { text: String::new(), screen }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Tells what became of the rules.
    pub(super) fn checked(
        &mut self,
        title: &str,
        trace: &Trace<'_>,
        checked: &Checked<'_>,
        excerpts: Excerpts,
    ) -> fmt::Result {
        self.line("", title);
        self.line("", &messages::trace_is(&trace.name(), &checked.imprint));
        let mut drawings = excerpts.0.into_iter();
        for verdict in &checked.verdicts {
            writeln!(self.text)?;
            self.rule(verdict, drawings.next().as_deref())?;
        }
        writeln!(self.text)?;
        for remark in messages::check_remarks(checked.holes, &checked.imprint, &checked.verdicts) {
            self.line("", &messages::remark(&remark));
        }
        let wanted = || checked.verdicts.iter().filter(|verdict| !verdict.rule.is_optional());
        let present = wanted().filter(|verdict| verdict.is_present()).count();
        self.line("", &messages::present_of(present, wanted().count()));
        Ok(())
    }

    fn rule(&mut self, verdict: &Verdict<'_>, drawing: Option<&str>) -> fmt::Result {
        let state = messages::state(verdict.is_present(), verdict.rule.is_optional());
        let coloured = match (self.screen.colour, verdict.is_present(), verdict.rule.is_optional()) {
            (true, true, _) => format!("\x1b[32m{state}\x1b[0m"),
            (true, false, false) => format!("\x1b[31m{state}\x1b[0m"),
            _ => state.to_owned(),
        };
        let text = self.wrapped(state.chars().count() + 2, verdict.rule.text());
        writeln!(self.text, "{coloured}  {text}")?;
        if verdict.rule.is_optional() && !verdict.is_present() {
            // What nobody has to do is not gone into.
            return Ok(());
        }
        match drawing {
            Some(drawing) => self.text.push_str(drawing),
            None => {
                for mark in verdict.marks() {
                    self.line(INDENT, &messages::marked(mark));
                }
            }
        }
        let Outcome::Missing(missing) = &verdict.outcome else { return Ok(()) };
        self.line(INDENT, &messages::not_followed(missing));
        if let Some(near) = &missing.near {
            self.line(INDENT, &messages::nearest(near));
        }
        if let Some(help) = verdict.rule.help() {
            self.line(INDENT, &messages::to_do(help));
        }
        Ok(())
    }

    /// Tells how the trace agrees with another record.
    pub(super) fn compared(&mut self, other: &Trace<'_>, agreement: &Agreement) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line("", &messages::agreement(&other.name(), agreement));
        for mark in &agreement.lacking {
            self.line(INDENT, &messages::marked(mark));
        }
        self.line("", messages::AGREEMENT_MEANS);
    }

    /// A paragraph.
    fn line(&mut self, indent: &str, text: &str) {
        for line in wrap(text, self.screen.columns.saturating_sub(indent.len())) {
            self.text.push_str(indent);
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    /// A text that begins at this column; its further lines do too.
    fn wrapped(&self, column: usize, text: &str) -> String {
        let blank = format!("\n{}", " ".repeat(column));
        wrap(text, self.screen.columns.saturating_sub(column).max(20)).join(&blank)
    }
}
