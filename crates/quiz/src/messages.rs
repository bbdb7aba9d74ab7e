//! The sentences for people, in French.

use std::fmt::Display;
use std::path::Path;

mod bank;
pub(crate) mod command;
pub(crate) mod paper;

pub(crate) use bank::*;

pub(crate) fn cannot_read(path: &Path) -> String {
    format!("«\u{a0}{}\u{a0}» ne peut pas être lu", path.display())
}

pub(crate) fn cannot_write(path: &Path) -> String {
    format!("«\u{a0}{}\u{a0}» ne peut pas être écrit", path.display())
}

pub(crate) fn unreadable(error: &impl Display) -> String {
    format!("ce fichier ne peut pas être lu ({error})\u{a0}; la banque a un fichier par chapitre du cours")
}

/// The heading of a chapter's form of self-test.
pub fn self_test_heading(title: &str) -> String {
    format!(
        "# Autotest «\u{a0}{title}\u{a0}»\u{a0}: vos réponses, que le correcteur relit.\n\
         # Une lettre (\"b\"), plusieurs (\"ac\"), un ordre (\"cabd\"), des octets (\"32 0c\") ou un nombre (\"5\").\n"
    )
}
