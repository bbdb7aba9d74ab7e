//! What is wrong in a file of rules, and where.

use std::fmt;

use mqtt_packet::PacketType;
use mqtt_trace::Side;

use crate::messages;

/// Where a file of rules cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    /// The name of the file, for people.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The first column, from 1, in characters.
    pub column: usize,
    /// How many characters are wrong; 0 where something is missing.
    pub width: usize,
    /// The whole line.
    pub text: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Not TOML.
    Syntax,
    /// A key that has no meaning here; perhaps one of the `known` was meant.
    Key {
        /// The nearest.
        close: Option<&'static str>,
        /// All.
        known: Vec<&'static str>,
    },
    /// This key is needed.
    Missing(&'static str),
    /// Another kind of value is wanted.
    Kind(Kind),
    /// A number outside these bounds.
    Range(u64, u64),
    /// More of these than a rule needs.
    TooMany(usize),
    /// The file is written in another version of the language.
    Version,
    /// No `[[regles]]`, or no step in one.
    Empty(&'static str),
    /// The name is not a name, or is that of another rule.
    Name {
        /// It is taken.
        taken: bool,
    },
    /// No such type of packet; perhaps this one was meant.
    PacketType(Option<&'static str>),
    /// No such event; perhaps this one was meant.
    Event(Option<&'static str>),
    /// `paquet` and `evenement` exclude each other.
    PacketAndEvent,
    /// `de` is neither `client` nor `broker`.
    Side,
    /// Both sides send this type: `de` must say which.
    SideMissing(PacketType),
    /// Only this side sends this type.
    WrongSide(PacketType, Side),
    /// This type of packet has no such field.
    NotOfType(PacketType, Vec<&'static str>),
    /// Not a topic filter.
    Filter,
    /// No step before has given this variable a value.
    Variable(Option<String>),
    /// The variable stands for something of another kind.
    OtherKind,
    /// Nothing comes before the first step.
    FirstStep,
    /// Nothing comes after the end of the trace.
    LastStep,
    /// The longest delay is shorter than the shortest.
    DelaysReversed,
}

/// A kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum Kind {
    Text,
    Number,
    Flag,
    Table,
    List,
    /// A number, a list of numbers, bounds, a variable, or `{ sauf = … }`.
    SomeNumbers,
    /// A text, a list of texts, a variable, or `{ sauf = … }`.
    SomeTexts,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::rule_error(self))
    }
}

impl std::error::Error for RuleError {}
