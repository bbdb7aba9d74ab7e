//! Maintainers' commands: `cargo x gen`, `cargo x verify`.

mod generate;
mod patch;
mod verify;

use std::process::ExitCode;

use clap::Parser;
use course::Course;

#[derive(Parser)]
#[command(name = "cargo x", about = "Maintainers' commands of the kit")]
enum Command {
    /// Write each exercise's starter from its solution.
    #[command(name = "gen")]
    Generate {
        /// Write nothing: fail when a starter differs, and say which.
        #[arg(long)]
        check: bool,
    },
    /// Prove that the exercises, their solutions and their classic mistakes hold together.
    Verify,
}

fn main() -> anyhow::Result<ExitCode> {
    let command = Command::parse();
    let course = Course::load(&course::find_root()?)?;
    let good = match command {
        Command::Generate { check } => generate::run(&course, check)?,
        Command::Verify => {
            let report = verify::run(&course, None)?;
            print!("{report}");
            report.failed() == 0
        }
    };
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
