//! The crates that a workspace is built from, in the workspace itself.
//!
//! `cargo vendor` takes those of every system: half of their weight is libraries for Windows, which a class of Linux
//! machines never compiles. Cargo wants each crate of the lock file to be there, but reads only its manifest: a crate
//! that no named system compiles keeps this and an empty library.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use cargo_metadata::MetadataCommand;

use super::{cargo, run_to_end};

const FOLDER: &str = "vendor";
const CONFIG: &str = "
# Sans réseau : les bibliothèques sont dans le dossier vendor.
[source.crates-io]
replace-with = \"vendor\"

[source.vendor]
directory = \"vendor\"

[net]
offline = true
";

/// How many crates are whole, and how many were emptied.
pub(super) struct Kept {
    pub(super) whole: usize,
    pub(super) emptied: usize,
}

/// Puts the crates into `workspace` and tells cargo so.
///
/// # Errors
/// A crate that is not on this machine and cannot be fetched, a file that cannot be written.
pub(super) fn run(workspace: &Path, targets: &[String]) -> anyhow::Result<Kept> {
    let own = [host()?];
    let targets = if targets.is_empty() { &own[..] } else { targets };
    run_to_end(cargo().current_dir(workspace).args(["vendor", "--quiet", "--versioned-dirs", FOLDER]))?;
    let config = workspace.join(".cargo/config.toml");
    let text = fs::read_to_string(&config).unwrap_or_default();
    if !text.contains("[source.vendor]") {
        fs::create_dir_all(workspace.join(".cargo")).context(".cargo")?;
        fs::write(&config, text + CONFIG).with_context(|| config.display().to_string())?;
    }
    let kept = empty_what_is_not_compiled(workspace, targets)?;
    // With a cargo that has nothing of its own: what it reads now can only come from the folder.
    let bare = tempfile::tempdir().context("a folder for an empty cargo")?;
    let mut metadata = cargo();
    metadata.current_dir(workspace).args(["metadata", "--format-version=1", "--offline", "--locked"]);
    let output = metadata.env("CARGO_HOME", bare.path()).output().context("cargo metadata")?;
    ensure!(output.status.success(), "the crates are not whole: {}", String::from_utf8_lossy(&output.stderr));
    Ok(kept)
}

fn empty_what_is_not_compiled(workspace: &Path, targets: &[String]) -> anyhow::Result<Kept> {
    let mut compiled = BTreeSet::new();
    for target in targets {
        let mut command = MetadataCommand::new();
        command.current_dir(workspace).other_options(vec![
            "--offline".into(),
            "--filter-platform".into(),
            target.clone(),
        ]);
        let metadata = command.exec().context("cargo metadata")?;
        let resolve = metadata.resolve.as_ref().context("a resolved workspace")?;
        compiled.extend(resolve.nodes.iter().filter_map(|node| {
            let package = &metadata[&node.id];
            package.source.is_some().then(|| format!("{}-{}", package.name, package.version))
        }));
    }
    let mut kept = Kept { whole: 0, emptied: 0 };
    for entry in fs::read_dir(workspace.join(FOLDER)).context(FOLDER)? {
        let folder = entry?.path();
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if compiled.contains(&name) {
            readable(&folder)?;
            kept.whole += 1;
        } else {
            empty(&folder).with_context(|| name)?;
            kept.emptied += 1;
        }
    }
    Ok(kept)
}

/// A library without a line, under the manifest that cargo reads.
fn empty(folder: &Path) -> anyhow::Result<()> {
    let checksum = folder.join(".cargo-checksum.json");
    let mut sums: serde_json::Value = serde_json::from_slice(&fs::read(&checksum)?)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path == checksum || path.ends_with("Cargo.toml") {
            continue;
        }
        if path.is_dir() { fs::remove_dir_all(&path)? } else { fs::remove_file(&path)? }
    }
    // Cargo checks the files that are listed, and no others.
    if let Some(files) = sums.get_mut("files") {
        *files = serde_json::json!({});
    }
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "")?;
    fs::write(&checksum, sums.to_string())?;
    Ok(())
}

/// Some crates hold files that only their author could read: a class has another account than who made the archive.
#[cfg(unix)]
fn readable(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_folder = path.is_dir();
        let mode = fs::metadata(&path)?.permissions().mode();
        let wanted = mode | if is_folder { 0o755 } else { 0o644 };
        if wanted != mode {
            fs::set_permissions(&path, fs::Permissions::from_mode(wanted))?;
        }
        if is_folder {
            readable(&path)?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn readable(_: &Path) -> anyhow::Result<()> {
    Ok(())
}

/// This machine, as rustc names it.
fn host() -> anyhow::Result<String> {
    let output = Command::new("rustc").arg("-vV").output().context("rustc")?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc -vV names no host")?.to_owned())
}
