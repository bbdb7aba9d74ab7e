//! The list of what goes into the pack: what is not named here stays with the teacher.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use course::{Course, Exercise};

use crate::messages::pack as messages;

/// Where `cargo x book build` puts the book that is read.
pub const BOOK: &str = "target/book/html";
/// Where the pack has it.
const BOOK_IN_PACK: &str = "livre";

/// Files that go as they are.
const FILES: [&str; 9] = [
    ".gitattributes",
    ".gitignore",
    "LICENSE-APACHE",
    "LICENSE-COURSE",
    "LICENSE-MIT",
    "clippy.toml",
    "exercises/README.md",
    "rustfmt.toml",
    "scratch/.gitkeep",
];

/// Folders of the course, with the ends of the names that go: the rest is for those who make the book.
const FOLDERS: [(&str, &[&str]); 6] = [
    ("book/figures", &["conv"]),
    ("book/formulaires", &["md"]),
    ("book/formulaires/regles", &["md", "toml"]),
    ("book/formulaires/reponses", &["toml"]),
    ("book/formulaires/traces", &["jsonl"]),
    ("book/python", &["md", "py", "txt"]),
];

/// The pages, with their folders.
const PAGES: [&str; 4] = ["book/src", "book/src/fiches", "book/src/td", "book/src/tp"];

/// What a crate of the kit is compiled from: neither its tests nor what they compare with.
const CRATE_FOLDERS: [&str; 5] = ["assets", "recettes", "src", "table", "templates"];

/// Commands of the teacher's in crates that students need: the draw of a TD makes its key too.
const TEACHERS_COMMANDS: [&str; 1] = ["crates/labs/src/bin/td.rs"];

/// What students get of an exercise beside the starter.
const EXERCISE_FILES: [&str; 4] = [".depart.rs", "Cargo.toml", "README.md", "exercise.toml"];
const EXERCISE_FOLDERS: [&str; 4] = [".depart", "examples", "programme", "tests"];

/// Texts that the kit has for teachers and the pack for students.
const OWN: [(&str, &str); 2] = [
    ("LISEZMOI.md", include_str!("../../paquet/LISEZMOI.md")),
    (".cargo/config.toml", include_str!("../../paquet/config.toml")),
];

/// One file of the pack.
#[derive(Debug)]
pub struct File {
    /// Its place, with `/`.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Everything but the manifests of cargo that are written for the pack.
///
/// # Errors
/// A named file that is missing or cannot be read.
pub fn list(course: &Course, crates: &[String], book: Option<&Path>) -> anyhow::Result<Vec<File>> {
    let root = course.root();
    let mut files = Files { root, list: Vec::new() };
    for name in FILES {
        files.add(name)?;
    }
    for (folder, ends) in FOLDERS {
        files.flat(folder, |name| ends.iter().any(|end| name.ends_with(&format!(".{end}"))))?;
    }
    for folder in PAGES {
        files.flat(folder, |name| name.ends_with(".md"))?;
    }
    for exercise in course.exercises() {
        files.exercise(exercise)?;
    }
    for name in crates {
        for folder in CRATE_FOLDERS {
            files.tree(&format!("crates/{name}/{folder}"), &is_compiled)?;
        }
    }
    if let Some(book) = book {
        let mut built = Files { root: book, list: Vec::new() };
        built.tree("", &|_| true)?;
        let moved = |file: File| File { name: format!("{BOOK_IN_PACK}/{}", file.name), ..file };
        files.list.extend(built.list.into_iter().map(moved));
    }
    let own = OWN.map(|(name, text)| File { name: name.to_owned(), bytes: text.into() });
    files.list.extend(own);
    Ok(files.list)
}

fn is_compiled(name: &str) -> bool {
    !name.ends_with(".snap") && !TEACHERS_COMMANDS.contains(&name)
}

struct Files<'a> {
    root: &'a Path,
    list: Vec<File>,
}

impl Files<'_> {
    fn add(&mut self, name: &str) -> anyhow::Result<()> {
        self.add_as(name, name.to_owned())
    }

    fn add_as(&mut self, from: &str, name: String) -> anyhow::Result<()> {
        let path = self.root.join(from);
        let bytes = fs::read(&path).with_context(|| messages::cannot_read(&path))?;
        self.list.push(File { name, bytes });
        Ok(())
    }

    /// The files of one folder, not of those in it.
    fn flat(&mut self, folder: &str, goes: impl Fn(&str) -> bool) -> anyhow::Result<()> {
        for path in entries(&self.root.join(folder))? {
            let name = under(self.root, &path);
            if path.is_file() && goes(&name) {
                self.add(&name)?;
            }
        }
        Ok(())
    }

    /// The files of a folder and of all in it; nothing where there is none.
    fn tree(&mut self, folder: &str, goes: &impl Fn(&str) -> bool) -> anyhow::Result<()> {
        let path = self.root.join(folder);
        if !path.is_dir() {
            return Ok(());
        }
        for path in entries(&path)? {
            let name = under(self.root, &path);
            if path.is_dir() {
                self.tree(&name, goes)?;
            } else if goes(&name) {
                self.add(&name)?;
            }
        }
        Ok(())
    }

    /// As a student receives it, whatever the teacher has tried in it.
    fn exercise(&mut self, exercise: &Exercise) -> anyhow::Result<()> {
        let folder = format!("exercises/{}", exercise.id());
        for name in EXERCISE_FILES {
            self.add(&format!("{folder}/{name}"))?;
        }
        for name in EXERCISE_FOLDERS {
            self.tree(&format!("{folder}/{name}"), &|_| true)?;
        }
        self.add_as(&format!("{folder}/.depart.rs"), format!("{folder}/src/lib.rs"))?;
        for name in &exercise.given {
            self.add_as(&format!("{folder}/.depart/{name}"), format!("{folder}/src/{name}"))?;
        }
        Ok(())
    }
}

/// What a folder holds, in order. Links are not followed: what they lead to is not in the list.
fn entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let read = || -> std::io::Result<Vec<PathBuf>> {
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if !entry.file_type()?.is_symlink() {
                paths.push(entry.path());
            }
        }
        paths.sort();
        Ok(paths)
    };
    read().with_context(|| messages::cannot_read(folder))
}

/// A path under `root`, with `/`.
fn under(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
