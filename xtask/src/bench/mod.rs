//! `cargo x bench`: how long things take, beside what nobody can beat and what everybody does.
//!
//! Of a verdict, the yardstick is bare rustc on the very same files, compiled and not run; a verdict includes the runs, the sandbox
//! and the reports. All that is compared is measured in one go, in turns, since a machine is never twice the same.
//! Nothing here is a test: figures are for who reads them.

mod bare;
pub mod broker;
mod build;
mod grader;
mod logdump;
mod merge;
mod session;
mod student;
mod submissions;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use clap::Subcommand;
use course::Course;

/// What to measure.
#[derive(Subcommand)]
pub enum Action {
    /// Grade 30 submissions with cold caches, then 300: time and memory, beside bare rustc and `cargo test`.
    Grader {
        /// Grade 1,000 submissions too; with `--merge`, join 30,000 results only (ten minutes).
        #[arg(long)]
        long: bool,
        /// Only join shares of 300 and 3,000 made-up results: time and memory.
        #[arg(long)]
        merge: bool,
    },
    /// logdump on a million packets beside tshark, its memory, its proxy beside a plain relay; the codec beside others.
    Logdump,
    /// Our broker beside Mosquitto and rumqttd: messages per second, round trip, start, memory per idle connection.
    Broker(broker::Options),
    /// The first build of `broker`, `pub` and `sub`, with `atelier` beside: crates and time.
    Build,
    /// From save to verdict in a session of `atelier`, exercise by exercise, beside bare rustc and `cargo test`.
    Student,
}

/// Measures and prints.
///
/// # Errors
/// When something cannot be built or run.
pub fn run(root: &Path, action: &Action) -> anyhow::Result<()> {
    let course = Course::load(root)?;
    match action {
        Action::Grader { merge: true, long } => merge::run(&course, &built(root, "grader")?, *long),
        Action::Grader { long, .. } => grader::run(&course, &built(root, "grader")?, *long),
        Action::Logdump => logdump::run(root),
        Action::Broker(options) => broker::run(root, options),
        Action::Build => build::run(root),
        Action::Student => student::run(&course, &built(root, "atelier")?),
    }
}

/// Has cargo build a program as students do; where it is.
fn built(root: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let status = cargo(root).args(["build", "--quiet", "--bin", name]).status().context("cargo build")?;
    ensure!(status.success(), "{name} does not build");
    let metadata = cargo_metadata::MetadataCommand::new().current_dir(root).no_deps().exec()?;
    Ok(metadata.target_directory.join("debug").join(name).into())
}

fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder);
    cargo
}

/// `cargo test` of one exercise in `kit`, as a student or a teacher types it. What the tests say does not matter.
fn cargo_test(kit: &Path, package: &str) -> anyhow::Result<()> {
    let mut cargo = cargo(kit);
    cargo.args(["test", "--offline", "--quiet", "--package", package]).env_remove("CARGO_TARGET_DIR");
    cargo.stdout(Stdio::null()).stderr(Stdio::null()).status().context("cargo test")?;
    Ok(())
}

/// The middle one.
pub fn median<T: Copy + Default + PartialOrd>(mut values: Vec<T>) -> T {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    values.get(values.len() / 2).copied().unwrap_or_default()
}
