//! Answers of which there is one way to write each, once what does not matter is taken away.

use super::{number, text};

/// What an answer is made of. Two answers of one shape are the same where their [`canonical`](Self::canonical) texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One letter of a list: `b`.
    Letter,
    /// Letters of a list, in any order: `ac`.
    Letters,
    /// All letters of a list in the order that is asked for: `cabd`.
    Order,
    /// Bytes in hexadecimal: `10c7`.
    Bytes,
    /// A number: `5`, `21.5`.
    Number,
}

/// What may stand round the letters of an answer.
const ROUND_LETTERS: [&str; 11] =
    ["reponse", "reponses", "choix", "lettre", "lettres", "la", "le", "les", "cause", "et", "puis"];

impl Shape {
    /// The answer in the only way that its shape has; `None` for what is no answer of this shape.
    #[must_use]
    pub fn canonical(self, given: &str) -> Option<String> {
        match self {
            Shape::Letter => letters(given).filter(|letters| letters.len() == 1),
            Shape::Letters => letters(given).map(|letters| {
                let mut letters: Vec<char> = letters.chars().collect();
                letters.sort_unstable();
                letters.into_iter().collect()
            }),
            Shape::Order => letters(given),
            Shape::Bytes => hex(given),
            Shape::Number => number::canonical(given),
        }
    }
}

/// The letters of `b`, `B)`, `réponse b`, `a, c`, `A et C`, `c-a-b`, `cab`; `None` where one comes twice or where there is
/// anything else, as in `a ou b`.
fn letters(given: &str) -> Option<String> {
    let plain = text::plain(given);
    let words: Vec<&str> = plain.split(' ').filter(|word| !ROUND_LETTERS.contains(word)).collect();
    let together = matches!(words[..], [_]);
    if !together && words.iter().any(|word| word.len() != 1) {
        return None;
    }
    let letters = words.concat();
    let once = letters.char_indices().all(|(at, letter)| !letters[..at].contains(letter));
    let are_letters = letters.chars().all(|letter| letter.is_ascii_lowercase());
    (!letters.is_empty() && once && are_letters).then_some(letters)
}

/// The digits of bytes written in hexadecimal; `None` when something else is there.
fn hex(text: &str) -> Option<String> {
    let lower = text.trim().to_ascii_lowercase();
    let bytes = lower.split(|separator: char| separator.is_whitespace() || ",;:-".contains(separator));
    let digits: String = bytes.map(|byte| byte.trim_start_matches("0x").trim_end_matches('h')).collect();
    (!digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_hexdigit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_to_write_each() {
        for (shape, given, expected) in [
            (Shape::Letter, "Réponse B)", Some("b")),
            (Shape::Letter, "a, b", None),
            (Shape::Letter, "a ou b", None),
            (Shape::Letters, "c, a", Some("ac")),
            (Shape::Letters, "A et C", Some("ac")),
            (Shape::Letters, "ca", Some("ac")),
            (Shape::Letters, "a a", None),
            (Shape::Letters, "", None),
            (Shape::Order, "c → a puis b", Some("cab")),
            (Shape::Order, "C-A-B", Some("cab")),
            (Shape::Order, "publish", Some("publish")),
            (Shape::Order, "a1", None),
            (Shape::Bytes, "0x32 0C", Some("320c")),
            (Shape::Bytes, "32h", Some("32")),
            (Shape::Bytes, "3g", None),
            (Shape::Number, " 12 octets", Some("12")),
            (Shape::Number, "douze", Some("12")),
            (Shape::Number, "12 ou 13", None),
        ] {
            assert_eq!(shape.canonical(given).as_deref(), expected, "{shape:?} {given}");
        }
    }
}
