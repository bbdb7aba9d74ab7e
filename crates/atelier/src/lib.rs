//! The guided session: where one stands in the course, the current exercise re-tested at each save, hints,
//! progress, and a broker to talk to.
//!
//! ```text
//!  keys ──┐                              ┌─▶ terminal (prints lines, redraws the footer)
//!  watch ─┼─▶ session (pure: Event ─▶ Effect) ─▶ check (a thread: rustc, then tests one by one)
//!  check ─┘                              └─▶ progress (.atelier/progression.toml)
//! ```
//!
//! `session` knows no terminal, file or clock; `screen` turns what it shows into lines; the rest is thin.
//!
//! With `--classe`, `board` tells the class board of each check, by a thread of its own.
//!
//! Round it, commands that need no session and work from a pipe: `answers` fills in forms and the account, `archive` puts
//! a student's work in a zip and takes it back, `doctor` looks at the machine; `status`, `reset`, `solution` and `own_broker` are a file
//! each. What replaces a student's file goes through `disk`: whole or not at all, after a copy.

mod answers;
mod archive;
mod args;
mod board;
mod book;
mod broker_service;
mod browser;
mod check;
mod commands;
mod console;
mod disk;
mod doctor;
mod interactive;
mod messages;
mod own_broker;
mod progress;
mod quiz;
mod reset;
mod screen;
mod session;
mod solution;
mod status;
mod terminal;
mod watch;

#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod support;

pub use args::Args;

use std::process::ExitCode;

use course::Course;

use crate::args::Command;
use crate::progress::Store;

/// Runs the command that `args` names; without one, the session in a terminal, a summary elsewhere.
///
/// # Errors
/// A kit that cannot be found or read, an unknown exercise, or a terminal that cannot be used.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let root = course::find_root()?;
    let store = Store::new(&root);
    // The doctor must be able to tell what is wrong with a course that does not load.
    let course = || Course::load(&root);
    match args.command {
        Some(Command::List) => commands::list(&course()?, &store)?,
        Some(Command::Hint { exercise }) => commands::hint(&course()?, &store, exercise.as_deref())?,
        Some(Command::Check { exercise }) => return commands::check(&course()?, &store, exercise.as_deref()),
        Some(Command::Answer { sheet, question }) => {
            answers::run(&root, sheet.as_deref(), question.as_deref())?;
        }
        Some(Command::Quiz { chapter }) => quiz::run(&root, chapter.as_deref())?,
        Some(Command::Submit(handing)) => return archive::submit(&course()?, &store, &handing),
        Some(Command::Save { folder }) => archive::save(&course()?, &folder)?,
        Some(Command::TakeBack { archive }) => archive::take_back(&course()?, &archive)?,
        Some(Command::Reset { exercise }) => reset::run(&course()?, &store, &exercise)?,
        Some(Command::Status { json }) => status::run(&course()?, &store, json)?,
        Some(Command::OwnBroker { port }) => return own_broker::run(&course()?, port.unwrap_or(args.port)),
        Some(Command::Solution { exercise }) => solution::run(&course()?, &exercise)?,
        Some(Command::Doctor { json }) => return doctor::run(&root, json),
        None if terminal::is_interactive() => {
            let class = board::asked(&root, args.classe, args.poste)?;
            interactive::run(course()?, &store, args.port, class)?;
        }
        None => commands::state(&course()?, &store)?,
    }
    Ok(ExitCode::SUCCESS)
}
