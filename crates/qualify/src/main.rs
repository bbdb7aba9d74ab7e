//! `qualify`: see the crate's library.

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(qualify::qualify)
}
