//! `cargo x tidy`: the invariants of ARCHITECTURE.md that a compiler does not check.
//!
//! Each check returns the faults it found, each as one line: where, what, and what to do.

mod imports;
mod manifests;
mod source;
mod typography;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use cargo_metadata::{Metadata, MetadataCommand};

/// Runs every check and prints the faults. True when there is none.
///
/// # Errors
/// When git or cargo cannot be asked, or a file cannot be read.
pub fn run(root: &Path) -> anyhow::Result<bool> {
    let metadata = metadata(root)?;
    let files = tracked_files(root)?;
    let checks: [(&str, Vec<String>); 4] = [
        ("crates import only what the map allows", imports::check(&metadata)),
        ("manifests inherit the workspace's settings", manifests::check(root, &metadata)?),
        ("source files are small and speak of the project alone", source::check(root, &files)?),
        ("French typography", typography::check(root, &files)?),
    ];
    let mut failed = 0;
    for (name, faults) in &checks {
        println!("  {}  {name}", if faults.is_empty() { "ok  " } else { "FAIL" });
        failed += usize::from(!faults.is_empty());
        faults.iter().for_each(|fault| println!("        {fault}"));
    }
    println!("\n{} passed, {failed} failed", checks.len() - failed);
    Ok(failed == 0)
}

fn metadata(root: &Path) -> anyhow::Result<Metadata> {
    let mut command = MetadataCommand::new();
    command.current_dir(root).no_deps().other_options(vec!["--offline".into()]);
    command.exec().context("cargo metadata")
}

/// The files that git tracks or would track, relative to `root`.
fn tracked_files(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut git = Command::new("git");
    git.current_dir(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let output = git.output().context("git ls-files")?;
    ensure!(output.status.success(), "git ls-files: {}", String::from_utf8_lossy(&output.stderr));
    let listing = String::from_utf8(output.stdout).context("a file name that is not UTF-8")?;
    let files = listing.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from);
    Ok(files.filter(|file| root.join(file).is_file()).collect())
}
