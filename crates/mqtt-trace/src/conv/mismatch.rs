//! How a failed conversation is shown: what was said so far, and what differs.

use std::fmt;

use super::{Action, Conversation, Output, Step};
use crate::summary::Packets;
use crate::visible::{Hex, VisibleBytes};
use crate::{Side, messages};

/// A conversation that did not go as written. `Display` shows it in French.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Mismatch {
    /// The conversation.
    pub conversation: Conversation,
    /// Which step, as an index in its steps.
    pub step: usize,
    /// On which side the subject stood.
    pub side: Side,
    /// What went wrong.
    pub fault: Fault,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The step expected something else, or silence.
    Different {
        /// On which connection.
        name: String,
        /// What the step expects; `None` for silence.
        expected: Option<Output>,
        /// What came next; `None` for silence.
        got: Option<Output>,
    },
    /// After this step, something came out that no step expects.
    Unexpected {
        /// On which connection.
        name: String,
        /// What came.
        got: Output,
    },
    /// The subject did not understand an order.
    Refused(String),
}

/// Steps shown before the faulty one.
const BEFORE: usize = 12;

/// Bytes shown of a packet.
const BYTES_SHOWN: usize = 24;

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps = &self.conversation.steps;
        writeln!(f, "{}", messages::conversation_differs(&self.conversation.title))?;
        let first = self.step.saturating_sub(BEFORE);
        if first > 0 {
            writeln!(f, "        …")?;
        }
        for (index, step) in steps.iter().enumerate().take(self.step + 1).skip(first) {
            let mark = if index == self.step { "✗" } else { " " };
            writeln!(f, "{mark} {:>4}  {}", step.line, Line(step))?;
        }
        match &self.fault {
            Fault::Different { expected, got, .. } => {
                writeln!(f, "        {} {}", messages::EXPECTED, Shown(expected.as_ref()))?;
                write!(f, "        {} {}", messages::GOT, Shown(got.as_ref()))?;
                if let (Some(Output::Bytes(expected)), Some(Output::Bytes(got))) = (expected, got) {
                    let at = expected.iter().zip(got).take_while(|(a, b)| a == b).count();
                    write!(f, "\n        {}", messages::first_difference(at, expected.get(at), got.get(at)))?;
                }
                Ok(())
            }
            Fault::Unexpected { name, got } => {
                write!(f, "        {} {}", messages::unexpected_output(name), Shown(Some(got)))
            }
            Fault::Refused(why) => write!(f, "        {why}"),
        }
    }
}

/// A step as a line of the listing.
struct Line<'a>(&'a Step);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = match &self.0.action {
            Action::Bytes { name, direction, bytes, lost, .. } => {
                let lost = if *lost { messages::LOST } else { "" };
                format!("{name} {} {}{lost}", direction.arrow(), Packets(bytes))
            }
            Action::Connects { name } => format!("{name} {}", messages::CONNECTS),
            Action::Cut { name } => format!("{name} {}", messages::CUT),
            Action::Closed { name } => format!("{name}\u{a0}: {}", messages::CLOSED),
            Action::Silent { name } => format!("{name} {}", messages::SILENT),
            Action::Does { name, order } => format!("{name}\u{a0}: {order}"),
            Action::Says { name, text } => format!("{name}\u{a0}: «\u{a0}{text}\u{a0}»"),
            Action::Advance(time) => format!("+{time:?}"),
        };
        match self.0.comment.as_str() {
            "" => f.write_str(&line),
            comment => write!(f, "{line:<44}  # {comment}"),
        }
    }
}

/// What was expected or came: bytes and their meaning, or an event.
struct Shown<'a>(Option<&'a Output>);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str(messages::NOTHING),
            Some(Output::Closed) => f.write_str(messages::CLOSED),
            Some(Output::Says(text)) => write!(f, "«\u{a0}{}\u{a0}»", VisibleBytes(text.as_bytes())),
            Some(Output::Bytes(bytes)) => {
                let shown = &bytes[..bytes.len().min(BYTES_SHOWN)];
                let cut = if shown.len() < bytes.len() { " …" } else { "" };
                write!(f, "{}{cut}\n                  {}", Hex(shown), Packets(bytes))
            }
        }
    }
}
