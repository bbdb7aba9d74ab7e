//! The tools that exercises are built with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::{Finding, messages};

/// The oldest Rust that the kit is built with.
const OLDEST: &str = env!("CARGO_PKG_RUST_VERSION");

/// `rustc` or `cargo`: there, and recent enough.
pub fn version(program: &str) -> Finding {
    let Some(output) = output(Command::new(program).arg("--version")) else {
        return Finding::failure(program, messages::ABSENT, messages::INSTALL_RUST);
    };
    let said = String::from_utf8_lossy(&output.stdout);
    let version = said.split_whitespace().nth(1).unwrap_or_default();
    match (numbers(version), numbers(OLDEST)) {
        (Some(found), Some(oldest)) if found >= oldest => {
            Finding::ok(program, messages::version(version, OLDEST))
        }
        _ => Finding::failure(program, messages::too_old(version, OLDEST), messages::UPDATE_RUST),
    }
}

/// Compiles a program where exercises are compiled, and starts it: a linker may be missing, a disk may forbid
/// programs, a guard may hold back those that it does not know.
pub fn program_of_our_own(root: &Path) -> Finding {
    const ID: &str = "programme";
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let folder = target.join("atelier-doctor");
    let (source, program) =
        (folder.join("essai.rs"), folder.join("essai").with_extension(std::env::consts::EXE_EXTENSION));
    let written =
        fs::create_dir_all(&folder).and_then(|()| fs::write(&source, "fn main() { print!(\"bon\") }\n"));
    if let Err(error) = written {
        return Finding::failure(ID, messages::cannot_write(&folder, &error), messages::MEND_WRITE);
    }
    let finding = match output(Command::new("rustc").arg(&source).arg("-o").arg(&program)) {
        None => Finding::failure(ID, messages::NOT_COMPILED, messages::INSTALL_RUST),
        Some(compiled) if !compiled.status.success() => {
            let said = String::from_utf8_lossy(&compiled.stderr).into_owned();
            Finding::failure(ID, messages::not_compiled(&said), messages::mend_linker(&said))
        }
        Some(_) => match Command::new(&program).stdin(Stdio::null()).output() {
            Ok(ran) if ran.stdout == b"bon" => Finding::ok(ID, messages::PROGRAM_RUNS),
            Ok(_) => Finding::failure(ID, messages::PROGRAM_STOPPED, messages::MEND_PROGRAM),
            Err(error) => Finding::failure(ID, messages::program_refused(&error), messages::MEND_PROGRAM),
        },
    };
    // A leftover is in the build folder, where nobody looks.
    let _ = fs::remove_dir_all(&folder);
    finding
}

/// Whether everything that the kit is built from is on this machine.
pub fn offline(root: &Path) -> Finding {
    const ID: &str = "hors-ligne";
    let Some(host) = host() else { return Finding::failure(ID, messages::ABSENT, messages::INSTALL_RUST) };
    let mut cargo = Command::new("cargo");
    cargo
        .args(["metadata", "--offline", "--format-version", "1", "--filter-platform", &host])
        .current_dir(root);
    match output(&mut cargo) {
        Some(output) if output.status.success() => Finding::ok(ID, messages::OFFLINE_READY),
        Some(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            Finding::warning(ID, messages::not_offline(&said), messages::MEND_OFFLINE)
        }
        None => Finding::failure(ID, messages::ABSENT, messages::INSTALL_RUST),
    }
}

/// This machine, as rustc names it.
fn host() -> Option<String> {
    let said = output(Command::new("rustc").arg("-vV"))?.stdout;
    let said = String::from_utf8_lossy(&said).into_owned();
    said.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

fn output(command: &mut Command) -> Option<Output> {
    command.stdin(Stdio::null()).output().ok()
}

/// `1.95.0-nightly` is 1, 95.
fn numbers(version: &str) -> Option<[u32; 2]> {
    let mut parts = version.split(['.', '-']).map(str::parse);
    Some([parts.next()?.ok()?, parts.next()?.ok()?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::State;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(numbers("1.100.0") > numbers("1.88"));
        assert_eq!(numbers("1.95.0-nightly"), Some([1, 95]));
        assert_eq!(numbers("rustc"), None);
    }

    #[test]
    fn a_program_that_is_not_there_is_told() {
        let finding = version("no-such-program-of-rust");
        assert_eq!((finding.state, finding.mend.as_deref()), (State::Failure, Some(messages::INSTALL_RUST)));
    }

    #[test]
    fn a_program_can_be_built_and_started_here() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(program_of_our_own(root.path()), Finding::ok("programme", messages::PROGRAM_RUNS));
    }
}
