//! A key as the text of its file.

use std::fmt::Write;

use super::{Criterion, Key};
use crate::answer::Expected;

impl Key {
    /// The key in TOML, as [`Key::parse`] reads it. No text of it may hold a control character.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text = format!("feuille = {}\n", quoted(&self.sheet));
        if let Some(pair) = self.pair {
            let _ = writeln!(text, "binome = {pair}");
        }
        for question in &self.questions {
            let (kind, answer) = kind_and_answer(&question.expected);
            let _ = writeln!(
                text,
                "\n[[questions]]\nnom = {}\ncritere = \"{}\"\npoints = {}",
                quoted(&question.name),
                question.criterion.name(),
                question.points
            );
            let _ = writeln!(text, "type = \"{kind}\"\nreponse = {answer}");
            if let Expected::Word { wrong, .. } = &question.expected
                && !wrong.is_empty()
            {
                let _ = writeln!(text, "faux = {}", list(wrong));
            }
            let _ = writeln!(text, "explication = {}", quoted(&question.why));
            if !question.mistakes.is_empty() {
                text.push_str("erreurs = [\n");
                for mistake in &question.mistakes {
                    let (given, said) = (quoted(&mistake.given), quoted(&mistake.said));
                    let _ = writeln!(text, "  {{ reponse = {given}, dit = {said} }},");
                }
                text.push_str("]\n");
            }
        }
        text
    }
}

impl Criterion {
    /// The four, in the order of the sequence.
    pub const ALL: [Criterion; 4] =
        [Criterion::Identify, Criterion::Manipulate, Criterion::Apply, Criterion::Report];

    /// As keys name it: `rendre-compte`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Criterion::Identify => "identifier",
            Criterion::Manipulate => "manipuler",
            Criterion::Apply => "appliquer",
            Criterion::Report => "rendre-compte",
        }
    }
}

fn kind_and_answer(expected: &Expected) -> (&'static str, String) {
    match expected {
        Expected::Number(right) => ("nombre", quoted(right)),
        Expected::Hex(right) => ("hexa", quoted(right)),
        Expected::Choice(letter) => ("choix", quoted(&letter.to_string())),
        Expected::Choices(letters) => ("choix-multiple", quoted(letters)),
        Expected::Order(letters) => ("ordre", quoted(letters)),
        Expected::Word { right, .. } => ("mot", list(right)),
        Expected::Sequence(right) => ("suite", list(right)),
        Expected::Exact(right) => ("exact", list(right)),
    }
}

fn list(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    format!("[{}]", words.join(", "))
}

/// A TOML string; what is drawn has no control character.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::{Mistake, Question};

    #[test]
    fn what_is_written_is_read_back() {
        let kinds = [
            Expected::Number("5".into()),
            Expected::Hex("32 0c".into()),
            Expected::Choice('b'),
            Expected::Choices("ac".into()),
            Expected::Order("cab".into()),
            Expected::Word {
                right: vec!["PUBACK".into(), "un \"ack\"".into()],
                wrong: vec!["PUBREC".into()],
            },
            Expected::Sequence(vec!["a".into(), "b".into()]),
            Expected::Exact(vec!["maison/#".into()]),
        ];
        let question = |(number, expected): (usize, Expected)| Question {
            name: format!("q{number}"),
            criterion: Criterion::ALL[number % 4],
            points: 1.5,
            expected,
            why: "« pourquoi » : \\ \"".into(),
            mistakes: vec![Mistake { given: "c".into(), said: "non".into() }],
        };
        let questions = kinds.into_iter().enumerate().map(question).collect();
        let key = Key { sheet: "td1".into(), pair: Some(7), questions };
        assert_eq!(Key::parse(&key.to_toml()).expect("it was just written"), key);
    }

    #[test]
    fn each_mistake_in_several_letters_is_told() {
        let mistakes = ["+b", "-c", "+a"].map(|given| Mistake { given: given.into(), said: given.into() });
        let question = Question {
            name: "q1".into(),
            criterion: Criterion::Identify,
            points: 1.0,
            expected: Expected::Choices("ac".into()),
            why: String::new(),
            mistakes: mistakes.into(),
        };
        assert_eq!(question.said_of("a, b"), ["+b", "-c"]);
        assert_eq!(question.said_of("c a"), [""; 0]);
        assert_eq!(question.said_of("?"), [""; 0]);
    }
}
