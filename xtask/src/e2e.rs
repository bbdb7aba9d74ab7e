//! `cargo x e2e`: the binaries together.
//!
//! `CARGO_BIN_EXE_…` exists only within the package of a binary. So all are built first, and the package `e2e`
//! finds them in the folder that `ATELIER_BINARIES` names.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};

/// Builds the binaries, then runs the package `e2e` on them, and the soak of the broker for a few seconds. True when all
/// pass.
///
/// # Errors
/// When cargo cannot be run or the binaries do not build.
pub fn run(root: &Path) -> anyhow::Result<bool> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(&cargo).current_dir(root).args(["build", "--bins"]).status();
    ensure!(built.context("cargo build")?.success(), "the binaries do not build");
    let metadata = cargo_metadata::MetadataCommand::new().current_dir(root).no_deps().exec();
    let binaries = metadata.context("cargo metadata")?.target_directory.join("debug");
    let mut tests = Command::new(&cargo);
    tests.current_dir(root).args(["test", "--package", "e2e"]).env("ATELIER_BINARIES", &binaries);
    let pass = tests.status().context("cargo test")?.success();
    Ok(pass & crate::soak::short(binaries.as_std_path())?)
}
