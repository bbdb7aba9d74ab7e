//! Pupils as the class page names them, each with a link to the rapport.

use std::collections::BTreeSet;

use serde::Serialize;

use super::NAME;
use super::text::line;
use crate::model::{ClassResult, Pupil};
use crate::words::slug;

/// The folder of the rapports, beside the class page.
const FOLDER: &str = "eleves";

/// Names that Windows keeps for itself, and that a pupil or a seat may well bear.
const DEVICES: [&str; 8] = ["con", "prn", "aux", "nul", "com1", "com2", "lpt1", "lpt2"];

/// A pupil's name and rapport.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Person {
    pub name: String,
    /// Path from the class page; plain ASCII, so that a link needs no escape.
    pub href: String,
}

/// The names of files that are taken, while pupils come in the class's order.
#[derive(Debug)]
pub(super) struct FileNames(BTreeSet<String>);

impl FileNames {
    pub fn none() -> Self {
        Self(DEVICES.iter().map(|name| (*name).to_owned()).collect())
    }

    /// The next pupil, whose file has a name of its own on any file system.
    pub fn person(&mut self, pupil: &Pupil) -> Person {
        let slug = slug(&pupil.id);
        let numbered = (2..).map(|number| format!("{slug}-{number}"));
        let free = std::iter::once(slug.clone()).chain(numbered).find(|name| self.0.insert(name.clone()));
        let file = free.unwrap_or(slug);
        Person { name: line(&pupil.name, NAME), href: format!("{FOLDER}/{file}.html") }
    }
}

/// One for each pupil, in the class's order.
pub(super) fn people(result: &ClassResult) -> Vec<Person> {
    let mut names = FileNames::none();
    result.pupils.iter().map(|pupil| names.person(pupil)).collect()
}
