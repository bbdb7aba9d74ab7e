//! Compiling a unit: the student's library, then its tests and drivers.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::said;
use crate::plan::{Plan, Planned, Recipe};
use crate::sandbox::{End, Ended, Input, Job, Profile, Sandbox, system_libraries};
use crate::verdict::{CompileStatus, Finding};
use crate::{Infra, Limits, Unit, messages, policy};

/// A unit laid out in a folder of its own, which goes with it.
pub struct Bench<'a> {
    plan: &'a Plan,
    planned: &'a Planned,
    unit: &'a Unit,
    pub sandbox: &'a Sandbox,
    pub limits: &'a Limits,
    folder: TempDir,
}

/// What to compile with the student's library.
pub enum Parts<'a> {
    /// The visible tests and every group.
    All,
    /// The visible tests.
    Visible,
    /// Every group.
    Groups,
    /// One group.
    Group(&'a str),
}

/// What rustc made of it.
pub struct Compiled {
    pub status: CompileStatus,
    pub diagnostics: String,
    pub milliseconds: u64,
}

impl<'a> Bench<'a> {
    /// Writes the unit's files into a fresh folder: nothing of another unit, and nothing stale, can be there.
    pub fn lay_out(
        plan: &'a Plan,
        planned: &'a Planned,
        unit: &'a Unit,
        sandbox: &'a Sandbox,
        limits: &'a Limits,
    ) -> Result<Self, Infra> {
        let lay_out = || -> io::Result<TempDir> {
            let folder = tempfile::Builder::new().prefix("unit-").tempdir_in(&plan.units)?;
            for made in ["src", "built", "empty"] {
                fs::create_dir(folder.path().join(made))?;
            }
            for (path, bytes) in unit.sources() {
                let path = folder.path().join(path);
                path.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::write(path, bytes)?;
            }
            // What the student received whole and did not hand in.
            for name in &planned.exercise.given {
                let path = folder.path().join("src").join(name);
                if !path.exists() {
                    fs::copy(planned.exercise.solution_dir().join("src").join(name), path)?;
                }
            }
            Ok(folder)
        };
        let folder =
            lay_out().map_err(|source| Infra::System { action: messages::lay_out(&plan.units), source })?;
        Ok(Self { plan, planned, unit, sandbox, limits, folder })
    }

    /// Compiles the student's library. This is where the student's source commands the compiler, so it may read
    /// nothing but that source and what the exercise may link with.
    pub fn library(&self) -> Result<Compiled, Infra> {
        if !self.unit.sources().iter().any(|(path, _)| path == Path::new("src/lib.rs")) {
            let diagnostics = messages::NO_LIBRARY.to_owned();
            return Ok(Compiled { status: CompileStatus::Error, diagnostics, milliseconds: 0 });
        }
        let mut arguments = self.arguments(&self.planned.recipes.library);
        // A lint, but one that source cannot lift; --cap-lints would silently do away with it.
        arguments.extend(["-Funsafe_code", "--crate-type=rlib", "--crate-name"].map(str::to_owned));
        arguments.push(self.crate_name());
        arguments.extend(["-o".into(), path(&self.library_file()), "src/lib.rs".into()]);
        self.rustc(arguments, vec![self.folder.path().join("src")])
    }

    /// Compiles `parts` against the library.
    pub fn tests(&self, parts: &Parts) -> Result<Compiled, Infra> {
        let visible = self.planned.exercise.test_path();
        let mut read = vec![self.library_file()];
        let mut text = String::new();
        if matches!(parts, Parts::All | Parts::Visible) {
            let _ = writeln!(text, "#[path = {:?}]\nmod visible;", path(&visible));
            // Its helpers may stand beside it.
            read.push(visible.parent().map_or(visible.clone(), Path::to_owned));
        }
        let (mut calls, mut scripts) = (String::new(), String::new());
        for group in &self.planned.groups {
            let name = &group.name;
            let left_out = match parts {
                Parts::All | Parts::Groups => false,
                Parts::Visible => true,
                Parts::Group(only) => only != name,
            };
            if left_out {
                continue;
            }
            let driver = self.plan.secret(self.unit.exercise()).join(name).with_extension("rs");
            let _ = writeln!(text, "#[path = {:?}]\nmod driver_{name};", path(&driver));
            let test = |by, function| {
                format!("#[test]\nfn {name}() {{ pilot::{by}(super::driver_{name}::{function}); }}\n")
            };
            if group.conversation {
                calls += &test("converse", "serve");
                scripts += &test("write", "script");
            } else {
                calls += &test("run", "cases");
            }
            read.push(driver);
        }
        let _ = writeln!(text, "mod hidden {{\n{calls}}}\nmod scripts {{\n{scripts}}}");
        let main = self.folder.path().join("tests.rs");
        fs::write(&main, text)
            .map_err(|source| Infra::System { action: messages::lay_out(&self.plan.units), source })?;
        read.push(main);

        let mut arguments = self.arguments(&self.planned.recipes.tests);
        let library = format!("{}={}", self.crate_name(), path(&self.library_file()));
        arguments.extend(["--extern".to_owned(), library]);
        if !self.planned.groups.is_empty() {
            let pilot = self.plan.folder.join("libpilot.rlib");
            arguments.extend(["--extern".to_owned(), format!("pilot={}", path(&pilot))]);
            read.push(pilot);
        }
        arguments.push(format!("--remap-path-prefix={}/=", path(&self.plan.root)));
        arguments.extend(["--test".into(), "-o".into(), path(&self.test_file()), "tests.rs".into()]);
        self.rustc(arguments, read)
    }

