//! A question of the bank.

use labs::Criterion;

/// A question, with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name in the bank, which begins with its chapter: `qos-1-puback-perdu`.
    pub name: String,
    /// What it is for.
    pub usage: Usage,
    /// What it assesses.
    pub criterion: Criterion,
    /// From 1, know it again, to 3, put several ideas together.
    pub level: u8,
    /// What is asked; code stands between backquotes.
    pub text: String,
    /// The log or the packet that it is asked of, line by line.
    pub log: Option<String>,
    /// The kind of answer, and the right one.
    pub kind: Kind,
    /// Why it is right.
    pub why: String,
    /// Where that is said: a statement or a section of MQTT 3.1.1, or another text.
    pub reference: String,
}

/// What a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
pub enum Usage {
    /// Self-tests: pupils have it, with its answer veiled.
    #[serde(rename = "autotest")]
    SelfTest,
    /// Papers that the teacher draws: pupils do not have it.
    #[serde(rename = "epreuve")]
    Exam,
}

/// The kind of answer, and the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One choice is right.
    Single(Vec<Choice>),
    /// Several choices are right.
    Several(Vec<Choice>),
    /// Things to put in order.
    Order {
        /// In the right order.
        items: Vec<String>,
        /// Usual wrong orders.
        mistakes: Vec<OrderMistake>,
    },
    /// Bytes to write in hexadecimal.
    Bytes {
        /// The digits, without spaces.
        right: String,
        /// Usual wrong bytes.
        mistakes: Vec<ValueMistake>,
        /// The packet that the bytes are missing from.
        frame: Option<Frame>,
    },
    /// A whole number to find.
    Number {
        /// The number.
        right: u64,
        /// Usual wrong numbers.
        mistakes: Vec<ValueMistake>,
    },
}

/// One of the choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The choice; code stands between backquotes.
    pub text: String,
    /// Whether it is right.
    pub is_right: bool,
    /// What to say to who was mistaken about it; empty for nothing.
    pub said: String,
}

/// A usual wrong order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderMistake {
    /// Places in the right order, from 0.
    pub places: Vec<usize>,
    /// What to say of it.
    pub said: String,
}

/// A usual wrong value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueMistake {
    /// The value, as a pupil would write it.
    pub given: String,
    /// What to say of it.
    pub said: String,
}

/// A packet with the asked bytes left out: what lets a program check that one answer is right, and one alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Bytes in hexadecimal; `??` for each one that is asked.
    pub bytes: String,
    /// What the packet is once it is whole, as a broker's log tells it: `PUBLISH (d0, q1, r0, m1, 'a', ... (2 bytes))`.
    pub read: String,
}

impl Kind {
    /// The choices; none where there is nothing to choose.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match self {
            Kind::Single(choices) | Kind::Several(choices) => choices,
            Kind::Order { .. } | Kind::Bytes { .. } | Kind::Number { .. } => &[],
        }
    }

    /// As the bank names it: `choix-multiple`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Single(_) => "choix",
            Kind::Several(_) => "choix-multiple",
            Kind::Order { .. } => "ordre",
            Kind::Bytes { .. } => "octets",
            Kind::Number { .. } => "nombre",
        }
    }
}
