//! One cargo build of an exercise's tests, and what went wrong in whose code.

use std::env;
use std::io;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use course::Exercise;
use serde::Deserialize;

use super::process::{self, Unfinished};
use super::{Step, tests_name};

/// A first build on a slow machine takes minutes; this only ends what hangs for good.
const LIMIT: Duration = Duration::from_secs(30 * 60);

/// Why there is no test binary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BuildProblem {
    /// The student's code does not compile.
    Code(CompileError),
    /// A crate of the kit does not compile.
    Kit(CompileError),
    /// The machine, not the code.
    Setup(Cause, String),
    /// cargo cannot be started.
    NoCargo(io::ErrorKind),
    /// Nobody wants to know any more, or cargo hung.
    GivenUp,
}

/// What rustc says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompileError {
    /// The first error, as rustc shows it.
    pub first: String,
    /// Its code, `E0308`, which `rustc --explain` knows.
    pub code: Option<String>,
    /// How many errors follow it.
    pub others: usize,
    /// It is the test's file that no longer agrees with the student's functions.
    pub in_test: bool,
}

/// What is wrong with the machine, where it can be told from cargo's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A crate is missing and the network was not asked.
    Offline,
    /// No linker, or one that fails.
    Linker,
    /// A folder that cannot be written.
    ReadOnly,
    /// No room left.
    DiskFull,
    /// cargo's own words must do.
    Unknown,
}

#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum CargoLine {
    CompilerArtifact {
        target: Target,
        executable: Option<PathBuf>,
    },
    CompilerMessage {
        package_id: String,
        target: Target,
        message: Diagnostic,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
    name: String,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    message: String,
    code: Option<Code>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

/// Builds the tests of `exercise` without running them; the path of the test binary.
pub fn build(
    exercise: &Exercise,
    cancel: &AtomicBool,
    on_step: impl Fn(Step),
) -> Result<PathBuf, BuildProblem> {
    // Cargo gives its own path to what it runs. Offline, since what a class has on its disks must do, and a
    // proxy that never answers would hang for minutes.
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["test", "--offline", "--no-run", "--message-format=json", "--color=never"])
        .args(["--package", &exercise.package(), "--test", &tests_name(exercise)])
        .current_dir(exercise.root());
    // Kits of the same shape would overwrite one another's binaries in the target folder of the tests themselves.
    #[cfg(test)]
    cargo.env("CARGO_TARGET_DIR", exercise.root().join("target"));
    let on_stderr = |text: &str| {
        if text.contains("Blocking waiting for file lock") {
            on_step(Step::Waiting);
        } else if let Some((_, rest)) = text.rsplit_once("Compiling ") {
            on_step(Step::Compiling(rest.split(' ').next().unwrap_or_default().to_owned()));
        }
    };
    match process::run(&mut cargo, LIMIT, cancel, on_stderr) {
        Ok(done) => read(&done.stdout, &done.stderr, exercise),
        Err(Unfinished::System(error)) => Err(BuildProblem::NoCargo(error.kind())),
        Err(Unfinished::Limit | Unfinished::Cancelled) => Err(BuildProblem::GivenUp),
    }
}

fn read(stdout: &str, stderr: &str, exercise: &Exercise) -> Result<PathBuf, BuildProblem> {
    let mut binary = None;
    let mut errors: Vec<(bool, CompileError)> = Vec::new();
    let own_package = format!("#{}@", exercise.package());
    for line in stdout.lines() {
        match serde_json::from_str(line) {
            Ok(CargoLine::CompilerArtifact { target, executable: Some(path) })
                if target.name == tests_name(exercise) =>
            {
                binary = Some(path);
            }
            Ok(CargoLine::CompilerMessage { package_id, target, message })
                if message.level == "error" && !message.message.starts_with("aborting due to") =>
            {
                let first = message.rendered.unwrap_or(message.message);
                let code = message.code.map(|code| code.code);
                let in_test = target.kind.iter().any(|kind| kind == "test");
                let error = CompileError { first, code, others: 0, in_test };
                errors.push((package_id.contains(&own_package), error));
            }
            _ => {}
        }
    }
    if errors.is_empty() {
        return binary.ok_or_else(|| {
            let cause = cause(stderr);
            BuildProblem::Setup(cause, stderr.trim().to_owned())
        });
    }
    let others = errors.len() - 1;
    let (own, first) = errors.swap_remove(0);
    // An error that points to no line of code is the machine's: a linker, a disk.
    if !first.first.contains("--> ") && cause(&first.first) != Cause::Unknown {
        return Err(BuildProblem::Setup(cause(&first.first), first.first));
    }
    let error = CompileError { others, ..first };
    Err(if own { BuildProblem::Code(error) } else { BuildProblem::Kit(error) })
}

fn cause(text: &str) -> Cause {
    let signs = [
        (Cause::Linker, ["error: linker `", "error: linking with `"].as_slice()),
        (Cause::DiskFull, &["No space left on device", "(os error 28)", "(os error 112)"]),
        (Cause::ReadOnly, &["Permission denied", "Read-only file system", "(os error 5)", "(os error 30)"]),
        (Cause::Offline, &["offline was specified", "offline mode", "may not have updated", "--offline"]),
    ];
    let found = signs.iter().find(|(_, signs)| signs.iter().any(|sign| text.contains(sign)));
    found.map_or(Cause::Unknown, |(cause, _)| *cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_known_by_the_words_of_cargo_and_rustc() {
        for (text, expected) in [
            ("error: linker `cc` not found\n  |\n  = note: No such file or directory", Cause::Linker),
            ("error: linking with `link.exe` failed: exit code: 1104", Cause::Linker),
            (
                "error: failed to write `x`\n\nCaused by:\n  No space left on device (os error 28)",
                Cause::DiskFull,
            ),
            (
                "error: failed to open: /kit/target/debug/.cargo-lock\n\nCaused by:\n  Permission denied (os error 13)",
                Cause::ReadOnly,
            ),
            ("error: Accès refusé. (os error 5)", Cause::ReadOnly),
            ("Caused by:\n  attempting to make an HTTP request, but --offline was specified", Cause::Offline),
            ("error: no matching package named `a` found", Cause::Unknown),
        ] {
            assert_eq!(cause(text), expected, "{text}");
        }
    }
}
