//! What can go wrong that is not the student's doing.

use std::io;
use std::path::PathBuf;

use crate::messages;

/// The machine failed, not the student: the unit is to be run again, and is never a zero.
#[derive(Debug, thiserror::Error)]
pub enum Infra {
    /// A file, a folder or a process could not be had.
    #[error("{}", messages::system(action, source))]
    System {
        /// What was tried, French.
        action: String,
        /// What the system said.
        source: io::Error,
    },
    /// The helper could not shut the sandbox, and ran nothing.
    #[error("{}", messages::helper_failed(.0))]
    Helper(String),
    /// Something outside ended the process, as a system short of memory does.
    #[error("{}", messages::killed(.0))]
    Killed(String),
    /// The machine had other work, and hardly any time for this process.
    #[error("{}", messages::starved(.0))]
    Starved(String),
    /// The reference solution does not do what every submission is compared with.
    #[error("{}", messages::reference(exercise, problem))]
    Reference {
        /// The exercise.
        exercise: String,
        /// What is wrong with its solution or its driver.
        problem: String,
    },
    /// The plan has no such exercise.
    #[error("{}", messages::unknown_exercise(.0))]
    UnknownExercise(String),
}

/// No plan can be made from this kit.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The course cannot be read.
    #[error(transparent)]
    Course(#[from] course::Error),
    /// A file of the kit cannot be read, or the plan's own folder cannot be written.
    #[error("{}", messages::unusable(path, source))]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// cargo or rustc cannot be started.
    #[error("{}", messages::no_tool(tool, source))]
    NoTool {
        /// `cargo` or `rustc`.
        tool: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// What the exercises depend on does not compile.
    #[error("{}", messages::kit_does_not_compile(.0))]
    Kit(String),
    /// cargo built the kit without compiling this exercise's tests.
    #[error("{}", messages::not_recorded(.0))]
    NotRecorded(String),
    /// A `groups.toml` is wrong.
    #[error("{}", messages::wrong_groups(path, problem))]
    Groups {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        problem: String,
    },
    /// This program cannot run itself as its own helper.
    #[error("{}", messages::NO_HELPER)]
    NoHelper,
}

/// This machine offers no sandbox. The message says what does, in French.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", messages::refusal(.attempts))]
pub struct Refusal {
    /// Each kind of sandbox that was tried, and what the system answered.
    pub attempts: Vec<(crate::Tier, String)>,
}
