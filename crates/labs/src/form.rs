//! The form that pupils fill in, `reponses/tp1.toml`, and how it is marked with its [`Key`].
//!
//! A form is a flat list of answers, each between quotes; numbers may do without.

use std::collections::BTreeMap;

use crate::key::{Criterion, Key};
use crate::messages;

/// A form, filled in or not.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub is_right: bool,
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
        let entries = table.into_iter().map(|(name, value)| {
            let value = match value {
                toml::Value::String(text) => text,
                toml::Value::Integer(number) => number.to_string(),
                toml::Value::Float(number) => number.to_string(),
                toml::Value::Boolean(yes) => messages::yes_or_no(yes).to_owned(),
                _ => String::new(),
            };
            (name, value)
        });
        Ok(Form { entries: entries.collect() })
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
            let is_right = question.expected.accepts(&given);
            Marked {
                name: question.name.clone(),
                criterion: question.criterion,
                given,
                is_right,
                points: if is_right { question.points } else { 0.0 },
                out_of: question.points,
            }
        };
        key.questions.iter().map(mark).collect()
    }
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
    fn a_kind_that_does_not_go_with_its_answer_is_refused() {
        let text = KEY.replace("\"nombre\"", "\"suite\"");
        let error = Key::parse(&text).expect_err("a sequence of one");
        assert_eq!(error, crate::key::KeyError::Kind { name: "q1".into(), kind: "suite".into() });
    }
}
