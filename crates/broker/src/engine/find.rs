//! Where the engine's program is, and how it is built.

use std::env;
use std::ffi::OsStr;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::messages::engine as said;

/// Its name, and that of its package.
const NAME: &str = "broker-rumqttd";

/// The program: beside this one, or where cargo has built it. Where it is missing, a person at the terminal is asked
/// whether to build it.
///
/// # Errors
/// When it is not there and was not built: the command that builds it.
pub(super) fn program() -> anyhow::Result<PathBuf> {
    let own = env::current_exe().unwrap_or_default();
    let package = package(&own);
    if let Some(program) = find(&own, package.as_deref()) {
        return Ok(program);
    }
    let Some(package) = package else { bail!(said::NO_PACKAGE) };
    // As it is typed from here, where that is shorter.
    let manifest = package.join("Cargo.toml");
    let here = env::current_dir().ok();
    let manifest =
        here.and_then(|here| Some(manifest.strip_prefix(here).ok()?.to_owned())).unwrap_or(manifest);
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() || !wanted()? {
        bail!(said::not_built(&manifest));
    }
    build(&manifest)?;
    find(&own, Some(&package)).context(said::not_built(&manifest))
}

fn find(own: &Path, package: Option<&Path>) -> Option<PathBuf> {
    let beside = own.parent().map(Path::to_owned);
    let built = package
        .into_iter()
        .flat_map(|package| ["release", "debug"].map(|profile| package.join("target").join(profile)));
    let file = format!("{NAME}{}", env::consts::EXE_SUFFIX);
    beside.into_iter().chain(built).map(|folder| folder.join(&file)).find(|program| program.is_file())
}

/// The package's folder: this program lies in the kit's own `target`, or was started from inside the kit.
fn package(own: &Path) -> Option<PathBuf> {
    let here = env::current_dir().ok();
    let folders = own.ancestors().chain(here.as_deref().into_iter().flat_map(Path::ancestors));
    folders
        .map(|folder| folder.join("crates").join(NAME))
        .find(|package| package.join("Cargo.toml").is_file())
}

fn wanted() -> io::Result<bool> {
    let mut error = io::stderr();
    write!(error, "{}", said::BUILD_IT)?;
    error.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(said::is_yes(&answer))
}

fn build(manifest: &Path) -> anyhow::Result<()> {
    let cargo = env::var_os("CARGO");
    let mut command = Command::new(cargo.as_deref().unwrap_or(OsStr::new("cargo")));
    command.args(["build", "--manifest-path"]).arg(manifest);
    // Where the kit's own build was told to put its files is not where this one is looked for.
    command.env_remove("CARGO_TARGET_DIR");
    let status = command.status().context(said::NO_CARGO)?;
    if !status.success() {
        bail!(said::not_built(manifest));
    }
    Ok(())
}
