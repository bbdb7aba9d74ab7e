//! An exercise's tests built by rustc itself, the way that the plan knows.

use std::process::Command;
use std::sync::atomic::AtomicBool;

use course::Exercise;
use runner::{InPlace, Plan};

use super::build::{self, BuildProblem, Diagnostic, Owner};
use super::process::{self, Unfinished};
use super::{BUILD_LIMIT, Step};
use crate::messages;

/// Why there is no test binary.
pub enum NotBuilt {
    /// There cannot be one.
    Problem(BuildProblem),
    /// Cargo may do better; why this way does not.
    NotThisWay(String),
}

/// Builds the tests of `exercise`; they are in what is returned, and go with it.
pub fn build(
    plan: &Plan,
    exercise: &Exercise,
    cancel: &AtomicBool,
    on_step: impl Fn(Step),
) -> Result<InPlace, NotBuilt> {
    let calls = plan.in_place(&exercise.id()).map_err(|error| NotBuilt::NotThisWay(cli::describe(&error)))?;
    let mut calls = calls.ok_or_else(|| NotBuilt::NotThisWay(messages::not_in_plan(exercise)))?;
    on_step(Step::Compiling(exercise.package()));
    rustc(&mut calls.library, Owner::Student, cancel)?;
    rustc(&mut calls.tests, Owner::Tests, cancel)?;
    Ok(calls)
}

fn rustc(command: &mut Command, owner: Owner, cancel: &AtomicBool) -> Result<(), NotBuilt> {
    let done = process::run(command, BUILD_LIMIT, cancel, |_| {}).map_err(|unfinished| match unfinished {
        Unfinished::System(error) => NotBuilt::NotThisWay(cli::describe(&error)),
        Unfinished::Limit | Unfinished::Cancelled => NotBuilt::Problem(BuildProblem::GivenUp),
    })?;
    if done.status.success() {
        return Ok(());
    }
    let diagnostics = done.stderr.lines().filter_map(|line| serde_json::from_str(line).ok());
    let errors = diagnostics.filter(Diagnostic::is_error).map(|diagnostic| (owner, diagnostic)).collect();
    Err(NotBuilt::Problem(build::problem(errors, &done.stderr)))
}
