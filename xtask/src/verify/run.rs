//! Running the tests of a test binary, one by one.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

/// What one test did.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    Passed,
    /// With all that it printed.
    Failed(String),
    /// The binary has no test of that name; libtest calls that a success.
    Absent,
}

/// Runs the one test called exactly `name`.
pub fn exact(binary: &Path, name: &str) -> anyhow::Result<Verdict> {
    let (output, text) = libtest(binary, &["--exact", name])?;
    Ok(match text.lines().find_map(|line| line.strip_prefix("test result: ")) {
        Some(result) if result.contains(" 1 passed; 0 failed") => Verdict::Passed,
        Some(result) if result.contains(" 0 passed; 1 failed") => Verdict::Failed(text),
        Some(_) => Verdict::Absent,
        None => bail!("{name} ended without a verdict ({output}):\n{text}"),
    })
}

/// The names of a binary's tests.
pub fn list(binary: &Path) -> anyhow::Result<Vec<String>> {
    let (_, text) = libtest(binary, &["--list"])?;
    Ok(text.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
}

fn libtest(binary: &Path, arguments: &[&str]) -> anyhow::Result<(std::process::ExitStatus, String)> {
    let output = Command::new(binary)
        .args(arguments)
        .env("RUST_BACKTRACE", "0")
        .output()
        .with_context(|| format!("cannot run {}", binary.display()))?;
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    Ok((output.status, text.into_owned()))
}
