//! The teacher's key of a sheet: `cles/tp1.toml`.
//!
//! ```toml
//! feuille = "tp1"
//!
//! [[questions]]
//! nom = "q1"
//! critere = "identifier"
//! points = 1
//! type = "suite"            # nombre, hexa, choix, choix-multiple, ordre, mot, suite, exact
//! reponse = ["PUBLISH", "PUBREC", "PUBREL", "PUBCOMP"]
//! explication = "Les quatre paquets de la QoS 2, dans l’ordre."
//! ```
//!
//! `reponse` is a text or a list: several ways to say one word, or the words of a sequence. `faux` lists the words
//! that are near to the right one and are never right. `erreurs` says of usual wrong answers what they come from:
//! `[{ reponse = "b", dit = "…" }]`, where several letters are expected `+b` for one too many and `-b` for one forgotten.

mod write;

use serde::Deserialize;

use crate::answer::{Expected, Shape};
use crate::messages;

/// A key.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The sheet that it belongs to: `td1`, `tp4`.
    pub sheet: String,
    /// The pair that the sheet was drawn for; `None` when all have the same.
    pub pair: Option<u32>,
    /// In the order of the sheet.
    pub questions: Vec<Question>,
}

/// A question of a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// As in the form: `q1`.
    pub name: String,
    /// What it assesses.
    pub criterion: Criterion,
    /// What it is worth.
    pub points: f64,
    /// The answer.
    pub expected: Expected,
    /// Why, for the corrigé.
    pub why: String,
    /// What usual wrong answers come from.
    pub mistakes: Vec<Mistake>,
}

/// A usual wrong answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mistake {
    /// The answer; where several letters are expected, `+b` for one too many and `-b` for one forgotten.
    #[serde(rename = "reponse")]
    pub given: String,
    /// What to say of it.
    #[serde(rename = "dit")]
    pub said: String,
}

/// The four criteria that the sequence is assessed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Criterion {
    /// Identify and explain exchanges.
    #[serde(rename = "identifier")]
    Identify,
    /// Use the protocol and observe the effect of its parameters.
    #[serde(rename = "manipuler")]
    Manipulate,
    /// Understand practical uses.
    #[serde(rename = "appliquer")]
    Apply,
    /// Hand in an account.
    #[serde(rename = "rendre-compte")]
    Report,
}

/// A key that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not TOML, or not a key; what is wrong and where.
    #[error("{}", messages::key_unreadable(*line, why))]
    Unreadable {
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        why: String,
    },
    /// A `type` that does not go with its `reponse`.
    #[error("{}", messages::wrong_kind(name, kind))]
    Kind {
        /// The question.
        name: String,
        /// Its `type`.
        kind: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKey {
    feuille: String,
    binome: Option<u32>,
    questions: Vec<RawQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuestion {
    nom: String,
    critere: Criterion,
    points: f64,
    r#type: String,
    reponse: Words,
    #[serde(default)]
    faux: Vec<String>,
    explication: String,
    #[serde(default)]
    erreurs: Vec<Mistake>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Several(Vec<String>),
}

impl Key {
    /// Reads a key.
    ///
    /// # Errors
    /// [`KeyError`], which says where and what, in French.
    pub fn parse(text: &str) -> Result<Key, KeyError> {
        let raw: RawKey = toml::from_str(text).map_err(|error| {
            let before = text.get(..error.span().unwrap_or_default().start).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            KeyError::Unreadable { line, why: error.message().to_owned() }
        })?;
        let questions = raw.questions.into_iter().map(Question::from_raw).collect::<Result<_, _>>()?;
        Ok(Key { sheet: raw.feuille, pair: raw.binome, questions })
    }
}

impl Question {
    /// What there is to say of a wrong answer: nothing, or what each usual mistake in it comes from.
    #[must_use]
    pub fn said_of(&self, given: &str) -> Vec<&str> {
        let Some(shape) = self.expected.shape() else { return Vec::new() };
        let Some(answer) = shape.canonical(given) else { return Vec::new() };
        let right = self.expected.shown();
        let is_it = |mistake: &&Mistake| match (shape, mistake.given.split_at_checked(1)) {
            (Shape::Letters, Some(("+", letter))) => answer.contains(letter) && !right.contains(letter),
            (Shape::Letters, Some(("-", letter))) => !answer.contains(letter) && right.contains(letter),
            _ => shape.canonical(&mistake.given).as_ref() == Some(&answer),
        };
        self.mistakes.iter().filter(is_it).map(|mistake| mistake.said.as_str()).collect()
    }

    fn from_raw(raw: RawQuestion) -> Result<Question, KeyError> {
        let words = match raw.reponse {
            Words::One(word) => vec![word],
            Words::Several(words) => words,
        };
        let expected = match (raw.r#type.as_str(), &words[..]) {
            ("nombre", [number]) => Expected::Number(number.clone()),
            ("hexa", [bytes]) => Expected::Hex(bytes.clone()),
            ("choix", [letter]) if letter.chars().count() == 1 => {
                Expected::Choice(letter.chars().next().unwrap_or_default())
            }
            ("choix-multiple", [letters]) => Expected::Choices(letters.clone()),
            ("ordre", [letters]) => Expected::Order(letters.clone()),
            ("mot", [_, ..]) => Expected::Word { right: words, wrong: raw.faux },
            ("suite", [_, _, ..]) => Expected::Sequence(words),
            ("exact", [_, ..]) => Expected::Exact(words),
            _ => return Err(KeyError::Kind { name: raw.nom, kind: raw.r#type }),
        };
        Ok(Question {
            name: raw.nom,
            criterion: raw.critere,
            points: raw.points,
            expected,
            why: raw.explication,
            mistakes: raw.erreurs,
        })
    }
}
