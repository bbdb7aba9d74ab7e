//! A drawn sheet: its questions written as statement, form and key.

use std::fmt::Write;

use crate::answer::Expected;
use crate::key::{Criterion, Key, Question};
use crate::messages;

/// A TD drawn for a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What the pair reads, in Markdown, with its logs.
    pub statement: String,
    /// The logs alone, one file each: a name such as `td2-panne-3.log`, and the text.
    pub logs: Vec<(String, String)>,
    /// What the pair fills in, in TOML.
    pub form: String,
    /// What the teacher marks with, in TOML.
    pub key: String,
}

/// A question of a sheet.
#[derive(Debug)]
pub(crate) struct Asked {
    pub name: String,
    /// In Markdown.
    pub text: String,
    pub expected: Expected,
    pub why: String,
}

/// A question that is asked without having exactly one right answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ambiguous(pub String);

/// Numbers questions as they are asked.
#[derive(Debug, Default)]
pub(crate) struct Questions {
    pub asked: Vec<Asked>,
}

impl Questions {
    /// Asks, and gives the question's line for the statement.
    pub(crate) fn ask(
        &mut self,
        text: String,
        expected: Option<Expected>,
        why: String,
    ) -> Result<String, Ambiguous> {
        let number = self.asked.len() + 1;
        let name = format!("q{number}");
        let Some(expected) = expected else { return Err(Ambiguous(name)) };
        let line = format!("**Q{number}.** {text}\n\n");
        self.asked.push(Asked { name, text, expected, why });
        Ok(line)
    }
}

pub(crate) fn form(number: u8, pair: u32, asked: &[Asked]) -> String {
    let mut form = messages::form_heading(number, pair);
    let _ = writeln!(form, "\nfeuille = \"td{number}\"\nbinome = {pair}\n");
    for question in asked {
        let number = question.name.to_uppercase();
        let _ = writeln!(form, "# {number}. {}", question.text);
        let _ = writeln!(form, "{} = \"\"\n", question.name);
    }
    form.truncate(form.trim_end().len() + 1);
    form
}

pub(crate) fn key(number: u8, pair: u32, asked: &[Asked]) -> String {
    let question = |asked: &Asked| Question {
        name: asked.name.clone(),
        criterion: Criterion::Identify,
        points: 1.0,
        expected: asked.expected.clone(),
        why: asked.why.clone(),
        mistakes: Vec::new(),
    };
    let questions = asked.iter().map(question).collect();
    let key = Key { sheet: format!("td{number}"), pair: Some(pair), questions };
    format!("{}\n{}", messages::key_heading(number, pair), key.to_toml())
}
