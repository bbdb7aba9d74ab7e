//! One cargo build of the exercises' tests, watched.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use course::Exercise;
use serde::{Deserialize, Serialize};

use super::recipe::{Call, Recipe, closure};
use crate::{PlanError, helper};

/// What the build taught, as kept on disk.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record {
    /// By exercise folder name.
    pub exercises: BTreeMap<String, Recipes>,
}

/// How to compile one exercise.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Recipes {
    /// The student's library; its `externs` are files of the exercise's folder of dependencies.
    pub library: Recipe,
    /// Its tests.
    pub tests: Recipe,
}

/// Has cargo build the exercises' tests in `folder`, themselves left empty, and keeps there, apart for each exercise, the
/// compiled crates that it may use.
pub fn make(root: &Path, exercises: &[Exercise], folder: &Path) -> Result<Record, PlanError> {
    let file = |path: &Path| {
        let path = path.to_owned();
        move |source| PlanError::File { path, source }
    };
    let (calls, nothing) = (folder.join(helper::CALLS), folder.join(helper::NOTHING));
    fs::write(&nothing, "").map_err(file(&nothing))?;
    build(root, exercises, folder)?;
    let text = fs::read_to_string(&calls).map_err(file(&calls))?;
    let calls: Vec<Call> = text
        .lines()
        .filter_map(|line| Call::parse(&serde_json::from_str::<Vec<String>>(line).ok()?))
        .collect();

    let mut record = Record { exercises: BTreeMap::new() };
    for exercise in exercises {
        let id = exercise.id();
        let library = Path::new("exercises").join(&id).join("src").join("lib.rs");
        let tests = Path::new("exercises").join(&id).join("tests").join("verifie.rs");
        let find = |source: &Path| calls.iter().find(|call| Path::new(&call.source).ends_with(source));
        let (Some(library), Some(tests)) = (find(&library), find(&tests)) else {
            return Err(PlanError::NotRecorded(id));
        };
        let is_student = |name: &str| name == library.name;
        let dependencies = folder.join(&id);
        fs::create_dir(&dependencies).map_err(file(&dependencies))?;
        for built in closure(&calls, &tests.recipe.externs, is_student) {
            let name = built.file_name().unwrap_or_default();
            fs::copy(&built, dependencies.join(name)).map_err(file(&built))?;
        }
        let here = |recipe: &Recipe| Recipe {
            flags: recipe.flags.clone(),
            externs: recipe.externs.iter().filter(|(name, _)| !is_student(name)).map(moved).collect(),
        };
        record.exercises.insert(id, Recipes { library: here(&library.recipe), tests: here(&tests.recipe) });
    }
    // Only what was copied is ever shown to a student's code; the rest is of no more use.
    let target = folder.join("target");
    fs::remove_dir_all(&target).map_err(file(&target))?;
    Ok(record)
}

/// The file's name alone, as a library to link.
fn moved((name, path): &(String, PathBuf)) -> (String, PathBuf) {
    (
        name.clone(),
        Path::new(path.file_name().unwrap_or_default()).with_extension(match path.extension() {
            Some(extension) if extension != "rmeta" => extension,
            _ => "rlib".as_ref(),
        }),
    )
}

fn build(root: &Path, exercises: &[Exercise], folder: &Path) -> Result<(), PlanError> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--offline", "--quiet", "--color=never", "--target-dir"])
        .arg(folder.join("target"))
        .current_dir(root)
        .env("RUSTC_WRAPPER", helper::program().ok_or(PlanError::NoHelper)?)
        .env(helper::RECORD, folder);
    // What a teacher's own shell adds would not be the same on another machine.
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_TARGET_DIR", "RUSTC_WORKSPACE_WRAPPER"] {
        cargo.env_remove(variable);
    }
    for exercise in exercises {
        cargo.args(["--package", &exercise.package(), "--test", "verifie"]);
    }
    let output = cargo.output().map_err(|source| PlanError::NoTool { tool: "cargo", source })?;
    if output.status.success() {
        Ok(())
    } else {
        Err(PlanError::Kit(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
    }
}
