//! The numbered statements of MQTT 3.1.1 and the words of the checks, as data: `table/*.toml`, one file for each
//! family.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::chapter::Place;

const FILES: [(&str, &str); 17] = [
    ("text.toml", include_str!("../table/text.toml")),
    ("header.toml", include_str!("../table/header.toml")),
    ("connect.toml", include_str!("../table/connect.toml")),
    ("client_id.toml", include_str!("../table/client_id.toml")),
    ("connack.toml", include_str!("../table/connack.toml")),
    ("will.toml", include_str!("../table/will.toml")),
    ("session.toml", include_str!("../table/session.toml")),
    ("keep_alive.toml", include_str!("../table/keep_alive.toml")),
    ("publish.toml", include_str!("../table/publish.toml")),
    ("retained.toml", include_str!("../table/retained.toml")),
    ("qos.toml", include_str!("../table/qos.toml")),
    ("subscribe.toml", include_str!("../table/subscribe.toml")),
    ("unsubscribe.toml", include_str!("../table/unsubscribe.toml")),
    ("order.toml", include_str!("../table/order.toml")),
    ("topics.toml", include_str!("../table/topics.toml")),
    ("violations.toml", include_str!("../table/violations.toml")),
    ("restart.toml", include_str!("../table/restart.toml")),
];

/// All statements and checks.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The 140 statements, in the standard's order.
    #[serde(default, rename = "statement")]
    pub statements: Vec<Statement>,
    /// The words of each check.
    #[serde(default, rename = "check")]
    pub checks: Vec<Check>,
}

/// A numbered statement of the standard.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Such as `MQTT-3.1.0-1`.
    pub id: String,
    /// Whom it binds.
    pub binds: Binds,
    /// What it asks for, in our words.
    pub text: String,
    /// Why it cannot be checked from outside; absent where a check is.
    pub why: Option<String>,
}

/// Whom a statement binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Binds {
    /// The client; what a server must do when a client breaks it may be checked all the same.
    Client,
    /// The server.
    Server,
    /// Whoever sends or receives.
    Both,
}

/// The words of a check.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The name that joins it to its code.
    pub name: String,
    /// The statements that it is about; the first is the one that it was written for.
    pub clauses: Vec<String>,
    /// What is sent.
    pub sends: String,
    /// What must happen.
    pub expects: String,
    /// Whether the broker must be restarted for it.
    #[serde(default)]
    pub needs_restart: bool,
}

/// Why the table cannot be read. It is part of the program, so that a test tells before anybody else.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {source}")]
pub struct TableError {
    file: &'static str,
    source: toml::de::Error,
}

impl Table {
    /// The kit's table.
    ///
    /// # Errors
    /// [`TableError`] when a file is wrong.
    pub fn read() -> Result<Table, TableError> {
        let mut table = Table::default();
        for (file, text) in FILES {
            let part: Table = toml::from_str(text).map_err(|source| TableError { file, source })?;
            table.statements.extend(part.statements);
            table.checks.extend(part.checks);
        }
        table.statements.sort_by_key(|statement| Place::of(&statement.id));
        Ok(table)
    }

    /// The checks by name.
    #[must_use]
    pub fn by_name(&self) -> HashMap<&str, &Check> {
        self.checks.iter().map(|check| (check.name.as_str(), check)).collect()
    }
}
