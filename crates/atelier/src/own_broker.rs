//! `atelier broker`: the student's own broker, compiled and served on TCP.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, bail};
use course::{Course, Exercise};
use serde::Deserialize;

use crate::messages::own_broker as messages;

/// The program that serves the student's library, in the folder `examples` of its exercise.
const PROGRAM: &str = "mon-broker";

#[derive(Deserialize)]
struct CargoLine {
    target: Option<Target>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Compiles the student's broker and runs it on `port` of 127.0.0.1 until Ctrl-C; port 0 is any port, which it says.
///
/// # Errors
/// No exercise that is a broker, no cargo, or code that does not compile: what rustc says of it is shown first.
pub fn run(course: &Course, port: u16) -> anyhow::Result<ExitCode> {
    let is_broker =
        |exercise: &&Exercise| exercise.dir().join("examples").join(PROGRAM).with_extension("rs").exists();
    let Some(exercise) = course.exercises().iter().find(is_broker) else {
        bail!(messages::NONE);
    };
    let program = compile(exercise)?;
    // A backtrace would bury what the student's code says when it stops.
    serve(Command::new(&program).arg(port.to_string()).env("RUST_BACKTRACE", "0"), &program)
}

fn compile(exercise: &Exercise) -> anyhow::Result<PathBuf> {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--offline", "--quiet", "--message-format=json-render-diagnostics"])
        .args(["--package", &exercise.package(), "--example", PROGRAM])
        .current_dir(exercise.root())
        .stderr(Stdio::inherit())
        .output()
        .context(messages::NO_CARGO)?;
    if !output.status.success() {
        bail!(messages::does_not_compile(exercise));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines()
        .filter_map(|line| serde_json::from_str::<CargoLine>(line).ok())
        .filter(|line| line.target.as_ref().is_some_and(|target| target.name == PROGRAM))
        .find_map(|line| line.executable)
        .context(messages::does_not_compile(exercise))
}

/// Takes this process's place, so that whoever stops it stops the broker.
#[cfg(unix)]
fn serve(command: &mut Command, program: &Path) -> anyhow::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).with_context(|| messages::cannot_run(program))
}

#[cfg(not(unix))]
fn serve(command: &mut Command, program: &Path) -> anyhow::Result<ExitCode> {
    let status = command.status().with_context(|| messages::cannot_run(program))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
