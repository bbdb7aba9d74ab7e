//! An exercise's tests built by cargo: slower, and for set-ups where nothing else will do.

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use course::Exercise;
use serde::Deserialize;

use super::build::{self, BuildProblem, Diagnostic, Owner};
use super::process::{self, Unfinished};
use super::{BUILD_LIMIT, Step, tests_name};

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
    match process::run(&mut cargo, BUILD_LIMIT, cancel, on_stderr) {
        Ok(done) => read(&done.stdout, &done.stderr, exercise),
        Err(Unfinished::System(error)) => Err(BuildProblem::NoCargo(error.kind())),
        Err(Unfinished::Limit | Unfinished::Cancelled) => Err(BuildProblem::GivenUp),
    }
}

fn read(stdout: &str, stderr: &str, exercise: &Exercise) -> Result<PathBuf, BuildProblem> {
    let mut binary = None;
    let mut errors = Vec::new();
    let own_package = format!("#{}@", exercise.package());
    for line in stdout.lines() {
        match serde_json::from_str(line) {
            Ok(CargoLine::CompilerArtifact { target, executable: Some(path) })
                if target.name == tests_name(exercise) =>
            {
                binary = Some(path);
            }
            Ok(CargoLine::CompilerMessage { package_id, target, message }) if message.is_error() => {
                let owner = if !package_id.contains(&own_package) {
                    Owner::Kit
                } else if target.kind.iter().any(|kind| kind == "test") {
                    Owner::Tests
                } else {
                    Owner::Student
                };
                errors.push((owner, message));
            }
            _ => {}
        }
    }
    binary.filter(|_| errors.is_empty()).ok_or_else(|| build::problem(errors, stderr))
}
