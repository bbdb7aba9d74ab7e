//! The form that pupils fill in, `reponses/tp1.toml`, and how it is marked with its [`Key`].
//!
//! A form is a flat list of answers, each between quotes; numbers may do without.

use std::collections::BTreeMap;

use crate::answer::Judged;
use crate::key::{Criterion, Key};
use crate::messages;

/// A form, filled in or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Each entry as text, blank where there is no answer; the heading's entries (`feuille`, `binome`) too.
    entries: BTreeMap<String, String>,
}

/// A form that cannot be read. The text is for the pupil: which line, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", messages::form_unreadable(*line))]
pub struct FormError {
    /// The line, from 1.
    pub line: usize,
}

/// A line of a form that is not TOML, or that answers a question again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The line, from 1.
    pub line: usize,
    /// What was taken as its answer all the same.
    pub kept: Option<String>,
}

/// What people, and the programs that correct what they type, put round an answer.
const QUOTES: [char; 10] = ['"', '\'', '`', '«', '»', '“', '”', '’', '\u{a0}', '\u{202f}'];

/// An answer with its points.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// The question: `q1`.
    pub name: String,
    /// What it assesses.
    pub criterion: Criterion,
    /// What the pupil wrote; blank for no answer.
    pub given: String,
    /// Whether it is right.
    pub judged: Judged,
    /// Points, all or none.
    pub points: f64,
    /// What they are out of.
    pub out_of: f64,
}

impl Form {
    /// Reads a form.
    ///
    /// # Errors
    /// [`FormError`], most often a forgotten quote.
    pub fn parse(text: &str) -> Result<Form, FormError> {
        // Some editors begin a file with a byte order mark.
        let text = text.trim_start_matches('\u{feff}');
        let table: toml::Table = toml::from_str(text).map_err(|error| {
            let before = text.get(..error.span().unwrap_or_default().start).unwrap_or_default();
            FormError { line: before.matches('\n').count() + 1 }
        })?;
        Ok(Form { entries: table.into_iter().map(|(name, value)| (name, as_text(value))).collect() })
    }

    /// Reads as much of a form as can be read. A line that is not TOML loses at most its own answer: what stands after
    /// `=` is taken without its quotes, and the line is told. A form that [`parse`](Self::parse) reads has no slip.
    #[must_use]
    pub fn read(text: &str) -> (Form, Vec<Slip>) {
        if let Ok(form) = Form::parse(text) {
            return (form, Vec::new());
        }
        let mut entries = BTreeMap::new();
        let mut slips = Vec::new();
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let read = line.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
            let Some((name, value)) = read.filter(|(name, _)| is_name(name)) else {
                slips.push(Slip { line: number, kept: None });
                continue;
            };
            let alone = toml::from_str::<toml::Table>(line).ok();
            let value = match alone.and_then(|mut table| table.remove(name)) {
                Some(value) => as_text(value),
                None => {
                    let kept = value.trim_matches(QUOTES).trim().to_owned();
                    slips.push(Slip { line: number, kept: Some(kept.clone()) });
                    kept
                }
            };
            // Written twice: the later answer is the one that was meant, unless it is blank.
            let before: Option<&String> = entries.get(name);
            if !value.is_empty() && before.is_some_and(|before| !before.is_empty() && *before != value) {
                slips.push(Slip { line: number, kept: Some(value.clone()) });
            }
            if before.is_none() || !value.is_empty() {
                entries.insert(name.to_owned(), value);
            }
        }
        (Form { entries }, slips)
    }

    /// The entries of both forms; where both have one, the other's unless it is blank.
    #[must_use]
    pub fn and(mut self, other: Form) -> Form {
        for (name, value) in other.entries {
            if !value.is_empty() || !self.entries.contains_key(&name) {
                self.entries.insert(name, value);
            }
        }
        self
    }

    /// What stands under a name; `None` when there is no such entry.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.entries.get(name).map(String::as_str)
    }

    /// The names of all entries.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Marks the form: one result for each question of the key, in its order.
    #[must_use]
    pub fn mark(&self, key: &Key) -> Vec<Marked> {
        let mark = |question: &crate::key::Question| {
            let given = self.get(&question.name).unwrap_or_default().trim().to_owned();
            let judged = question.expected.judge(&given);
            Marked {
                name: question.name.clone(),
                criterion: question.criterion,
                given,
                judged,
                points: if judged.is_right() { question.points } else { 0.0 },
                out_of: question.points,
            }
        };
        key.questions.iter().map(mark).collect()
    }
}

