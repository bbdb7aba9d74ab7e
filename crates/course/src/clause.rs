//! References to the MQTT 3.1.1 specification.

use std::fmt;

use serde::Deserialize;

/// Where the specification says what an exercise teaches: a numbered statement (`MQTT-2.2.2-1`) or, where the text
/// numbers none, a section (`§2.2.3`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Clause(String);

/// A text that is neither a numbered statement nor a section.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", crate::messages::invalid_clause(.0))]
pub struct InvalidClause(pub String);

impl Clause {
    /// The reference as it is written in the manifest.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Clause {
    type Error = InvalidClause;

    fn try_from(text: String) -> Result<Self, InvalidClause> {
        let statement =
            |rest: &str| rest.rsplit_once('-').is_some_and(|(s, n)| is_section(s) && is_number(n));
        let valid = match (text.strip_prefix("MQTT-"), text.strip_prefix('§')) {
            (Some(rest), _) => statement(rest),
            (_, Some(section)) => is_section(section),
            _ => false,
        };
        if valid { Ok(Self(text)) } else { Err(InvalidClause(text)) }
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Two to four numbers between dots: the depth at which the specification states its rules.
fn is_section(text: &str) -> bool {
    (2..=4).contains(&text.split('.').count()) && text.split('.').all(is_number)
}

/// A number as the specification writes them; statement 4.4.0-1 shows that zero is one.
fn is_number(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_statements_and_sections_are_clauses() {
        for good in ["MQTT-2.2.2-1", "MQTT-4.4.0-1", "MQTT-3.1.2-24", "MQTT-3.3.1.3-5", "§2.2.3", "§4.2"] {
            assert!(Clause::try_from(good.to_owned()).is_ok(), "{good} should be accepted");
        }
        for bad in [
            "",
            "MQTT",
            "MQTT-2.2.2",
            "MQTT-2-1",
            "2.2.2-1",
            "mqtt-2.2.2-1",
            "§2",
            "§",
            "§2..3",
            "MQTT-2.2.x-1",
        ] {
            assert!(Clause::try_from(bad.to_owned()).is_err(), "{bad:?} should be refused");
        }
    }
}
