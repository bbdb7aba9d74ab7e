//! What can go wrong when the course is read.

use std::io;
use std::path::PathBuf;

use crate::messages;

/// A course that cannot be found or read. Each message is French: what, where, and how to mend it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No folder from `start` upwards is the kit.
    #[error("{}", messages::root_not_found(start))]
    RootNotFound {
        /// Where the search began.
        start: PathBuf,
    },
    /// `ATELIER_RACINE` names a folder that is not the kit.
    #[error("{}", messages::root_variable_wrong(path))]
    RootVariable {
        /// The variable's value.
        path: PathBuf,
    },
    /// A file or folder cannot be read.
    #[error("{}", messages::unreadable(path, source))]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A folder of `exercises/` is not named `NN-slug`.
    #[error("{}", messages::folder_name(path))]
    FolderName {
        /// The folder.
        path: PathBuf,
    },
    /// Two folders of `exercises/` bear the same number.
    #[error("{}", messages::duplicate_number(*number, paths))]
    DuplicateNumber {
        /// The number.
        number: u8,
        /// Both folders.
        paths: [PathBuf; 2],
    },
    /// `exercises/` holds no exercise.
    #[error("{}", messages::empty(path))]
    Empty {
        /// The folder.
        path: PathBuf,
    },
    /// An `exercise.toml` is not as it should be.
    #[error("{}", messages::manifest(path, *line, *column, problem))]
    Manifest {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong there.
        problem: String,
    },
}
