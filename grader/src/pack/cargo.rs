//! cargo in the pack, from which nothing is downloaded.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};

use crate::messages::pack as messages;

/// cargo in `folder`, in a process that inherits nothing of the cargo that runs us.
pub fn command(folder: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(folder)
        .env_remove("RUSTC_WRAPPER")
        .env_remove("RUSTFLAGS")
        .env("CARGO_TERM_COLOR", "never");
    cargo
}

/// Gives the pack the kit's `Cargo.lock`, without what the pack does not use: the same versions, found offline.
///
/// # Errors
/// When cargo cannot resolve it.
pub fn lock(root: &Path, pack: &Path) -> anyhow::Result<()> {
    let path = pack.join("Cargo.lock");
    fs::copy(root.join("Cargo.lock"), &path).with_context(|| messages::cannot_write(&path))?;
    said(command(pack).args(["update", "--workspace", "--offline", "--quiet"])).map(drop)
}

/// Runs it; what it wrote on its standard output.
///
/// # Errors
/// When it cannot be started, or fails: with what it said.
pub fn said(cargo: &mut Command) -> anyhow::Result<String> {
    let output = cargo.output().context(messages::NO_CARGO)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    ensure!(output.status.success(), messages::cargo_failed(&text(&output.stderr)));
    Ok(text(&output.stdout))
}
