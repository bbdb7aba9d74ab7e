//! Shows events, in one of several forms.

use std::fmt;

use mqtt_trace::clock::{Clock, TimeStyle};
use mqtt_trace::ladder::Ladder;
use mqtt_trace::{Event, Seen, json};

use super::Screen;
use super::lines::{Bytes, Lines};

/// A form in which to show events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A line for each packet, as Mosquitto would write it; `hex` adds its bytes.
    Lines {
        /// With the bytes.
        hex: bool,
    },
    /// The same, and each byte explained.
    Explain,
    /// JSON Lines, as [`mqtt_trace::json`] defines them.
    Json,
    /// The ladder of [`mqtt_trace::ladder`].
    Ladder,
}

/// Shows events as text.
#[derive(Debug)]
pub struct Printer(Form);

#[derive(Debug)]
enum Form {
    Lines(Lines),
    Json,
    Ladder { ladder: Ladder, begun: bool },
}

impl Printer {
    /// A printer in this form; `time` counts for lines and ladders.
    #[must_use]
    pub fn new(format: Format, time: TimeStyle, screen: Screen) -> Printer {
        let clock = Clock::new(time);
        Printer(match format {
            Format::Lines { hex: false } => Form::Lines(Lines::new(clock, Bytes::OfFaults)),
            Format::Lines { hex: true } => Form::Lines(Lines::new(clock, Bytes::All)),
            Format::Explain => Form::Lines(Lines::new(clock, Bytes::Explained { columns: screen.columns })),
            Format::Json => Form::Json,
            Format::Ladder => {
                let mut ladder = Ladder::new(screen.columns, clock);
                ladder.set_colour(screen.colour);
                Form::Ladder { ladder, begun: false }
            }
        })
    }

    /// From the next event on, lines have so many columns.
    pub fn set_columns(&mut self, columns: usize) {
        match &mut self.0 {
            Form::Lines(lines) => lines.set_columns(columns),
            Form::Json => {}
            Form::Ladder { ladder, .. } => ladder.set_columns(columns),
        }
    }

    /// Takes note of an event that is not to be shown: times are counted from the first event, shown or not.
    pub fn skip(&mut self, event: &Event) {
        match &mut self.0 {
            Form::Lines(lines) => lines.skip(event),
            Form::Json => {}
            Form::Ladder { ladder, .. } => ladder.skip(event),
        }
    }

    /// Shows an event.
    ///
    /// # Errors
    /// When `out` refuses it; a `String` never does.
    pub fn print(&mut self, seen: &Seen<'_>, out: &mut impl fmt::Write) -> fmt::Result {
        match &mut self.0 {
            Form::Lines(lines) => lines.print(seen, out),
            Form::Json => json::write(seen.event, out),
            Form::Ladder { ladder, begun } => {
                if !std::mem::replace(begun, true) {
                    ladder.head(out)?;
                }
                ladder.row(seen, out)
            }
        }
    }
}
