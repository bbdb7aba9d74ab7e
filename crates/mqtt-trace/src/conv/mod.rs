//! Conversations as data: `.conv` files, in which a test says what goes in and what must come out.
//!
//! ```text
//! # QoS 1, then the broker forgets nobody who is late     (first comment: the title)
//!
//! alice connects                                  # a network connection opens
//! alice > 10 * s"MQTT" 04 02 003c s"alice"        # CONNECT                [MQTT-3.1.0-1]
//! alice < 20 02 00 00                             # accepted, no session   [MQTT-3.2.2-3]
//! alice > 32 * s"maison/salon" 0007 "21.5"        # PUBLISH q1 m7
//! alice < 40 02 0007                              # PUBACK m7              [MQTT-4.3.2-2]
//! +89s                                            # time passes
//! alice silent                                    # nothing more for alice
//! +2s
//! alice closed                                    # the broker closes      [MQTT-3.1.2-24]
//! ```
//!
//! One step a line:
//!
//! | line | meaning |
//! |---|---|
//! | `alice connects` | a network connection opens, named `alice` until it is `cut` or `closed` |
//! | `alice > BYTES`, `alice < BYTES` | bytes from the client to the broker, from the broker to the client |
//! | `alice <~ BYTES` (or `>~`) | expected too, in any order with the `~` lines just before and after for the same connection |
//! | `alice >x BYTES`, `alice <x BYTES` | bytes that are sent and never arrive; then the line can only be `cut` |
//! | `alice cut` | the network connection is lost; nobody said goodbye |
//! | `alice closed` | the subject must close the connection |
//! | `alice silent` | nothing is waiting for `alice` |
//! | `alice does ORDER` | an order to the subject, in words that it defines: `alice does publish 1 a/b 21.5` |
//! | `alice says TEXT` | what the subject must tell its user: `alice says message a/b 21.5` |
//! | `+90s`, `+500ms` | time passes |
//!
//! BYTES are hexadecimal digits with spaces wherever one likes, `"text"` as it is, `s"text"` with its length on
//! two bytes before it, and `*` right after the first byte: the remaining length, computed. `\n`, `\t`, `\r`,
//! `\"`, `\\` and `\xHH` are known in texts; `~300"x"` repeats a text (here 300 times).
//!
//! After `#` comes a comment, which a failure shows: the place for the clause.
//!
//! The conversation is run with one side as the *subject*: for a broker, `>` lines go in and `<` lines are
//! expected; for a client, the reverse. Order counts within a connection; what comes out for different
//! connections may interleave. All that comes out must be expected before the next thing goes in.

mod bytes;
mod mismatch;
mod outputs;
mod parse;
mod run;

use std::time::Duration;

pub use mismatch::{Fault, Mismatch};
pub use outputs::{Output, Outputs};
pub use run::Subject;

use crate::Direction;

/// A conversation, read from a `.conv` text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// The first comment of the text, possibly empty.
    pub title: String,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

/// One line of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its line in the text, from 1.
    pub line: usize,
    /// What happens.
    pub action: Action,
    /// What follows `#`, possibly empty.
    pub comment: String,
}

/// What happens in a step. `name` names the connection.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are named by the table of the module")]
pub enum Action {
    /// A network connection opens.
    Connects { name: String },
    /// Bytes go one way; `unordered` for the lines with `~`, `lost` for those with `x`.
    Bytes { name: String, direction: Direction, bytes: Vec<u8>, unordered: bool, lost: bool },
    /// The network connection is lost.
    Cut { name: String },
    /// The subject must close the connection.
    Closed { name: String },
    /// Nothing is waiting.
    Silent { name: String },
    /// An order to the subject.
    Does { name: String, order: String },
    /// What the subject must tell its user.
    Says { name: String, text: String },
    /// Time passes.
    Advance(Duration),
}

/// Reads bytes in the notation of conversations: `30 * s"a/b" "21.5"`.
///
/// # Errors
/// What is wrong, and how to write it.
pub fn bytes(text: &str) -> Result<Vec<u8>, String> {
    bytes::parse(text)
}

/// Why a `.conv` text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ConvError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it, and how to write it.
    pub what: String,
}
