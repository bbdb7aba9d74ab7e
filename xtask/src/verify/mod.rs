//! `cargo x verify`: starter, solution, tests, statement and classic mistakes of each exercise hold together.
//!
//! Cargo builds all the starters at once and all the solutions at once; each test then runs alone, by its own name,
//! because a test binary that finds no test of that name ends with success. Solutions and classic mistakes then go
//! through the runner, as a submission does: the tests must tell of a mistake, and the hidden groups must see it.

mod build;
mod layout;
mod mistakes;
mod report;
mod run;

use std::process::Command;

use anyhow::{Context, bail, ensure};
use course::{Course, Exercise};
use runner::Plan;

use crate::generate;
use build::Build;
use report::{Report, Section};
use run::Verdict;

/// Checks the exercises that are named, or the whole course when none is.
pub fn run(course: &Course, named: &[String]) -> anyhow::Result<Report> {
    let chosen = choose(course, named)?;
    let metadata = layout::metadata(course.root())?;
    let build = |name: fn(&Exercise) -> String| {
        // Cargo builds nothing at all when one name is unknown; the layout's check reports that one.
        let known = |name: &String| metadata.packages.iter().any(|package| package.name.as_str() == name);
        let packages: Vec<String> = chosen.iter().copied().map(name).filter(known).collect();
        Build::run(course.root(), &packages)
    };
    let starters = build(Exercise::package)?;
    let solutions = build(Exercise::solution_package)?;
    let mut sections = Vec::new();
    for exercise in &chosen {
        let mut section = Section::new(exercise.id());
        section.check("README has its sections", layout::readme(exercise));
        section.check("no stray file", layout::files(exercise));
        section
            .check("packages are named and set up as they should be", layout::packages(exercise, &metadata));
        section.check("starter is in step with the solution", in_step(exercise));
        section.check("starter compiles without a warning", starters.clean(&exercise.package()));
        section.check("listed tests are the test file's", listed_tests(exercise, &starters));
        section.check("every test fails on the starter with todo!", unsolved(exercise, &starters));
        section.check("every test passes on the solution", solved(exercise, &solutions));
        if layout::runs_for_real(exercise) {
            section.check("the solution's program runs for real", runs_for_real(exercise));
        }
        sections.push(section);
    }
    let work_dir = metadata.target_directory.join("verify");
    match Plan::make(course.root(), work_dir.as_std_path()) {
        Ok(plan) => mistakes::check(&chosen, &plan, &mut sections)?,
        Err(error) => {
            let mut section = Section::new("hidden groups".to_owned());
            section.check("the exercises can be compiled as submissions are", Err(error).context("no plan"));
            sections.push(section);
        }
    }
    Ok(Report { sections })
}

fn choose<'a>(course: &'a Course, named: &[String]) -> anyhow::Result<Vec<&'a Exercise>> {
    if named.is_empty() {
        return Ok(course.exercises().iter().collect());
    }
    named
        .iter()
        .map(|name| course.find(name).with_context(|| format!("no exercise is called `{name}`")))
        .collect()
}

fn in_step(exercise: &Exercise) -> anyhow::Result<()> {
    for (path, text) in generate::files(exercise)? {
        if let Some(line) = generate::first_difference(&path, &text)? {
            bail!("{} differs at line {line}; run `cargo x gen`", path.display());
        }
    }
    Ok(())
}

fn listed_tests(exercise: &Exercise, starters: &Build) -> anyhow::Result<()> {
    let in_file = run::list(starters.test_binary(&exercise.package())?)?;
    let listed: Vec<&str> = exercise.tests.iter().map(|test| test.name.as_str()).collect();
    let unlisted: Vec<&str> =
        in_file.iter().map(String::as_str).filter(|name| !listed.contains(name)).collect();
    let absent: Vec<&str> = listed.into_iter().filter(|name| !in_file.iter().any(|n| n == name)).collect();
    if unlisted.is_empty() && absent.is_empty() {
        return Ok(());
    }
    bail!("not in exercise.toml: {unlisted:?}; not in the test file: {absent:?}")
}

fn unsolved(exercise: &Exercise, starters: &Build) -> anyhow::Result<()> {
    let binary = starters.test_binary(&exercise.package())?;
    each_test(exercise, |name| match run::exact(binary, name)? {
        Verdict::Failed(output) if output.contains("not yet implemented") => Ok(()),
        Verdict::Failed(output) => bail!("{name} fails for another reason than todo!:\n{output}"),
        Verdict::Passed => bail!("{name} passes already"),
        Verdict::Absent => bail!("{name} is not in the test file"),
    })
}

fn solved(exercise: &Exercise, solutions: &Build) -> anyhow::Result<()> {
    solutions.clean(&exercise.solution_package())?;
    let binary = solutions.test_binary(&exercise.solution_package())?;
    each_test(exercise, |name| match run::exact(binary, &format!("student::{name}"))? {
        Verdict::Passed => Ok(()),
        Verdict::Failed(output) => bail!("{name} fails:\n{output}"),
        Verdict::Absent => bail!("{name} is not run: is the test file included as `mod student`?"),
    })
}

/// The program that the solution's functions make run, with other programs of the kit.
fn runs_for_real(exercise: &Exercise) -> anyhow::Result<()> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["test", "--offline", "--quiet", "--package", &exercise.solution_package()]);
    let output =
        cargo.args(["--features", "reseau", "--test", "en_vrai"]).current_dir(exercise.root()).output()?;
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{said}");
    Ok(())
}

/// Runs `check` on every listed test and gathers what is wrong, not only the first.
fn each_test(exercise: &Exercise, check: impl Fn(&str) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let faults: Vec<String> =
        exercise.tests.iter().filter_map(|test| check(&test.name).err()).map(|e| format!("{e:#}")).collect();
    if faults.is_empty() { Ok(()) } else { bail!("{}", faults.join("\n")) }
}
