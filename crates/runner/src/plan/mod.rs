//! The plan: how each exercise of a kit is compiled, found out once.

mod groups;
mod in_place;
mod kit;
mod recipe;
mod record;

use std::collections::{BTreeMap, HashMap};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use course::{Course, Exercise};
use sha2::{Digest, Sha256};

pub use groups::Group;
pub use in_place::InPlace;
pub(crate) use recipe::Recipe;
pub(crate) use record::Recipes;
use record::Record;

use crate::run::{self, Expected};
use crate::{Infra, Limits, PlanError, Sandbox, Seed, Unit, Verdict, helper, unit};

/// What this crate does to a unit; to be changed when the same unit may get another verdict.
const REVISION: &str = concat!(env!("CARGO_PKG_VERSION"), "/1");

/// What a plan is read from; in its folder, it comes last.
const SUMMARY: &str = "plan.json";

/// How the name of a plan begins that is being made.
const DRAFT: &str = "making-";

/// How each exercise of a kit is compiled. It may be shared between threads.
#[derive(Debug)]
pub struct Plan {
    /// The kit, absolute.
    pub(crate) root: PathBuf,
    /// What the exercises may link with, one folder for each, and the pilot.
    pub(crate) folder: PathBuf,
    /// Where units are laid out.
    pub(crate) units: PathBuf,
    /// The real rustc, not rustup's, which would read a `rust-toolchain.toml`.
    pub(crate) sysroot: PathBuf,
    pub(crate) exercises: BTreeMap<String, Planned>,
    /// By exercise and seed.
    pub(crate) references: Mutex<HashMap<(String, String), Reference>>,
    kit_digest: String,
    recipe_digest: String,
    rustc_version: String,
}

/// What every submission is compared with: the solution's lines, by group.
pub(crate) type Reference = Arc<Vec<Expected>>;

/// One exercise of the plan.
#[derive(Debug)]
pub(crate) struct Planned {
    pub exercise: Exercise,
    pub recipes: Recipes,
    pub groups: Vec<Group>,
}

impl Plan {
    /// Finds out how the exercises of the kit at `root` are compiled and keeps what is needed in `work_dir`; quick when
    /// that was already done for the same manifests, the same test kit and the same rustc. The exercises themselves
    /// may be in any state: only what they depend on is compiled.
    ///
    /// # Errors
    /// [`PlanError`] when the kit is incomplete or its test kit does not compile.
    pub fn make(root: &Path, work_dir: &Path) -> Result<Self, PlanError> {
        let file = |path: &Path| {
            let path = path.to_owned();
            move |source| PlanError::File { path, source }
        };
        let root = fs::canonicalize(root).map_err(file(root))?;
        let units = work_dir.join("units");
        fs::create_dir_all(&units).map_err(file(&units))?;
        remove_leftovers(&units, "");
        remove_leftovers(work_dir, DRAFT);
        let work_dir = fs::canonicalize(work_dir).map_err(file(work_dir))?;
        let course = Course::load(&root)?;
        let kit_digest = kit::digest(&root)?;
        let rustc_version = rustc(&root, "-vV")?;
        let sysroot = PathBuf::from(rustc(&root, "--print=sysroot")?.trim());

        let ids: Vec<String> = course.exercises().iter().map(Exercise::id).collect();
        let place = || -> Result<(String, PathBuf), PlanError> {
            let recipe_digest = kit::recipe_digest(&root, &ids)?;
            let mut name = Sha256::new();
            [REVISION, &recipe_digest, &rustc_version]
                .iter()
                .for_each(|text| kit::absorb(&mut name, text.as_bytes()));
            let folder = work_dir.join(format!("plan-{}", &unit::hex(&name.finalize())[..16]));
            Ok((recipe_digest, folder))
        };
        let (mut recipe_digest, mut folder) = place()?;
        if !folder.join(SUMMARY).exists() {
            let made =
                tempfile::Builder::new().prefix(DRAFT).tempdir_in(&work_dir).map_err(file(&work_dir))?;
            let record = record::make(&root, course.exercises(), made.path())?;
            compile_pilot(&root, &sysroot, made.path())?;
            let text = serde_json::to_string(&record).map_err(|error| PlanError::Kit(error.to_string()))?;
            fs::write(made.path().join(SUMMARY), text).map_err(file(made.path()))?;
            // The first cargo in a kit writes its Cargo.lock.
            (recipe_digest, folder) = place()?;
            // Another grader may have made the same meanwhile: then its plan will do, and this one is dropped.
            if fs::rename(made.path(), &folder).is_ok() {
                let _ = made.keep();
            }
        }
        let summary = folder.join(SUMMARY);
        let text = fs::read_to_string(&summary).map_err(file(&summary))?;
        let mut record: Record = serde_json::from_str(&text)
            .map_err(|error| PlanError::File { path: summary, source: error.into() })?;

        let mut exercises = BTreeMap::new();
        for exercise in course.exercises() {
            let id = exercise.id();
            let recipes = record.exercises.remove(&id).ok_or_else(|| PlanError::NotRecorded(id.clone()))?;
            let groups = groups::read(&secret(&root, &id))?;
            exercises.insert(id, Planned { exercise: exercise.clone(), recipes, groups });
        }
        let references = Mutex::default();
        let units = work_dir.join("units");
        Ok(Self {
            root,
            folder,
            units,
            sysroot,
            exercises,
            references,
            kit_digest,
            recipe_digest,
            rustc_version,
        })
    }

