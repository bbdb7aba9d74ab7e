//! What can go wrong with reports.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::messages;

/// Why reports could not be made.
#[derive(Debug, Error)]
pub enum ReportError {
    /// A template does not read, or asks for something that does not exist.
    #[error("{}", messages::template_error(&.0.file, .0.line, &.0.problem, .0.text.as_deref()))]
    Template(Box<TemplateError>),
    /// A file of the teacher's folder that no template uses: most likely a slip in its name.
    #[error("{}", messages::unused_template(.path, .known))]
    Unused {
        /// The file.
        path: PathBuf,
        /// The names that the kit's own templates have.
        known: Vec<&'static str>,
    },
    /// The teacher's folder, or a file of it, cannot be read.
    #[error("{}", messages::unreadable_template(.path))]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A page cannot be written.
    #[error("{}", messages::unwritable(.path))]
    Unwritable {
        /// The page.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Where a template is wrong, and in what.
#[derive(Debug)]
pub struct TemplateError {
    /// Its path, or its name when it is one of the kit's.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, one sentence of French.
    pub problem: String,
    /// The line itself.
    pub text: Option<String>,
}
