//! The hidden groups of an exercise: `grader/secret/NN-name/groups.toml`, and a driver for each beside it.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{PlanError, messages};

/// A hidden group of an exercise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name, which is its driver's file name: `champ_texte` is `champ_texte.rs`.
    pub name: String,
    /// What it proves, one line of French.
    pub title: String,
    /// Its driver holds a conversation over a socket, of which this process has the other end, instead of calling
    /// functions.
    #[serde(default)]
    pub conversation: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
}

/// Reads the groups in `folder`; none when it has no `groups.toml`.
pub fn read(folder: &Path) -> Result<Vec<Group>, PlanError> {
    let path = folder.join("groups.toml");
    if !path.exists() {
        return Ok(vec![]);
    }
    let fault = |problem: String| PlanError::Groups { path: path.clone(), problem };
    let text = fs::read_to_string(&path).map_err(|source| PlanError::File { path: path.clone(), source })?;
    let groups = toml::from_str::<File>(&text).map_err(|error| fault(error.to_string()))?.group;
    for (place, group) in groups.iter().enumerate() {
        let is_word = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_lowercase())
                && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        if !is_word(&group.name) || groups[..place].iter().any(|earlier| earlier.name == group.name) {
            return Err(fault(messages::wrong_group_name(&group.name)));
        }
        let driver = folder.join(&group.name).with_extension("rs");
        if !driver.is_file() {
            return Err(fault(messages::no_driver(&driver)));
        }
    }
    Ok(groups)
}
