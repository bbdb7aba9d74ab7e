//! `td`: draws the TD of a class, and their keys.

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(|args: labs::TdArgs| labs::run_td(&args))
}
