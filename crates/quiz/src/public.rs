//! The part of the bank that pupils have: `book/quiz/qos-1.toml`, with hashes in place of answers.
//!
//! It is written by `quiz publier` from the bank, and read by the book and by `atelier quiz`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use labs::Shape;
use serde::Deserialize;

use crate::asked::Asked;
use crate::messages;
use crate::question::Usage;
use crate::read::Chapter;
use crate::veil::{hash, unveil, veil};

/// Where the public part lies, from the kit's root.
pub const PUBLIC: &str = "book/quiz";

/// The self-test of a chapter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelfTest {
    /// The chapter's title.
    #[serde(rename = "titre")]
    pub title: String,
    /// In the order of the chapter.
    #[serde(default)]
    pub questions: Vec<Veiled>,
}

/// A question whose answer is not told.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Veiled {
    /// As in the bank.
    #[serde(rename = "nom")]
    pub name: String,
    /// As in the bank: `choix`, `ordre`.
    #[serde(rename = "genre")]
    pub kind: VeiledKind,
    /// What is asked; code stands between backquotes.
    #[serde(rename = "enonce")]
    pub text: String,
    /// The log or the packet that it is asked of.
    #[serde(rename = "journal")]
    pub log: Option<String>,
    /// Choices, or things to put in order, lettered from `a`.
    #[serde(rename = "choix", default)]
    pub shown: Vec<String>,
    /// Where the answer is said.
    pub reference: String,
    /// [`hash`] of the right answer.
    #[serde(rename = "empreinte")]
    pub right: String,
    /// Why, veiled.
    #[serde(rename = "explication")]
    pub why: String,
    /// By the [`hash`] of a usual wrong answer, what to say of it, veiled.
    #[serde(rename = "erreurs", default)]
    pub mistakes: BTreeMap<String, String>,
}

/// The kind of a question, without its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VeiledKind {
    /// One choice is right.
    #[serde(rename = "choix")]
    Single,
    /// Several choices are right.
    #[serde(rename = "choix-multiple")]
    Several,
    /// Things to put in order.
    #[serde(rename = "ordre")]
    Order,
    /// Bytes in hexadecimal.
    #[serde(rename = "octets")]
    Bytes,
    /// A whole number.
    #[serde(rename = "nombre")]
    Number,
}

/// What an answer is worth, and what to say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Whether it is right.
    pub is_right: bool,
    /// What usual mistakes in it come from.
    pub remarks: Vec<String>,
    /// Why the right answer is right.
    pub why: String,
}

impl SelfTest {
    /// Reads what `quiz publier` wrote.
    ///
    /// # Errors
    /// What TOML says; the file was changed by hand.
    pub fn parse(text: &str) -> Result<SelfTest, toml::de::Error> {
        toml::from_str(text)
    }

    /// Reads the self-test of a chapter in the public folder.
    ///
    /// # Errors
    /// When its file is missing or was changed by hand.
    pub fn load(folder: &Path, chapter: &str) -> anyhow::Result<SelfTest> {
        use anyhow::Context;
        let file = folder.join(format!("{chapter}.toml"));
        let text = std::fs::read_to_string(&file).with_context(|| messages::cannot_read(&file))?;
        SelfTest::parse(&text).with_context(|| messages::cannot_read(&file))
    }
}

impl Veiled {
    /// The shape of an answer.
    #[must_use]
    pub fn shape(&self) -> Shape {
        match self.kind {
            VeiledKind::Single => Shape::Letter,
            VeiledKind::Several => Shape::Letters,
            VeiledKind::Order => Shape::Order,
            VeiledKind::Bytes => Shape::Bytes,
            VeiledKind::Number => Shape::Number,
        }
    }

    /// The letters and what they stand before.
    pub fn lettered(&self) -> impl Iterator<Item = (char, &str)> {
        ('a'..).zip(self.shown.iter().map(String::as_str))
    }

    /// The answer in the only way that it can be written; `None` for what cannot be an answer to this question.
    #[must_use]
    pub fn canonical(&self, given: &str) -> Option<String> {
        let answer = self.shape().canonical(given)?;
        let is_shown = |letter: char| self.lettered().any(|(shown, _)| shown == letter);
        let is_possible = match self.kind {
            VeiledKind::Single | VeiledKind::Several => answer.chars().all(is_shown),
            VeiledKind::Order => answer.chars().all(is_shown) && answer.chars().count() == self.shown.len(),
            VeiledKind::Bytes | VeiledKind::Number => true,
        };
        is_possible.then_some(answer)
    }

    /// Compares a [`canonical`](Self::canonical) answer.
    #[must_use]
    pub fn tell(&self, answer: &str) -> Told {
        let unveiled = |veiled: &String| unveil(&self.name, veiled);
        let keys: Vec<String> = match self.kind {
            VeiledKind::Several => {
                let sign = |letter| if answer.contains(letter) { '+' } else { '-' };
                self.lettered().map(|(letter, _)| format!("{}{letter}", sign(letter))).collect()
            }
            _ => vec![answer.to_owned()],
        };
        let remarks = keys.iter().filter_map(|key| self.mistakes.get(&hash(&self.name, key)));
        Told {
            is_right: hash(&self.name, answer) == self.right,
            remarks: remarks.filter_map(unveiled).collect(),
            why: unveiled(&self.why).unwrap_or_default(),
        }
    }
}

/// The public part of a chapter, as text.
#[must_use]
pub fn write(chapter: &Chapter) -> String {
    let mut text = format!("{}\ntitre = {}\n", messages::command::PUBLIC_HEADING, quoted(&chapter.title));
    for question in chapter.questions.iter().filter(|question| question.usage == Usage::SelfTest) {
        let asked = Asked::of_self_test(question);
        let name = &question.name;
        let _ =
            writeln!(text, "\n[[questions]]\nnom = {}\ngenre = \"{}\"", quoted(name), question.kind.name());
        let _ = writeln!(text, "enonce = {}", quoted(&question.text));
        if let Some(log) = &question.log {
            let _ = writeln!(text, "journal = {}", quoted(log));
        }
        let shown: Vec<String> = asked.shown().map(|(_, shown)| quoted(shown)).collect();
        if !shown.is_empty() {
            let _ = writeln!(text, "choix = [\n  {},\n]", shown.join(",\n  "));
        }
        let right = asked.shape().canonical(&asked.expected().shown()).unwrap_or_default();
        let _ = writeln!(text, "reference = {}", quoted(&question.reference));
        let _ = writeln!(text, "empreinte = \"{}\"", hash(name, &right));
        let _ = writeln!(text, "explication = \"{}\"", veil(name, &question.why));
        text.push_str("[questions.erreurs]\n");
        for mistake in asked.mistakes() {
            let canonical = match asked.shape() {
                Shape::Letters => Some(mistake.given),
                shape => shape.canonical(&mistake.given),
            };
            let key = hash(name, &canonical.unwrap_or_default());
            let _ = writeln!(text, "{key} = \"{}\"", veil(name, &mistake.said));
        }
    }
    text
}

/// A TOML string on one line.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{text}\"")
}
