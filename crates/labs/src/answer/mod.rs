//! What a question expects, and whether an answer is right.
//!
//! An answer forgives case, accents, spaces, « un » for 1, `0x30` for `30` and small slips of the pen. It never takes
//! one number for another, nor a packet's name for another's: what is as near to a wrong answer as to the right
//! one is wrong.

mod number;
mod shape;
mod text;

pub use shape::Shape;

/// What is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// A number, in digits or in French words, with or without a unit.
    Number(String),
    /// Bytes in hexadecimal, with or without spaces and `0x`.
    Hex(String),
    /// A letter of a list.
    Choice(char),
    /// Letters of a list, in any order.
    Choices(String),
    /// The letters of a list in the right order.
    Order(String),
    /// A word: a client identifier, a packet, a flag. Any of `right` will do.
    Word {
        /// What is right; the first is the one that a key shows.
        right: Vec<String>,
        /// What it could be mistaken for, beside the terms of MQTT: never right, however near.
        wrong: Vec<String>,
    },
    /// Several words in this order, separated by commas, arrows or line ends.
    Sequence(Vec<String>),
    /// A topic filter or an option, to the letter: only spaces and quotes round it are forgiven. Any will do.
    Exact(Vec<String>),
}

/// What an answer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// To the letter.
    Right,
    /// Right, though written otherwise: a slip, a number in words, another case.
    Accepted,
    /// Something else.
    Wrong,
    /// No answer.
    Blank,
}

impl Judged {
    /// Whether it has the points.
    #[must_use]
    pub fn is_right(self) -> bool {
        matches!(self, Judged::Right | Judged::Accepted)
    }
}

impl Expected {
    /// A word for which there is one way to write it.
    #[must_use]
    pub fn word(right: impl Into<String>) -> Expected {
        Expected::Word { right: vec![right.into()], wrong: Vec::new() }
    }

    /// The shape of an answer that can be written in one way; `None` where words are compared.
    #[must_use]
    pub fn shape(&self) -> Option<Shape> {
        match self {
            Expected::Number(_) => Some(Shape::Number),
            Expected::Hex(_) => Some(Shape::Bytes),
            Expected::Choice(_) => Some(Shape::Letter),
            Expected::Choices(_) => Some(Shape::Letters),
            Expected::Order(_) => Some(Shape::Order),
            Expected::Word { .. } | Expected::Sequence(_) | Expected::Exact(_) => None,
        }
    }

    /// Whether `given` is a right answer. A blank never is.
    #[must_use]
    pub fn accepts(&self, given: &str) -> bool {
        match self {
            Expected::Number(right) => same(Shape::Number, given, right),
            Expected::Hex(right) => same(Shape::Bytes, given, right),
            Expected::Choice(right) => same(Shape::Letter, given, &right.to_string()),
            Expected::Choices(right) => same(Shape::Letters, given, right),
            Expected::Order(right) => same(Shape::Order, given, right),
            Expected::Word { right, wrong } => text::accepts(given, right, wrong),
            Expected::Sequence(right) => {
                let given = text::items(given);
                given.len() == right.len()
                    && given
                        .iter()
                        .zip(right)
                        .all(|(given, right)| text::accepts(given, std::slice::from_ref(right), &[]))
            }
            Expected::Exact(right) => {
                let given =
                    given.trim().trim_matches(['\'', '"', '`', '«', '»', '\u{a0}', '\u{202f}']).trim();
                right.iter().any(|right| right == given)
            }
        }
    }

    /// Whether `given` is right, and whether it was written as the key writes it.
    #[must_use]
    pub fn judge(&self, given: &str) -> Judged {
        let given = given.trim();
        if given.is_empty() {
            Judged::Blank
        } else if !self.accepts(given) {
            Judged::Wrong
        } else if self.is_to_the_letter(given) {
            Judged::Right
        } else {
            Judged::Accepted
        }
    }

    fn is_to_the_letter(&self, given: &str) -> bool {
        match self {
            Expected::Number(right)
            | Expected::Hex(right)
            | Expected::Choices(right)
            | Expected::Order(right) => given == right,
            Expected::Choice(letter) => given.chars().eq([*letter]),
            Expected::Word { right, .. } | Expected::Exact(right) => right.iter().any(|right| right == given),
            Expected::Sequence(right) => text::items(given) == *right,
        }
    }

    /// The answer that a key shows.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Expected::Number(right)
            | Expected::Hex(right)
            | Expected::Choices(right)
            | Expected::Order(right) => right.clone(),
            Expected::Choice(letter) => letter.to_string(),
            Expected::Word { right, .. } | Expected::Exact(right) => {
                right.first().cloned().unwrap_or_default()
            }
            Expected::Sequence(right) => right.join(", "),
        }
    }
}

fn same(shape: Shape, given: &str, right: &str) -> bool {
    let given = shape.canonical(given);
    given.is_some() && given == shape.canonical(right)
}

#[cfg(test)]
mod tests;
