//! What is wrong with a line of a script.

use std::fmt;

use crate::messages;

/// Where a script cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultError {
    /// The name of the script, for people; empty for a line of the command.
    pub source: String,
    /// The line, from 1.
    pub line: usize,
    /// The first column, from 1, in characters.
    pub column: usize,
    /// How many characters are wrong; 0 where something is missing at the end.
    pub width: usize,
    /// The whole line.
    pub text: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The line does not begin with a verb; perhaps this one was meant.
    Verb(Option<&'static str>),
    /// Neither a type of packet; perhaps this one was meant.
    PacketType(Option<&'static str>),
    /// Nothing like this can stand here.
    Unexpected,
    /// Something must follow.
    Missing(Missing),
    /// A number that is not one, is 0, or is too large.
    Number,
    /// A number without its unit, or with one that is none.
    TimeUnit,
    /// As the above, for bytes per second.
    Rate,
    /// « vers » goes with client or broker.
    Direction,
    /// The first time is longer than the second.
    TimesReversed,
    /// Only PUBLISH and PUBREL are sent again.
    NotResendable,
    /// A quote that does not end.
    OpenQuote,
    /// What it says has been said already on the line.
    Twice,
}

/// What must follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// avant, après
    Place,
    /// A type of packet.
    PacketType,
    /// A type of packet, or a number of bytes.
    PacketOrBytes,
    /// A time.
    Time,
    /// Bytes per second.
    Rate,
    /// client or broker
    Direction,
    /// The identifier of a client.
    Client,
}

impl fmt::Display for FaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::fault_error(self))
    }
}

impl std::error::Error for FaultError {}
