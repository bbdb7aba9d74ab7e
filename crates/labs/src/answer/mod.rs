//! What a question expects, and whether an answer is right.
//!
//! An answer forgives case, accents, spaces, « un » for 1, `0x30` for `30` and small slips of the pen. It never takes
//! one number for another, nor a packet's name for another's: what is as near to a wrong answer as to the right
//! one is wrong.

mod number;
mod text;

/// What is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// A number, in digits or in French words, with or without a unit.
    Number(String),
    /// Bytes in hexadecimal, with or without spaces and `0x`.
    Hex(String),
    /// A letter of a list.
    Choice(char),
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

    /// Whether `given` is a right answer. A blank never is.
    #[must_use]
    pub fn accepts(&self, given: &str) -> bool {
        match self {
            Expected::Number(right) => number::same(given, right),
            Expected::Hex(right) => hex(given).is_some_and(|given| Some(given) == hex(right)),
            Expected::Choice(right) => choice(given) == Some(right.to_ascii_lowercase()),
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
            Expected::Number(right) | Expected::Hex(right) => given == right,
            Expected::Choice(letter) => given.chars().eq([*letter]),
            Expected::Word { right, .. } | Expected::Exact(right) => right.iter().any(|right| right == given),
            Expected::Sequence(right) => text::items(given) == *right,
        }
    }

    /// The answer that a key shows.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Expected::Number(right) | Expected::Hex(right) => right.clone(),
            Expected::Choice(letter) => letter.to_string(),
            Expected::Word { right, .. } | Expected::Exact(right) => {
                right.first().cloned().unwrap_or_default()
            }
            Expected::Sequence(right) => right.join(", "),
        }
    }
}

/// The digits of bytes written in hexadecimal; `None` when something else is there.
fn hex(text: &str) -> Option<String> {
    let lower = text.trim().to_ascii_lowercase();
    let bytes = lower.split(|separator: char| separator.is_whitespace() || ",;:-".contains(separator));
    let digits: String = bytes.map(|byte| byte.trim_start_matches("0x").trim_end_matches('h')).collect();
    (!digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_hexdigit())).then_some(digits)
}

/// The letter of `b`, `B)`, `réponse b`; `None` when there are several, as in `a ou b`.
fn choice(text: &str) -> Option<char> {
    let plain = text::plain(text);
    let mut letters =
        plain.split(' ').filter(|word| !["reponse", "choix", "lettre", "la", "le", "cause"].contains(word));
    match (letters.next().map(|word| word.chars().collect::<Vec<_>>()), letters.next()) {
        (Some(word), None) if word.len() == 1 => word.first().copied(),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
