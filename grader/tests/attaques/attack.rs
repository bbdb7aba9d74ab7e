//! An attack as data: `cas/NAME/attaque.toml`, and the Rust file beside it if it has one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// A hostile submission, and all that may come of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attack {
    /// Its folder's name.
    #[serde(skip)]
    pub name: String,
    #[serde(skip)]
    pub folder: PathBuf,
    /// In French, as a list of attacks shows it.
    pub title: String,
    /// What it hopes for, in French.
    pub tries: String,
    /// What must stop it.
    pub layer: Layer,
    /// The exercise that a lone `lib.rs` is handed in for.
    #[serde(default = "first_exercise")]
    pub exercise: String,
    /// The submission's own name, where that is part of the attack.
    pub label: Option<String>,
    /// A folder unless it says otherwise.
    pub archive: Option<Archive>,
    /// What is handed in; none for `lib.rs` alone.
    #[serde(default)]
    pub file: Vec<FileSpec>,
    /// A submission that only a program can make.
    pub made: Option<Made>,
    pub expect: Expect,
    /// What its report holds when there is no sandbox: proof that the sandbox is what stops it.
    #[serde(default)]
    pub bites: Vec<String>,
    /// It ends by its time, so its verdict is not kept.
    #[serde(default)]
    pub unsteady: bool,
    /// It gives a neighbour's file another name, which takes two owners, hence root.
    #[serde(default)]
    pub two_owners: bool,
    /// It takes more than a few seconds.
    #[serde(default)]
    pub slow: bool,
}

/// What becomes of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// By line of the scheme; 0 where nothing is said.
    #[serde(default)]
    pub points: BTreeMap<String, f64>,
    /// What `notes.csv` says of the mark.
    #[serde(default = "marked")]
    pub standing: String,
    /// Words of its report that explain what happened.
    pub report: Vec<String>,
    /// Visible tests that it fools, though its code is wrong.
    #[serde(default)]
    pub deceives: Vec<String>,
}

/// What stops an attack; each must have some to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// Nothing but the students' own `.rs` files is taken in, and not too much of it.
    Intake,
    /// rustc itself refuses, `unsafe` first.
    Compiler,
    /// Neither files nor network nor processes.
    Sandbox,
    /// Time, memory, output.
    Limits,
    /// Points come from what a trusted process compares.
    Transcript,
    /// Text stays text.
    Reports,
    /// Nothing has to: it earns its points.
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Archive {
    #[serde(rename = "zip")]
    Zip,
    #[serde(rename = "tar.gz")]
    TarGz,
}

/// One file of a submission, or many. Texts, links and names may hold `@KIT@`, `@CLASSE@`, `@CANARIS@` (folders) and
/// `@MARQUE@` (a name that nothing else has).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSpec {
    /// In the submission. `#` is the file's number, from 0.
    pub path: String,
    pub text: Option<String>,
    /// A file beside `attaque.toml`.
    pub from: Option<String>,
    /// As many zeros, in MiB.
    pub zeros: Option<u64>,
    /// A symbolic link to there.
    pub link: Option<String>,
    /// Another name for that file.
    pub hard_link: Option<String>,
    /// A named pipe.
    #[serde(default)]
    pub pipe: bool,
    /// Last changed at the beginning of 2000.
    #[serde(default)]
    pub old: bool,
    /// So many of them; 1 when nothing is said.
    pub count: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Made {
    /// `lib.rs` whose parentheses are 20,000 deep.
    Nested,
    /// Two thousand folders, each in the other.
    DeepFolders,
    /// An archive whose directory has more than a million entries.
    GiantDirectory,
    /// A name of 30 MiB.
    LongName,
    /// Three hundred archives, each of 30 MiB when open.
    Archives,
    /// Four hundred thousand archives of nothing, end to end.
    Members,
    /// The first half of an archive.
    Half,
}

impl Attack {
    /// All of them, by name.
    pub fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attaques/cas");
        let entries = fs::read_dir(&folder).expect("the attacks' folder");
        let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        folders.sort();
        folders.into_iter().map(Self::read).collect()
    }

    fn read(folder: PathBuf) -> Self {
        let path = folder.join("attaque.toml");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut attack: Self =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        attack.name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        attack.folder = folder;
        attack
    }

    /// The name of what is handed in, by which its result is found.
    pub fn label(&self) -> String {
        let label = self.label.clone().unwrap_or_else(|| self.name.clone());
        match (self.made, self.archive) {
            (Some(Made::GiantDirectory | Made::Half), _) | (_, Some(Archive::Zip)) => format!("{label}.zip"),
            (Some(Made::LongName | Made::Members), _) | (_, Some(Archive::TarGz)) => {
                format!("{label}.tar.gz")
            }
            _ => label,
        }
    }
}

fn first_exercise() -> String {
    "00-installation".to_owned()
}

fn marked() -> String {
    "notée".to_owned()
}
