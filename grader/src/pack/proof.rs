//! That the pack builds, and that its exercises are still to be solved.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use course::{Course, Exercise};

use super::cargo;
use crate::messages::pack as messages;

/// What a function says that nobody has written yet.
const UNSOLVED: &str = "not yet implemented";

/// Builds every command and every exercise of the pack, offline, and runs every test: each must fail, for want of an
/// answer. How many there are.
///
/// # Errors
/// What does not build, passes, or fails for another reason.
pub fn builds_and_fails(course: &Course, pack: &Path) -> anyhow::Result<usize> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| course.root().join("target"), PathBuf::from);
    let command = || {
        let mut command = cargo::command(pack);
        // The programs apart from the kit's own, of the same names; what they are linked from is shared.
        command.env("CARGO_TARGET_DIR", target.join("paquet")).env("CARGO_BUILD_BUILD_DIR", &target);
        command
    };
    let progress = crate::progress::proving();
    cargo::said(command().args(["build", "--workspace", "--bins", "--offline", "--locked", "--quiet"]))?;
    let mut tests = 0;
    for exercise in course.exercises() {
        let mut test = command();
        test.args(["test", "--offline", "--locked", "--quiet", "--no-fail-fast", "--test", "verifie"]);
        test.args(["--package", &exercise.package(), "--", "--test-threads=1", "--nocapture"]);
        test.args(["--format=pretty"]);
        let output = test.output().context(messages::NO_CARGO)?;
        let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        tests += unsolved(exercise, &text)?;
    }
    progress.finish_and_clear();
    Ok(tests)
}

/// How many tests failed for want of an answer: all that the exercise lists.
fn unsolved(exercise: &Exercise, said: &str) -> anyhow::Result<usize> {
    let expected = exercise.tests.len();
    let summary = format!("test result: FAILED. 0 passed; {expected} failed;");
    if said.contains(&summary) && said.matches(UNSOLVED).count() >= expected {
        return Ok(expected);
    }
    bail!(messages::not_unsolved(&exercise.id(), said))
}
