//! One exercise.

use std::path::{Path, PathBuf};

use crate::Clause;

/// What `exercise.toml` says of one exercise, and where its files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exercise {
    /// Its place in the course: the `03` of `03-connect-connack`.
    pub number: u8,
    /// The rest of the folder's name: `connect-connack`.
    pub slug: String,
    /// Title, French.
    pub title: String,
    /// The book's page that teaches it, by its file name without `.md`.
    pub chapter: String,
    /// Time for someone who has never written Rust, in minutes.
    pub minutes: u16,
    /// How [`minutes`](Self::minutes) was estimated, French.
    pub estimate: String,
    /// What it is worth, in points.
    pub points: u16,
    /// The rules of the specification that it practises.
    pub clauses: Vec<Clause>,
    /// Its tests, in the order in which a student passes them.
    pub tests: Vec<TestCase>,
    /// Three hints, French: a question, a direction, nearly the code.
    pub hints: [String; 3],
    /// Files of `src/` that the student receives whole, beside `lib.rs`: `codec.rs`. The solution has the same.
    pub given: Vec<String>,
    pub(crate) root: PathBuf,
}

/// One test of an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestCase {
    /// The test function's name, without module: what `--exact` takes.
    pub name: String,
    /// What it proves, one line of French.
    pub text: String,
}

impl Exercise {
    /// The folder's name, `03-connect-connack`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{:02}-{}", self.number, self.slug)
    }

    /// The cargo package, `exercise-03`: the argument of `cargo test -p`.
    #[must_use]
    pub fn package(&self) -> String {
        format!("exercise-{:02}", self.number)
    }

    /// The solution's cargo package, `solution-03`.
    #[must_use]
    pub fn solution_package(&self) -> String {
        format!("solution-{:02}", self.number)
    }

    /// The exercise's folder.
    #[must_use]
    pub fn dir(&self) -> PathBuf {
        self.root.join("exercises").join(self.id())
    }

    /// The statement that the student reads.
    #[must_use]
    pub fn readme_path(&self) -> PathBuf {
        self.dir().join("README.md")
    }

    /// The metadata that this value was read from.
    #[must_use]
    pub fn manifest_path(&self) -> PathBuf {
        self.dir().join("exercise.toml")
    }

    /// The file in which the student writes.
    #[must_use]
    pub fn source_path(&self) -> PathBuf {
        self.dir().join("src").join("lib.rs")
    }

    /// The file as the student received it, from which one can begin anew.
    #[must_use]
    pub fn starter_path(&self) -> PathBuf {
        self.dir().join(".depart.rs")
    }

    /// A [given](Self::given) file, which the student may change.
    #[must_use]
    pub fn given_path(&self, name: &str) -> PathBuf {
        self.dir().join("src").join(name)
    }

    /// A [given](Self::given) file as the student received it.
    #[must_use]
    pub fn pristine_given_path(&self, name: &str) -> PathBuf {
        self.dir().join(".depart").join(name)
    }

    /// The exercise's one test file.
    #[must_use]
    pub fn test_path(&self) -> PathBuf {
        self.dir().join("tests").join("verifie.rs")
    }

    /// The solution's folder; a student's pack may not hold it.
    #[must_use]
    pub fn solution_dir(&self) -> PathBuf {
        self.root.join("solutions").join(self.id())
    }

    /// The solution's source, with its markers.
    #[must_use]
    pub fn solution_path(&self) -> PathBuf {
        self.solution_dir().join("src").join("lib.rs")
    }

    /// The kit's root.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }
}
