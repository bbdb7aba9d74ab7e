//! An exercise compiled where it stands, for whoever is working on it: no copy, no sandbox, and rustc's own words.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::{Plan, Recipe};

/// The two calls of rustc that compile one exercise, to be run in this order from the kit's root, and what they make.
/// What they say is JSON, one diagnostic on each line of their error output; paths in it are those of cargo.
#[derive(Debug)]
pub struct InPlace {
    /// The student's library.
    pub library: Command,
    /// The exercise's tests, with that library.
    pub tests: Command,
    folder: TempDir,
}

impl InPlace {
    /// The program that runs the tests, once both calls succeeded; it is gone with this value.
    #[must_use]
    pub fn binary(&self) -> PathBuf {
        binary(self.folder.path())
    }
}

fn binary(folder: &Path) -> PathBuf {
    folder.join(format!("tests{EXE_SUFFIX}"))
}

impl Plan {
    /// How to compile `exercise` (`03-connect-connack`) from the student's own files; none when the plan has no such
    /// exercise. Not twice at the same time for the same exercise in one process.
    ///
    /// # Errors
    /// When no folder can be made for the results.
    pub fn in_place(&self, exercise: &str) -> io::Result<Option<InPlace>> {
        let Some(planned) = self.exercises.get(exercise) else { return Ok(None) };
        let folder = self.place(exercise)?;
        let name = planned.exercise.package().replace('-', "_");
        let library_file = folder.path().join(format!("lib{name}.rlib"));
        let here =
            |path: PathBuf| path.strip_prefix(planned.exercise.root()).map_or(path.clone(), Path::to_owned);

        let mut library = self.plain_rustc(exercise, "library", &planned.recipes.library);
        library.args(["--crate-type=rlib", "--crate-name", &name, "-o"]);
        library.arg(&library_file).arg(here(planned.exercise.source_path()));
        let mut tests = self.plain_rustc(exercise, "tests", &planned.recipes.tests);
        tests.args(["--test", "--extern", &format!("{name}={}", library_file.display()), "-o"]);
        tests.arg(binary(folder.path())).arg(here(planned.exercise.test_path()));
        Ok(Some(InPlace { library, tests, folder }))
    }

    /// Where the results go. The same place again and again, since what rustc knows of the tests holds for one path of
    /// the library; a place for this process alone while another one works on the same exercise.
    fn place(&self, exercise: &str) -> io::Result<TempDir> {
        let make = |name: &str| tempfile::Builder::new().prefix(name).rand_bytes(0).tempdir_in(&self.units);
        let shared = format!("in-place-{exercise}");
        make(&shared).or_else(|_| {
            let own = format!("{shared}-{}", std::process::id());
            // Of a process of the same number that was killed.
            let _ = fs::remove_dir_all(self.units.join(&own));
            make(&own)
        })
    }

    fn plain_rustc(&self, exercise: &str, krate: &str, recipe: &Recipe) -> Command {
        let mut rustc = Command::new(self.rustc());
        rustc.args(recipe.arguments(&self.dependencies(exercise))).current_dir(&self.root);
        rustc.args(["--emit=link", "--error-format=json", "-Awarnings", "-Cdebuginfo=0"]);
        // The tests stay the same from one save to the next: what is known of them is four fifths of the work.
        let known = self.folder.join("incremental").join(exercise).join(krate);
        rustc.arg(format!("-Cincremental={}", known.display()));
        rustc
    }
}