fn as_text(value: toml::Value) -> String {
    match value {
        toml::Value::String(text) => text,
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Boolean(yes) => messages::yes_or_no(yes).to_owned(),
        _ => String::new(),
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = r#"
        feuille = "tp1"
        [[questions]]
        nom = "q1"
        critere = "identifier"
        points = 1.5
        type = "nombre"
        reponse = "10"
        explication = "…"
        [[questions]]
        nom = "q2"
        critere = "manipuler"
        points = 1
        type = "mot"
        reponse = ["PUBACK"]
        explication = "…"
    "#;

    fn points(form: &str) -> Vec<f64> {
        let key = Key::parse(KEY).expect("a key");
        Form::parse(form).expect("a form").mark(&key).iter().map(|marked| marked.points).collect()
    }

    #[test]
    fn right_wrong_and_missing_answers() {
        assert_eq!(points("q1 = \"dix\"\nq2 = \"puback\""), [1.5, 1.0]);
        assert_eq!(points("q1 = 10\nq2 = \"PUBREC\""), [1.5, 0.0]);
        assert_eq!(points("q1 = \"\""), [0.0, 0.0]);
        assert_eq!(points("\u{feff}q1 = \"10\"\r\n"), [1.5, 0.0], "as Windows writes it");
    }

    #[test]
    fn a_forgotten_quote_is_told_with_its_line() {
        let error = Form::parse("q1 = \"10\"\nq2 = PUBACK\n").expect_err("no quotes");
        assert_eq!(error.line, 2);
    }

    #[test]
    fn a_slip_costs_at_most_its_own_answer() {
        for (text, expected, slips) in [
            ("q1 = \"10\"\nq2 = \"PUBACK\"", [1.5, 1.0], vec![]),
            ("q1 = \"10\"\nq2 = PUBACK", [1.5, 1.0], vec![2]),
            ("q1 = \"10\nq2 = \"PUBACK\"", [1.5, 1.0], vec![1]),
            ("q1 = “10”\n\nq2 = « puback »", [1.5, 1.0], vec![1, 3]),
            ("# Q1\nbonjour\nq1 10\nq2 = \"PUBACK\"", [0.0, 1.0], vec![2, 3]),
            ("q1 = \"9\"\nq1 = \"10\"", [1.5, 0.0], vec![2]),
            ("q1 = \"10\"\nq1 = \"\"", [1.5, 0.0], vec![]),
            ("q1 = [[[[[\nq2 = \"PUBACK\"", [0.0, 1.0], vec![1]),
        ] {
            let (form, found) = Form::read(text);
            let key = Key::parse(KEY).expect("a key");
            let points: Vec<f64> = form.mark(&key).iter().map(|marked| marked.points).collect();
            assert_eq!(points, expected, "{text}");
            assert_eq!(found.iter().map(|slip| slip.line).collect::<Vec<_>>(), slips, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_and_its_slips_are_in_it(text in "[\\x00-\\x7f«“é]{0,80}") {
            let (_, slips) = Form::read(&text);
            let lines = text.lines().count();
            proptest::prop_assert!(slips.iter().all(|slip| (1..=lines).contains(&slip.line)), "{slips:?}");
        }
    }

    #[test]
    fn a_key_that_is_no_key_is_told_with_its_line() {
        for (text, line) in
            [("feuille = \n".to_owned(), 1), (KEY.replacen("points = 1.5", "points = un", 1), 6)]
        {
            let error = Key::parse(&text).expect_err("no key");
            assert!(
                matches!(error, crate::key::KeyError::Unreadable { line: at, .. } if at == line),
                "{error}"
            );
        }
    }

    #[test]
    fn a_kind_that_does_not_go_with_its_answer_is_refused() {
        let text = KEY.replace("\"nombre\"", "\"suite\"");
        let error = Key::parse(&text).expect_err("a sequence of one");
        assert_eq!(error, crate::key::KeyError::Kind { name: "q1".into(), kind: "suite".into() });
    }
}
