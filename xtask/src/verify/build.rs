//! One cargo build of several packages' tests: their binaries, and what the compiler said.

use std::collections::HashMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};
use cargo_metadata::diagnostic::DiagnosticLevel;
use cargo_metadata::{Message, PackageId};

/// What cargo built.
pub struct Build {
    /// Test binary, by package name.
    binaries: HashMap<String, PathBuf>,
    /// Errors and warnings as rustc shows them, by package name.
    diagnostics: HashMap<String, Vec<String>>,
}

impl Build {
    /// Builds the tests of `packages`; a package that does not compile does not stop the others.
    pub fn run(root: &Path, packages: &[String]) -> anyhow::Result<Self> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args(["build", "--tests", "--keep-going", "--offline", "--quiet", "--message-format=json"])
            .args(packages.iter().flat_map(|package| ["--package", package]))
            .current_dir(root)
            .stdout(Stdio::piped());
        let output = cargo.output().context("cannot run cargo")?;
        let mut build = Self { binaries: HashMap::new(), diagnostics: HashMap::new() };
        for message in Message::parse_stream(&output.stdout[..]) {
            build.read(message?, packages)?;
        }
        let silent = build.binaries.is_empty() && build.diagnostics.is_empty();
        ensure!(
            !silent || output.status.success(),
            "cargo built nothing: are the packages in the workspace?"
        );
        Ok(build)
    }

    fn read(&mut self, message: Message, asked: &[String]) -> anyhow::Result<()> {
        match message {
            Message::CompilerArtifact(artifact) => {
                let package = package_name(&artifact.package_id);
                if let Some(binary) = artifact.executable {
                    self.binaries.insert(package, binary.into());
                }
            }
            Message::CompilerMessage(message)
                if matches!(message.message.level, DiagnosticLevel::Error | DiagnosticLevel::Warning) =>
            {
                let package = package_name(&message.package_id);
                let error = message.message.level == DiagnosticLevel::Error;
                let text = message.message.rendered.unwrap_or(message.message.message);
                // A broken testkit would fail every check of every exercise: say it once.
                ensure!(!error || asked.contains(&package), "{package} does not compile:\n{text}");
                self.diagnostics.entry(package).or_default().push(text);
            }
            _ => {}
        }
        Ok(())
    }

    /// That `package` compiled and the compiler had nothing to say.
    pub fn clean(&self, package: &str) -> anyhow::Result<()> {
        match self.diagnostics.get(package) {
            Some(texts) => bail!("{}", texts.join("\n")),
            None => self.test_binary(package).map(|_| ()),
        }
    }

    /// The package's one test binary.
    pub fn test_binary(&self, package: &str) -> anyhow::Result<&Path> {
        self.binaries
            .get(package)
            .map(PathBuf::as_path)
            .with_context(|| format!("{package} has no test binary"))
    }
}

/// `exercise-01` from cargo's own way of writing a package: `path+file:///…/01-premier-octet#exercise-01@0.1.0`.
fn package_name(id: &PackageId) -> String {
    let (path, tail) = id.repr.rsplit_once('#').unwrap_or(("", &id.repr));
    match tail.rsplit_once('@') {
        Some((name, _)) => name.to_owned(),
        // Where the folder and the package bear the same name, cargo writes the version alone.
        None => path.rsplit('/').next().unwrap_or_default().to_owned(),
    }
}