    /// What is worth a look, in the source and in the library if it was made.
    pub fn findings(&self) -> Result<Vec<Finding>, Infra> {
        let library = Some(self.library_file()).filter(|file| file.exists());
        policy::look(self.unit, self.folder.path(), library.as_deref(), self.sandbox, self.limits)
    }

    /// The compiled tests.
    pub fn test_file(&self) -> PathBuf {
        self.folder.path().join("built").join(format!("tests{}", std::env::consts::EXE_SUFFIX))
    }

    /// A folder with nothing in it, to run in.
    pub fn empty(&self) -> PathBuf {
        self.folder.path().join("empty")
    }

    pub fn exercise(&self) -> &str {
        self.unit.exercise()
    }

    fn library_file(&self) -> PathBuf {
        self.folder.path().join("built").join(format!("lib{}.rlib", self.crate_name()))
    }

    fn crate_name(&self) -> String {
        self.planned.exercise.package().replace('-', "_")
    }

    fn dependencies(&self) -> PathBuf {
        self.plan.dependencies(self.unit.exercise())
    }

    fn arguments(&self, recipe: &Recipe) -> Vec<String> {
        let mut arguments = recipe.arguments(&self.dependencies());
        arguments.extend(["--emit=link", "--color=never", "-Awarnings", "-Cdebuginfo=0"].map(str::to_owned));
        // Units are compiled side by side: to cut one into pieces costs a tenth more and gains nothing.
        arguments.push("-Ccodegen-units=1".to_owned());
        arguments
    }

    fn rustc(&self, arguments: Vec<String>, mut read: Vec<PathBuf>) -> Result<Compiled, Infra> {
        read.push(self.dependencies());
        read.extend(system_libraries());
        let built = self.folder.path().join("built");
        let mut execute = vec![self.plan.sysroot.clone()];
        execute.extend(TOOLCHAIN.map(PathBuf::from));
        let job = Job {
            profile: Profile::Compile,
            program: self.plan.rustc(),
            arguments,
            directory: self.folder.path().to_owned(),
            // A linker is looked for on the path, and writes its notes somewhere.
            environment: vec![("PATH".into(), PATH.into()), ("TMPDIR".into(), path(&built))],
            read,
            execute,
            write: vec![built],
            quota: self.limits.compile,
        };
        Ok(compiled(&self.sandbox.run(&job, Input::Text(""))?))
    }
}

/// Where the linker and its parts are; Debian's `cc` is a link through the last.
const TOOLCHAIN: [&str; 8] =
    ["/bin", "/lib", "/lib64", "/usr/bin", "/usr/lib", "/usr/lib64", "/usr/libexec", "/etc/alternatives"];

const PATH: &str = "/usr/bin:/bin";

fn compiled(ended: &Ended) -> Compiled {
    let status = match ended.end {
        End::Exit(0) => CompileStatus::Ok,
        End::Time | End::Starved => CompileStatus::Timeout,
        End::Output => CompileStatus::OutputLimit,
        _ if ended.lacked_memory() => CompileStatus::Memory,
        _ => CompileStatus::Error,
    };
    let diagnostics = match (status, ended.end) {
        (CompileStatus::Ok, _) => String::new(),
        (CompileStatus::Error, End::Exit(_)) => said::diagnostics(&ended.stderr),
        // Of a rustc that was stopped or crashed, the last words speak of its own insides.
        _ => messages::compilation_stopped(status).to_owned(),
    };
    Compiled { status, diagnostics, milliseconds: ended.milliseconds() }
}

fn path(path: &Path) -> String {
    path.display().to_string()
}
