//! All the rules that were asked for.

use super::{FaultError, Rule, parse};

/// The rules, in the order in which they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Script {
    rules: Vec<Rule>,
}

impl Script {
    /// Reads the lines of a script: a rule each, or nothing but a comment. `source` is its name, for people.
    ///
    /// # Errors
    /// [`FaultError`], for the first line that cannot be read.
    pub fn parse(source: &str, text: &str) -> Result<Script, FaultError> {
        let mut rules = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let rule = parse::rule(line).map_err(|(column, width, problem)| FaultError {
                source: source.to_owned(),
                line: index + 1,
                column,
                width,
                text: line.to_owned(),
                problem,
            })?;
            rules.extend(rule);
        }
        Ok(Script { rules })
    }

    /// Its rules and then those of `other`.
    pub fn extend(&mut self, other: Script) {
        self.rules.extend(other.rules);
    }

    pub(super) fn into_rules(self) -> Vec<Rule> {
        self.rules
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }
}
