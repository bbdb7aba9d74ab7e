//! The yardstick: rustc, on the same files, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use course::Exercise;

use crate::generate::EDITION;

/// A rustc with the two libraries that tests need.
pub struct Bare {
    /// Not rustup's, which takes its time to find the real one.
    rustc: PathBuf,
    testkit: PathBuf,
    pilot: PathBuf,
    secret: PathBuf,
}

impl Bare {
    /// Compiles the libraries of the kit at `root` into `folder`.
    pub fn new(root: &Path, folder: &Path) -> anyhow::Result<Self> {
        let sysroot =
            Command::new("rustc").arg("--print=sysroot").current_dir(root).output().context("rustc")?;
        let sysroot = String::from_utf8(sysroot.stdout)?;
        let secret = root.join("grader").join("secret");
        let bare = Self {
            rustc: Path::new(sysroot.trim()).join("bin").join("rustc"),
            testkit: folder.join("libtestkit.rlib"),
            pilot: folder.join("libpilot.rlib"),
            secret,
        };
        let testkit = root.join("crates").join("testkit").join("src").join("lib.rs");
        bare.rustc(&["--crate-type=lib", "--crate-name=testkit"], &testkit, &bare.testkit)?;
        let pilot = bare.secret.join("pilot").join("lib.rs");
        bare.rustc(&["--crate-type=lib", "--crate-name=pilot"], &pilot, &bare.pilot)?;
        Ok(bare)
    }

    /// The library, then the tests that students have.
    pub fn visible(&self, exercise: &Exercise, source: &Path, folder: &Path) -> anyhow::Result<()> {
        self.library_and_tests(exercise, source, &exercise.test_path(), folder)
    }

    /// The library, then the same tests with every hidden driver, as a grader compiles them.
    pub fn with_drivers(&self, exercise: &Exercise, source: &Path, folder: &Path) -> anyhow::Result<()> {
        let mut text = format!("#[path = {:?}]\nmod visible;\n", exercise.test_path());
        let drivers = fs::read_dir(self.secret.join(exercise.id()))?;
        let drivers = drivers.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
        for driver in drivers.iter().filter(|file| file.extension().is_some_and(|end| end == "rs")) {
            let name = driver.file_stem().unwrap_or_default().display();
            text += &format!("#[path = {driver:?}]\nmod driver_{name};\n");
            text += &format!("#[test]\nfn {name}() {{ pilot::run(driver_{name}::cases); }}\n");
        }
        let tests = folder.join("tests.rs");
        fs::write(&tests, text)?;
        self.library_and_tests(exercise, source, &tests, folder)
    }

    fn library_and_tests(
        &self,
        exercise: &Exercise,
        source: &Path,
        tests: &Path,
        folder: &Path,
    ) -> anyhow::Result<()> {
        let name = exercise.package().replace('-', "_");
        let library = folder.join(format!("lib{name}.rlib"));
        self.rustc(&["--crate-type=lib", "--crate-name", &name], source, &library)?;
        let found = |name: &str, file: &Path| format!("--extern={name}={}", file.display());
        let externs = [found(&name, &library), found("testkit", &self.testkit), found("pilot", &self.pilot)];
        let arguments: Vec<&str> = ["--test"].into_iter().chain(externs.iter().map(String::as_str)).collect();
        self.rustc(&arguments, tests, &folder.join("tests"))
    }

    fn rustc(&self, arguments: &[&str], source: &Path, output: &Path) -> anyhow::Result<()> {
        let mut rustc = Command::new(&self.rustc);
        rustc.args(["--edition", EDITION]).args(arguments).arg(source).arg("-o").arg(output);
        let done = rustc.stdout(Stdio::null()).output().context("rustc")?;
        let said = String::from_utf8_lossy(&done.stderr);
        ensure!(done.status.success(), "{} does not compile:\n{said}", source.display());
        Ok(())
    }
}
