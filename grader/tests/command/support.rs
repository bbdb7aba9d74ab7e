//! Folders of submissions and the command on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use grader::model::Entry;
use tempfile::TempDir;

/// The sample class, as it stands in the kit.
pub fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("exemples").join("classe")
}

/// The kit's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A class in a folder of its own, which goes away with it.
pub struct Class(TempDir);

impl Class {
    /// Nobody yet.
    pub fn empty() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    /// A copy of the sample class.
    pub fn sample() -> Self {
        let class = Self::empty();
        copy(&sample(), class.path());
        class
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("written");
    }

    /// The command on this class.
    pub fn command(&self, options: &[&str]) -> Command {
        let mut command = self.command_on("");
        command.args(options);
        command
    }

    /// The command on something in this class.
    pub fn command_on(&self, path: &str) -> Command {
        let mut command = Command::new(cargo_bin("grader"));
        command.current_dir(env!("CARGO_MANIFEST_DIR")).arg(self.path().join(path));
        command
    }

    /// The command that serves the page of this class, or of a folder in it.
    pub fn serve(&self, folder: &str, options: &[&str]) -> Command {
        let mut command = Command::new(cargo_bin("grader"));
        command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .arg("serve")
            .arg(self.path().join(folder))
            .args(options);
        command
    }

    /// Runs the command to its end; what it says when it should succeed.
    pub fn grade(&self, options: &[&str]) -> String {
        let output = self.command(options).output().expect("started");
        assert!(output.status.success(), "{}", told(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    pub fn output(&self, name: &str) -> String {
        fs::read_to_string(self.path().join("rapports").join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    pub fn entries(&self) -> Vec<Entry> {
        let lines = self.output("resultats.jsonl");
        lines.lines().map(|line| serde_json::from_str(line).expect("an entry")).collect()
    }

    /// How many verdicts are kept.
    pub fn kept(&self) -> usize {
        let folder = self.path().join("rapports").join(".cache");
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.filter(|entry| entry.path().extension().is_some_and(|end| end == "json")).count()
    }
}

/// The canonical result without what is free to change from one grading to the next.
pub fn without_times(entries: Vec<Entry>) -> Vec<Entry> {
    entries
        .into_iter()
        .map(|entry| match entry {
            Entry::Class(mut class) => {
                class.times = Default::default();
                Entry::Class(class)
            }
            Entry::Pupil(mut pupil) => {
                pupil.times = Default::default();
                Entry::Pupil(pupil)
            }
        })
        .collect()
}

pub fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{:?}\n{}{}", output.status.code(), text(&output.stdout), text(&output.stderr))
}

pub fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        // A teacher may have graded the sample in place: its reports and its seed stay there.
        if entry.file_name() == "rapports" || entry.file_name() == ".grader" {
            continue;
        }
        if entry.path().is_dir() {
            fs::create_dir(&target).expect("a folder");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("copied");
        }
    }
}
