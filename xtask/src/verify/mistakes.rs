//! Each `wrong/*.patch` fails its declared tests, with its declared words, and no other.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, bail, ensure};
use course::{Course, Exercise};

use super::build::Build;
use super::report::Section;
use super::run::{self, Verdict};
use crate::generate::EDITION;
use crate::patch::Patch;

/// Checks the mistakes of every exercise, on all cores, and adds a line for each to its exercise's section.
pub fn check(course: &Course, solutions: &Build, sections: &mut [Section]) -> anyhow::Result<()> {
    let scratch = tempfile::tempdir().context("cannot make a temporary folder")?;
    let mut jobs = Vec::new();
    for (place, exercise) in course.exercises().iter().enumerate() {
        for file in patches(exercise)? {
            jobs.push((place, exercise, file));
        }
    }
    let results = Mutex::new(Vec::new());
    let queue = Mutex::new(jobs.into_iter().enumerate());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((job, (place, exercise, file))) = lock(&queue).next() {
                    let folder = scratch.path().join(job.to_string());
                    let result = check_one(exercise, &file, solutions, &folder);
                    lock(&results).push((job, place, file, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by_key(|(job, ..)| *job);
    for (_, place, file, result) in results {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        sections[place].check(format!("wrong/{name} fails as declared"), result);
    }
    Ok(())
}

/// No worker panics while it holds a lock; if one did, its half-made result would still be worth reporting.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn patches(exercise: &Exercise) -> anyhow::Result<Vec<PathBuf>> {
    let folder = exercise.solution_dir().join("wrong");
    if !folder.is_dir() {
        return Ok(vec![]);
    }
    let mut files =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

fn check_one(exercise: &Exercise, file: &Path, solutions: &Build, folder: &Path) -> anyhow::Result<()> {
    let patch = Patch::parse(&fs::read_to_string(file)?)?;
    for (name, _) in &patch.fails {
        ensure!(exercise.tests.iter().any(|test| test.name == *name), "`fails {name}`: no such test");
    }
    let wrong = patch.apply(&fs::read_to_string(exercise.solution_path())?)?;
    let binary = compile(exercise, &wrong, solutions, folder)?;
    let mut faults = Vec::new();
    for test in &exercise.tests {
        let declared = patch.fails.iter().find(|(name, _)| *name == test.name).map(|(_, words)| words);
        match (run::exact(&binary, &test.name)?, declared) {
            (Verdict::Passed, None) => {}
            (Verdict::Failed(output), Some(words)) if output.contains(words.as_str()) => {}
            (Verdict::Failed(output), Some(words)) => {
                faults.push(format!("{} does not say « {words} »:\n{output}", test.name));
            }
            (Verdict::Failed(output), None) => faults.push(format!("{} fails too:\n{output}", test.name)),
            (Verdict::Passed, Some(_)) => {
                faults.push(format!("{} passes in spite of the mistake", test.name));
            }
            (Verdict::Absent, _) => faults.push(format!("{} is not in the test file", test.name)),
        }
    }
    if faults.is_empty() { Ok(()) } else { bail!("{}", faults.join("\n")) }
}

/// Compiles the exercise's tests against `source`, without cargo.
fn compile(exercise: &Exercise, source: &str, solutions: &Build, folder: &Path) -> anyhow::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let library_source = folder.join("lib.rs");
    fs::write(&library_source, source)?;
    let crate_name = exercise.package().replace('-', "_");
    let library = folder.join(format!("lib{crate_name}.rlib"));
    rustc(&["--crate-type", "lib", "--crate-name", &crate_name], &library_source, &library, None)?;
    let binary = folder.join(format!("tests{}", std::env::consts::EXE_SUFFIX));
    let found_here = format!("{crate_name}={}", library.display());
    rustc(
        &["--test", "--extern", &found_here],
        &exercise.test_path(),
        &binary,
        solutions.testkit.as_deref(),
    )?;
    Ok(binary)
}

fn rustc(arguments: &[&str], source: &Path, output: &Path, testkit: Option<&Path>) -> anyhow::Result<()> {
    let mut rustc = Command::new("rustc");
    rustc
        .args(["--edition", EDITION, "--cap-lints", "allow"])
        .args(arguments)
        .arg(source)
        .arg("-o")
        .arg(output);
    if let Some(testkit) = testkit {
        rustc.arg("--extern").arg(format!("testkit={}", testkit.display()));
    }
    let result = rustc.output().context("cannot run rustc")?;
    ensure!(result.status.success(), "does not compile:\n{}", String::from_utf8_lossy(&result.stderr));
    Ok(())
}
