//! Rules as they are written.

mod error;
mod step;
mod suggest;
mod table;
mod variables;
mod want;

use crate::rule::{Goal, Rule};

pub use error::{Kind, Problem, RuleError};
use table::{At, Source, Table};
use variables::Variables;
use want::{Sort, want};

/// The version of the language.
pub const VERSION: u64 = 1;

/// The most rules of a file, steps of a rule, and bytes of a file.
const MOST_RULES: usize = 100;
const MOST_STEPS: usize = 100;
const MOST_BYTES: usize = 256 << 10;

/// A file of rules: what the trace of a lab must show.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    title: String,
    optional: bool,
    all: Vec<Rule>,
}

impl Rules {
    /// Reads rules; `file` names them in errors.
    ///
    /// # Errors
    /// Where they cannot be read, and why.
    pub fn parse(file: &str, text: &str) -> Result<Rules, RuleError> {
        let source = Source { name: file, text };
        if text.len() > MOST_BYTES {
            return Err(source.wrong(0..0, Problem::TooMany(MOST_BYTES)));
        }
        let mut table = source.table()?;
        let version = table.need("version")?;
        if table::whole(&version) != Some(VERSION) {
            return Err(table.wrong_at(&version, Problem::Version));
        }
        let title = table.need("titre")?;
        let title = table.text(&title)?;
        let optional = table.flag("facultative")?;
        let sections = match table.take("regles") {
            Some(value) => table.list(value, MOST_RULES)?,
            None => Vec::new(),
        };
        if sections.is_empty() {
            return Err(table.wrong(Problem::Empty("regles")));
        }
        let mut all: Vec<Rule> = Vec::new();
        for section in sections {
            let rule = rule(table.table(section)?, &all)?;
            all.push(rule);
        }
        table.finish(&["version", "titre", "facultative", "regles"])?;
        Ok(Rules { title, optional, all })
    }

    /// What they are about, for people.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Whether the lab does without this trace.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.optional
    }

    /// The rules, in the order of the file.
    #[must_use]
    pub fn all(&self) -> &[Rule] {
        &self.all
    }
}

fn rule(mut table: Table<'_>, earlier: &[Rule]) -> Result<Rule, RuleError> {
    let name_value = table.need("nom")?;
    let name = table.text(&name_value)?;
    let is_name = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let taken = earlier.iter().any(|rule| rule.name == name);
    if !is_name || taken {
        return Err(table.wrong_at(&name_value, Problem::Name { taken }));
    }
    let text = table.need("texte")?;
    let text = table.text(&text)?;
    let help = table.take("aide").map(|value| table.text(&value)).transpose()?;
    let points = table.take("points").map(|value| table.decimal(&value, 100)).transpose()?;
    let optional = table.flag("facultative")?;
    let mut variables = Variables::new();
    let client = table.take("client");
    let client = client.map(|value| want(&table, value, Sort::Text, &mut variables, false)).transpose()?;
    let written = table.need("etapes")?;
    let place = written.span();
    let written: Vec<At<'_>> = table.list(written, MOST_STEPS)?;
    let mut steps = Vec::new();
    for value in written {
        if matches!(steps.last(), Some(step) if is_end(step)) {
            return Err(table.wrong_at(&value, Problem::LastStep));
        }
        let is_first = steps.is_empty();
        steps.extend(step::steps(table.table(value)?, client.as_ref(), &mut variables, is_first)?);
        if steps.len() > MOST_STEPS {
            return Err(table.source.wrong(place, Problem::TooMany(MOST_STEPS)));
        }
    }
    // To end is not to show something.
    if steps.iter().all(is_end) {
        return Err(table.source.wrong(place, Problem::Empty("etapes")));
    }
    table.finish(&["nom", "texte", "aide", "points", "facultative", "client", "etapes"])?;
    let points = points.unwrap_or(1.0);
    Ok(Rule { name, text, help, points, optional, variables: variables.into_names(), steps })
}

fn is_end(step: &crate::rule::Step) -> bool {
    step.what == Goal::EndOfTrace
}
