//! The programs of this machine's system, for who has no time to compile, or no compiler.

use std::fs;
use std::path::Path;

use anyhow::Context;
use cargo_metadata::MetadataCommand;

use super::{cargo, run_to_end};

/// Builds the programs of `workspace` into its folder `bin`; `target` is where cargo builds.
///
/// # Errors
/// When one does not build or cannot be copied.
pub(super) fn build(workspace: &Path, target: &Path) -> anyhow::Result<()> {
    let mut build = cargo();
    build
        .current_dir(workspace)
        .args(["build", "--quiet", "--release", "--bins", "--target-dir"])
        .arg(target);
    run_to_end(&mut build)?;
    let mut command = MetadataCommand::new();
    command.current_dir(workspace).no_deps().other_options(vec!["--offline".into()]);
    let metadata = command.exec().context("cargo metadata")?;
    let folder = workspace.join("bin");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let packages = metadata.workspace_default_packages();
    for program in packages.iter().flat_map(|package| &package.targets).filter(|target| target.is_bin()) {
        let name = format!("{}{}", program.name, std::env::consts::EXE_SUFFIX);
        fs::copy(target.join("release").join(&name), folder.join(&name)).with_context(|| name)?;
    }
    Ok(())
}