    /// That it was made for the manifests and the test kit of now, and is still on disk.
    #[must_use]
    pub fn is_current(&self) -> bool {
        let ids: Vec<String> = self.exercises.keys().cloned().collect();
        let same = kit::recipe_digest(&self.root, &ids).is_ok_and(|digest| digest == self.recipe_digest);
        same && self.folder.join(SUMMARY).exists()
    }

    /// The hidden groups of `exercise` (`03-connect-connack`), in order; none when it has no driver.
    #[must_use]
    pub fn groups(&self, exercise: &str) -> &[Group] {
        self.exercises.get(exercise).map(|planned| planned.groups.as_slice()).unwrap_or_default()
    }

    /// What changes when the exercises, their tests, the solutions or the drivers change: 64 hexadecimal digits.
    #[must_use]
    pub fn kit_digest(&self) -> &str {
        &self.kit_digest
    }

    /// `rustc -vV`, whole.
    #[must_use]
    pub fn rustc_version(&self) -> &str {
        &self.rustc_version
    }

    /// Compiles and runs `unit`. The first unit of an exercise waits for the reference solution to be run with `seed`.
    ///
    /// # Errors
    /// [`Infra`] when the machine failed: run the unit again.
    pub fn run(
        &self,
        unit: &Unit,
        sandbox: &Sandbox,
        seed: &Seed,
        limits: &Limits,
    ) -> Result<Verdict, Infra> {
        run::run(self, unit, sandbox, seed, limits)
    }

    /// What a verdict may be kept under: equal keys give equal verdicts. A verdict that
    /// [is unsteady](Verdict::is_unsteady) is not to be kept.
    #[must_use]
    pub fn cache_key(&self, unit: &Unit, sandbox: &Sandbox, seed: &Seed, limits: &Limits) -> String {
        let mut hasher = Sha256::new();
        let circumstances = format!("{:?} {limits:?}", sandbox.tier());
        let texts =
            [REVISION, &self.rustc_version, &self.kit_digest, &circumstances, &seed.id(), unit.exercise()];
        texts.iter().for_each(|text| kit::absorb(&mut hasher, text.as_bytes()));
        for (path, bytes) in unit.sources() {
            kit::absorb(&mut hasher, path.as_os_str().as_encoded_bytes());
            kit::absorb(&mut hasher, bytes);
        }
        unit::hex(&hasher.finalize())
    }

    /// The reference solution as a unit.
    pub(crate) fn solution(&self, exercise: &Exercise) -> Result<Unit, Infra> {
        let folder = exercise.solution_dir();
        let problem = |problem: String| Infra::Reference { exercise: exercise.id(), problem };
        let mut files = Vec::new();
        kit::collect(&folder.join("src"), &mut files).map_err(|error| problem(error.to_string()))?;
        let read = |file: PathBuf| {
            let bytes = fs::read(&file)?;
            Ok((file.strip_prefix(&folder).unwrap_or(&file).to_owned(), bytes))
        };
        let sources: std::io::Result<Vec<_>> = files.into_iter().map(read).collect();
        let sources = sources.map_err(|error| problem(error.to_string()))?;
        Unit::new(exercise.id(), sources).map_err(|error| problem(error.to_string()))
    }

    /// What `exercise` may link with.
    pub(crate) fn dependencies(&self, exercise: &str) -> PathBuf {
        self.folder.join(exercise)
    }

    /// The compiler.
    pub(crate) fn rustc(&self) -> PathBuf {
        self.sysroot.join("bin").join(format!("rustc{}", env::consts::EXE_SUFFIX))
    }

    /// Where the drivers of `exercise` are.
    pub(crate) fn secret(&self, exercise: &str) -> PathBuf {
        secret(&self.root, exercise)
    }
}

/// Removes what a grader that was killed left behind: what is in `folder` under a name that begins with `prefix`.
fn remove_leftovers(folder: &Path, prefix: &str) {
    let age = |path: &Path| fs::metadata(path).ok()?.modified().ok()?.elapsed().ok();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let named_so = entry.file_name().to_str().is_some_and(|name| name.starts_with(prefix));
        // Nothing takes an hour: what is younger may be another grader's.
        if named_so && age(&entry.path()).is_some_and(|age| age > Duration::from_secs(3600)) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn secret(root: &Path, exercise: &str) -> PathBuf {
    root.join("grader").join("secret").join(exercise)
}

fn rustc(root: &Path, question: &str) -> Result<String, PlanError> {
    let program = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let no_tool = |source| PlanError::NoTool { tool: "rustc", source };
    let output = Command::new(program).arg(question).current_dir(root).env_remove(helper::RECORD).output();
    let output = output.map_err(no_tool)?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(PlanError::Kit(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}

/// Compiles the drivers' library, if the kit has one: it is the teacher's, and needs no sandbox.
fn compile_pilot(root: &Path, sysroot: &Path, folder: &Path) -> Result<(), PlanError> {
    let source = root.join("grader").join("secret").join("pilot").join("lib.rs");
    if !source.is_file() {
        return Ok(());
    }
    let output = Command::new(sysroot.join("bin").join("rustc"))
        .args(["--crate-name=pilot", "--crate-type=rlib", "--edition=2024", "-Copt-level=1", "-o"])
        .arg(folder.join("libpilot.rlib"))
        .arg(source)
        .output()
        .map_err(|source| PlanError::NoTool { tool: "rustc", source })?;
    if output.status.success() {
        Ok(())
    } else {
        Err(PlanError::Kit(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}
