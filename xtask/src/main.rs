//! Maintainers' commands: `cargo x gen`, `verify`, `tidy`, `book`, `measure`, `bench`, `soak`, `offline-kit`, `e2e`.

mod bench;
mod book;
mod e2e;
mod generate;
mod measure;
mod offline_kit;
mod patch;
mod soak;
mod tidy;
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
    Verify {
        /// Only these, by number or by name; all of them when none is named.
        exercises: Vec<String>,
    },
    /// Check the invariants of ARCHITECTURE.md: imports, manifests, file sizes, French typography.
    Tidy,
    /// Build, serve or check the book.
    #[command(subcommand)]
    Book(book::Action),
    /// Measure bytes, packets and times for the book's page « Mesures ».
    Measure {
        /// Write nothing: measure what is exact, and fail when it differs from what is committed.
        #[arg(long)]
        check: bool,
    },
    /// Time verdicts beside bare rustc and `cargo test`.
    #[command(subcommand)]
    Bench(bench::Action),
    /// Keep a broker busy for minutes, and count.
    #[command(subcommand)]
    Soak(soak::Action),
    /// Make what a room without network needs: pack, crates, book, programs, in one archive.
    OfflineKit(offline_kit::Options),
    /// Build all the binaries and test them together, with real peers where they are installed.
    E2e,
}

fn main() -> anyhow::Result<ExitCode> {
    // This program is its own helper when it runs what a submission would hold: nothing may come before.
    runner::helper_main();
    let command = Command::parse();
    let root = course::find_root()?;
    let good = match command {
        Command::Generate { check } => generate::run(&Course::load(&root)?, check)?,
        Command::Tidy => tidy::run(&root)?,
        Command::Book(action) => book::run(&root, &action)?,
        Command::Measure { check } => measure::run(&root, check)?,
        Command::Bench(action) => {
            bench::run(&root, &action)?;
            true
        }
        Command::Soak(action) => soak::run(&root, &action)?,
        Command::OfflineKit(options) => {
            offline_kit::run(&root, &options)?;
            true
        }
        Command::E2e => e2e::run(&root)?,
        Command::Verify { exercises } => {
            let report = verify::run(&Course::load(&root)?, &exercises)?;
            print!("{report}");
            report.failed() == 0
        }
    };
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
