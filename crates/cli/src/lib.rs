//! What every command of the kit shares on its command line, so that they all speak alike: help and usage
//! errors in French, exit codes, broken pipes, broker addresses.
//!
//! A whole binary:
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! #[derive(clap::Parser)]
//! #[command(name = "salut", version, about = "Salue une personne")]
//! struct Args {
//!     #[arg(short, long, help = "La personne à saluer", default_value = "monde")]
//!     name: String,
//! }
//!
//! fn main() -> ExitCode {
//!     cli::run(|args: Args| {
//!         use std::io::Write;
//!         writeln!(cli::stdout(), "Bonjour, {}", args.name)?;
//!         Ok(())
//!     })
//! }
//! ```
//!
//! - [`run`] parses, runs, and prints what went wrong: « erreur : … », then one « cause : … » line for each
//!   error beneath it. The closure returns `anyhow::Result` of `()` or of an [`ExitCode`].
//! - An error leaves with code 1, a usage error too, as Mosquitto's clients do. For another code, return
//!   `Err(cli::with_code(27, error))`.
//! - `--help` and `--version` are added by [`parse`], long only, since `-h` is the host. Do not declare them; give
//!   `version` to `#[command(…)]`. Help strings come from your crate's `messages` module. `[par défaut : …]` and
//!   `[valeurs possibles : …]` are written for you. Give each value a French name (`value_name = "FICHIER"`).
//! - Write results to [`stdout`]: when its reader goes away (`logdump … | head`), [`run`] ends silently with 0. A
//!   broken *network* connection stays an error.
//! - [`host`] checks the value of `-h` (`value_parser = cli::host`), [`Address`] joins it with the port, or parses
//!   `host:port` (usable as a clap field), [`Listen`] a port or an
//!   address to listen on; [`Unreachable`] says in French why a connection
//!   could not be opened, [`CannotListen`] why one cannot listen, [`port_owner`] which program does, [`describe`] says any other `io::Error`, [`command_line`] names another of the
//!   kit's commands as the reader must type it, and [`usage_problem`] says a clap error without the hint to the help.
//! - [`Line`] is a line of text with styles, [`wrap`] cuts paragraphs into lines of a terminal's width.

mod address;
mod cannot_listen;
mod help;
mod launch;
mod line;
mod listen;
pub mod messages;
mod output;
mod parse;
mod port_owner;
mod report;
mod unreachable;
mod usage_error;

use std::ffi::OsString;
use std::process::{ExitCode, Termination};

pub use address::{Address, AddressError, DEFAULT_PORT, host};
pub use cannot_listen::CannotListen;
pub use launch::command_line;
pub use line::{Line, Style, wrap};
pub use listen::Listen;
pub use messages::describe;
pub use output::{is_broken_pipe, stdout};
pub use parse::{Exit, parse};
pub use port_owner::{Owner, port_owner};
pub use report::{report, with_code};
pub use unreachable::Unreachable;
pub use usage_error::in_french as usage_problem;

/// Parses this process's arguments, runs `action` on them, and turns the outcome into an exit code: the
/// whole of a binary's `main`.
pub fn run<A, T>(action: impl FnOnce(A) -> anyhow::Result<T>) -> ExitCode
where
    A: clap::Parser,
    T: Termination,
{
    run_from(std::env::args_os(), action)
}

fn run_from<A, T>(
    args: impl IntoIterator<Item = OsString>,
    action: impl FnOnce(A) -> anyhow::Result<T>,
) -> ExitCode
where
    A: clap::Parser,
    T: Termination,
{
    match parse(args) {
        Ok(args) => match action(args) {
            Ok(done) => done.report(),
            Err(error) => report(&error),
        },
        Err(exit) => exit.print(),
    }
}
