//! `atelier doctor`: what a class needs of a student's machine.

use std::path::Path;
use std::process::ExitCode;

use ::doctor::{Finding, Form, Tell, network, place};
use course::Course;

use crate::commands;
use crate::messages::doctor as messages;

/// Looks at everything; the exit code says whether a class can be held.
///
/// # Errors
/// When standard output cannot be written: what is wrong with the machine is no error but a finding.
pub fn run(root: &Path, json: bool) -> anyhow::Result<ExitCode> {
    let form = Form { json, width: commands::width() };
    ::doctor::report(&messages::title(root), form, |tell| look(root, tell), commands::print)
}

fn look(root: &Path, tell: Tell<'_>) -> anyhow::Result<()> {
    tell(exercises(root))?;
    tell(place::writable(root))?;
    place::path(root).into_iter().try_for_each(&mut *tell)?;
    place::strays(root).into_iter().try_for_each(&mut *tell)?;
    place::copies(root).into_iter().try_for_each(&mut *tell)?;
    ::doctor::machine(root, tell)?;
    network::ports().try_for_each(&mut *tell)?;
    tell(network::mosquitto())
}

fn exercises(root: &Path) -> Finding {
    match Course::load(root) {
        Ok(course) => Finding::ok("exercices", messages::exercises(course.exercises().len())),
        Err(error) => Finding::failure("exercices", messages::EXERCISES_UNREADABLE, error.to_string()),
    }
}
