//! What can be checked without building: the statement, the files and the packages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use cargo_metadata::{Metadata, MetadataCommand, Package, Target};
use course::Exercise;

/// What every statement holds, in this order.
pub const SECTIONS: [&str; 6] = [
    "## Objectifs",
    "## Ce qu’il faut savoir",
    "## À vous de jouer",
    "## Ce que vous devez voir d’abord",
    "## Dans les logs",
    "## Pour aller plus loin",
];

const EXERCISE_FILES: [&str; 6] =
    [".depart.rs", "Cargo.toml", "README.md", "exercise.toml", "src/lib.rs", "tests/verifie.rs"];
const SOLUTION_FILES: [&str; 3] = ["Cargo.toml", "src/lib.rs", "tests/verifie.rs"];
/// What an exercise may give beside: a program that its functions make run, and a test of that program.
const PROGRAM_FILES: [&str; 2] = ["programme/main.rs", FOR_REAL];
/// The test of an exercise's program with other programs: feedback that no mark depends on.
const FOR_REAL: &str = "tests/en_vrai.rs";

/// The workspace as cargo sees it.
pub fn metadata(root: &Path) -> anyhow::Result<Metadata> {
    let mut command = MetadataCommand::new();
    command.current_dir(root).no_deps().other_options(["--offline".to_owned()]);
    Ok(command.exec()?)
}

/// The statement has each section, in order, gives the command that runs the tests and announces the first failure.
pub fn readme(exercise: &Exercise) -> anyhow::Result<()> {
    let text = fs::read_to_string(exercise.readme_path()).context("cannot read README.md")?;
    let headings: Vec<&str> = text.lines().filter(|line| SECTIONS.contains(line)).collect();
    ensure!(
        headings == SECTIONS,
        "README.md needs, once and in this order: {SECTIONS:?}; it has {headings:?}"
    );
    let command = format!("cargo test -p {}", exercise.package());
    ensure!(text.contains(&command), "README.md does not give the command `{command}`");
    let announced = format!("test result: FAILED. 0 passed; {} failed", exercise.tests.len());
    ensure!(text.contains(&announced), "README.md does not announce `{announced}`");
    Ok(())
}

/// The exercise's and the solution's folders hold what they must, and nothing else.
pub fn files(exercise: &Exercise) -> anyhow::Result<()> {
    let given = |folder: &str| -> Vec<String> {
        exercise.given.iter().map(|name| format!("{folder}/{name}")).collect()
    };
    let with_given =
        |files: &[&str]| [files.iter().map(ToString::to_string).collect(), given("src")].concat();
    let of_program = |file: &str| PROGRAM_FILES.contains(&file);
    // Helpers of the tests, and a program that runs the student's library.
    let allowed = |file: &str| {
        let program = file.strip_prefix("examples/").is_some_and(|name| name.ends_with(".rs"));
        program || file == "tests/outils/mod.rs" || of_program(file)
    };
    let starters = [with_given(&EXERCISE_FILES), given(".depart")].concat();
    same_files(&exercise.dir(), &starters, allowed)?;
    let wrong = |file: &str| file.strip_prefix("wrong/").is_some_and(|name| name.ends_with(".patch"));
    same_files(&exercise.solution_dir(), &with_given(&SOLUTION_FILES), |file| wrong(file) || of_program(file))
}

/// That the exercise's program has a test with other programs.
pub fn runs_for_real(exercise: &Exercise) -> bool {
    exercise.dir().join(FOR_REAL).is_file()
}

fn same_files(folder: &Path, required: &[String], allowed: impl Fn(&str) -> bool) -> anyhow::Result<()> {
    let mut found = BTreeSet::new();
    collect(folder, "", &mut found)?;
    let absent: Vec<&String> = required.iter().filter(|file| !found.contains(*file)).collect();
    let stray: Vec<&String> =
        found.iter().filter(|file| !required.contains(file) && !allowed(file)).collect();
    ensure!(
        absent.is_empty() && stray.is_empty(),
        "{}: absent {absent:?}, stray {stray:?}",
        folder.display()
    );
    Ok(())
}

fn collect(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), found)?;
        } else {
            found.insert(name);
        }
    }
    Ok(())
}

/// `exercise-NN` and `solution-NN` stand in the workspace, in their folders, and the exercise builds light and alone.
pub fn packages(exercise: &Exercise, metadata: &Metadata) -> anyhow::Result<()> {
    let starter = package(metadata, &exercise.package(), &exercise.dir())?;
    let solution = package(metadata, &exercise.solution_package(), &exercise.solution_dir())?;
    for package in [starter, solution] {
        let Some(library) = package.targets.iter().find(|target| Target::is_lib(target)) else {
            bail!("{} has no library", package.name)
        };
        let quiet = !library.test && !library.doctest;
        ensure!(quiet, "{}: write `[lib]` with `test = false` and `doctest = false`", package.name);
        // What only a feature brings in costs the tests nothing.
        let always = package.dependencies.iter().filter(|dependency| !dependency.optional);
        let others: Vec<&str> = always.map(|d| d.name.as_str()).filter(|n| *n != "testkit").collect();
        ensure!(
            others.is_empty(),
            "{} depends on {others:?}: only testkit is allowed, and what a feature brings in",
            package.name
        );
    }
    Ok(())
}

fn package<'a>(metadata: &'a Metadata, name: &str, folder: &Path) -> anyhow::Result<&'a Package> {
    let found = metadata.packages.iter().find(|package| package.name.as_str() == name);
    let package = found.with_context(|| format!("no package is called {name}"))?;
    let manifest = fs::canonicalize(&package.manifest_path)?;
    let expected = fs::canonicalize(folder)?.join("Cargo.toml");
    ensure!(manifest == expected, "{name} stands in {}, not in {}", manifest.display(), expected.display());
    Ok(package)
}
