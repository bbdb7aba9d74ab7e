//! The packets of each proof, drawn as a ladder. They are drawn by a second reading, so that the trace need not be held.

use std::fmt::Write;
use std::io;

use evidence::Verdict;
use mqtt_trace::clock::{Clock, TimeStyle};
use mqtt_trace::ladder::Ladder;
use mqtt_trace::{Event, Exchange, What};

use super::trace::Trace;
use crate::input::Take;
use crate::messages;
use crate::output::Screen;

/// Columns of the number of a line.
const NUMBER: usize = 6;

/// The drawing of each verdict, in their order.
#[derive(Debug, Default)]
pub(super) struct Excerpts(pub(super) Vec<String>);

struct Taker<'v> {
    exchange: Exchange,
    drawings: Vec<Drawing<'v>>,
}

struct Drawing<'v> {
    verdict: &'v Verdict<'v>,
    ladder: Ladder,
    text: String,
}

impl Excerpts {
    /// Reads the trace again. Nothing is drawn of what can be read once only.
    pub(super) fn read(trace: &Trace<'_>, verdicts: &[Verdict<'_>]) -> Excerpts {
        if trace.is_stdin() {
            return Excerpts::default();
        }
        let screen = Screen::stdout();
        let drawing = |verdict| {
            let mut ladder = Ladder::new(screen.columns.saturating_sub(NUMBER), Clock::new(TimeStyle::Delta));
            ladder.set_colour(screen.colour);
            Drawing { verdict, ladder, text: String::new() }
        };
        let drawings = verdicts.iter().map(drawing).collect();
        let mut taker = Taker { exchange: Exchange::default(), drawings };
        // Where the first reading stopped, this one does; it was told.
        let _ = trace.read(&mut taker);
        Excerpts(taker.drawings.into_iter().map(|drawing| drawing.text).collect())
    }
}

impl Take for Taker<'_> {
    fn event(&mut self, place: u64, event: &Event) -> io::Result<()> {
        let seen = self.exchange.follow(event);
        for Drawing { verdict, ladder, text } in &mut self.drawings {
            let Some(mark) =
                verdict.marks().iter().find(|mark| mark.place == place && mark.time == event.time)
            else {
                ladder.skip(event);
                continue;
            };
            let mut rows = String::new();
            let ends = matches!(event.what, What::Ended { .. } | What::Fault { .. });
            if mark.is_cut && !ends {
                // It shows only in what comes after.
                rows.push_str(messages::CUT_BEFORE);
                rows.push('\n');
                ladder.skip(event);
            } else {
                ladder.row(&seen, &mut rows).map_err(io::Error::other)?;
            }
            for (index, row) in rows.lines().enumerate() {
                let number = if index == 0 { place.to_string() } else { String::new() };
                writeln!(text, "{number:>NUMBER$}{row}").map_err(io::Error::other)?;
            }
        }
        Ok(())
    }
}
