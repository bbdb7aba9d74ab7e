//! `cargo x offline-kit`: all that a room without network needs, in one archive that asks for a Rust toolchain only.

mod archive;
mod binaries;
mod vendor;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, bail, ensure};

use crate::book;

/// What to make, and for whom.
#[derive(clap::Args)]
pub struct Options {
    /// The folder to make; the archive is written beside it.
    #[arg(default_value = "target/hors-ligne/atelier-mqtt")]
    folder: PathBuf,
    /// A system to compile for, as rustc names it, such as x86_64-pc-windows-msvc; this machine when none is named.
    #[arg(long = "target", value_name = "TRIPLE")]
    targets: Vec<String>,
    /// A pack that is made already (`grader pack`), instead of a new one.
    #[arg(long, value_name = "DIR")]
    pack: Option<PathBuf>,
    /// The folder alone, without binaries and archive: what the class machine is made from.
    #[arg(long)]
    no_archive: bool,
    /// Only put the crates into a folder that holds a workspace already.
    #[arg(long, conflicts_with_all = ["pack", "no_archive"])]
    vendor_only: bool,
}

/// Makes the folder and its archive, and says how large they are.
///
/// # Errors
/// A folder that is there already, a pack, a crate or a page that cannot be made.
pub fn run(root: &Path, options: &Options) -> anyhow::Result<()> {
    let start = Instant::now();
    let folder = std::path::absolute(&options.folder).context("the folder's path")?;
    if !options.vendor_only {
        let is_free = fs::read_dir(&folder).map_or(true, |mut entries| entries.next().is_none());
        ensure!(is_free, "{} holds something: remove it, or name another folder", folder.display());
        match &options.pack {
            Some(pack) => copy_tree(pack, &folder)?,
            None => {
                // The pack takes the book as it is built.
                ensure!(book::run(root, &book::Action::Build)?, "the book has faults");
                pack(root, &folder, !options.no_archive)?;
            }
        }
    }
    let kept = vendor::run(&folder, &options.targets)?;
    println!("crates: {} ({} that no named system compiles were emptied)", kept.whole, kept.emptied);
    if options.vendor_only {
        return Ok(());
    }
    if !options.no_archive {
        binaries::build(&folder, &root.join("target"))?;
        let file = archive::write(&folder)?;
        let size = fs::metadata(&file).context("the archive")?.len();
        println!("{}: {} MB", file.display(), size / 1_000_000);
    }
    println!("{}: {} s", folder.display(), start.elapsed().as_secs());
    Ok(())
}

/// What students get, by the command that teachers use. `proven` has it built and its exercises fail, which the class
/// machine does for itself.
fn pack(root: &Path, folder: &Path, proven: bool) -> anyhow::Result<()> {
    let mut grader = cargo();
    grader.current_dir(root).args(["run", "--quiet", "--bin", "grader", "--", "pack"]).arg(folder);
    if !proven {
        grader.arg("--sans-compiler");
    }
    run_to_end(&mut grader)
}

fn copy_tree(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to).with_context(|| to.display().to_string())?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &copy)?;
        } else {
            fs::copy(entry.path(), &copy).with_context(|| copy.display().to_string())?;
        }
    }
    Ok(())
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn run_to_end(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("{command:?}"))?;
    if !status.success() {
        bail!("{command:?}: {status}");
    }
    Ok(())
}
