//! `cargo x gen`: starters from solutions, by their markers, then rustfmt.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};
use course::{Course, Exercise, starter};

/// The edition of every package of the workspace, for the tools that read no `Cargo.toml`.
pub const EDITION: &str = "2024";

/// Writes the starters, or with `check` only compares them. True when all are in step.
pub fn run(course: &Course, check: bool) -> anyhow::Result<bool> {
    let mut in_step = true;
    for exercise in course.exercises() {
        for (path, text) in files(exercise)? {
            let Some(line) = first_difference(&path, &text)? else { continue };
            if check {
                in_step = false;
                println!("{}: differs at line {line}; run `cargo x gen`", path.display());
            } else {
                let folder = path.parent().context("a file has a folder")?;
                fs::create_dir_all(folder)
                    .and_then(|()| fs::write(&path, &text))
                    .with_context(|| format!("cannot write {}", path.display()))?;
                println!("{}: written", path.display());
            }
        }
    }
    Ok(in_step)
}

/// What an exercise takes from its solution, and where: the starter and the files given whole, each twice, in the place
/// that the student changes and in the pristine one that `atelier reset` takes.
pub fn files(exercise: &Exercise) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let starter = starter(exercise)?;
    let mut files = vec![(exercise.source_path(), starter.clone()), (exercise.starter_path(), starter)];
    for name in &exercise.given {
        let path = exercise.solution_dir().join("src").join(name);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        files.push((exercise.given_path(name), text.clone()));
        files.push((exercise.pristine_given_path(name), text));
    }
    Ok(files)
}

/// The starter that an exercise should have: generated and formatted.
fn starter(exercise: &Exercise) -> anyhow::Result<String> {
    let path = exercise.solution_path();
    let source = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let starter = starter::generate(&source).with_context(|| path.display().to_string())?;
    rustfmt(exercise.root(), &starter)
        .with_context(|| format!("{}: rustfmt refuses the generated starter", path.display()))
}

/// The first line, from 1, at which the committed file is not `expected`. An absent file differs at line 1.
pub fn first_difference(path: &Path, expected: &str) -> anyhow::Result<Option<usize>> {
    if !path.exists() {
        return Ok(Some(1));
    }
    let committed = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    // By lines: git may give CRLF on Windows.
    let same = committed.lines().zip(expected.lines()).take_while(|(a, b)| a == b).count();
    let equal = same == committed.lines().count() && same == expected.lines().count();
    Ok((!equal).then_some(same + 1))
}

fn rustfmt(root: &Path, source: &str) -> anyhow::Result<String> {
    // From the root, so that its rustfmt.toml applies.
    let mut child = Command::new("rustfmt")
        .args(["--edition", EDITION])
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot run rustfmt: install it with `rustup component add rustfmt`")?;
    let Some(mut stdin) = child.stdin.take() else { bail!("rustfmt has no input") };
    stdin.write_all(source.as_bytes())?;
    drop(stdin);
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(String::from_utf8(output.stdout)?)
}
