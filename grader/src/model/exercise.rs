//! What became of one exercise of one pupil.

use serde::{Deserialize, Serialize};

/// One exercise of one pupil.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExerciseResult {
    /// The exercise's folder, `02-longueur-restante`.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// What became of it as a whole.
    pub status: ExerciseStatus,
    /// What the compiler said, when it was not content.
    pub compilation: Option<Compilation>,
    /// The hidden groups, which give the points.
    pub groups: Vec<HiddenGroup>,
    /// The visible tests, which are feedback, in the order in which a student passes them.
    pub tests: Vec<VisibleTest>,
    /// What the teacher may want to look at; it changes no mark.
    pub flags: Vec<Flag>,
}

/// What became of an exercise as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExerciseStatus {
    /// Compiled (perhaps in part) and run.
    Graded,
    /// Nothing of it in the submission.
    NotHandedIn,
    /// Handed in as the kit gave it.
    Untouched,
    /// Does not compile, not even in part.
    CompileError,
    /// Not run, because of what it holds (`unsafe`); [`ExerciseResult::flags`] says where.
    Refused,
    /// The grader's fault, not the student's: to be graded again.
    Infra,
}

/// What the compiler said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compilation {
    /// [`Outcome::Fail`] for errors in the code, or which limit was met.
    pub outcome: Outcome,
    /// The compiler's own words, trimmed.
    pub text: String,
    /// The pupil's lines round the first error, where it is known.
    pub excerpt: Option<Excerpt>,
}

/// How a test, a group or a compilation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// As it should.
    Pass,
    /// Ran to its end and gave something else.
    Fail,
    /// Panicked (`todo!` included) or died of a signal.
    Panic,
    /// Ran longer than allowed.
    Timeout,
    /// Asked for more memory than allowed.
    Memory,
    /// Wrote more than allowed.
    OutputLimit,
    /// Not run: the code does not compile.
    NotRun,
}

/// A group of cases that the student has not seen: all or nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HiddenGroup {
    /// What it checks, in words.
    pub name: String,
    /// Its share of the exercise's points, relative to the other groups'.
    pub weight: f64,
    /// How many cases it has.
    pub cases: u32,
    /// How it ended.
    pub outcome: Outcome,
    /// The first case that went wrong.
    pub difference: Option<Difference>,
}

/// A case that went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The call.
    pub input: String,
    /// What the reference gives.
    pub expected: String,
    /// What the pupil's code gave; empty when it gave nothing.
    pub got: String,
}

/// A test that the student has, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisibleTest {
    /// The function's name: `etape_2_coder_deux_octets`.
    pub name: String,
    /// What it proves, in words.
    pub what: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Its own words, when it did not pass.
    pub message: String,
    /// The pupil's lines round the place where it went wrong, where it is known.
    pub excerpt: Option<Excerpt>,
}

/// A few lines of a pupil's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The file, below the exercise's folder: `src/lib.rs`.
    pub file: String,
    /// The number of the first line shown, from 1.
    pub first: usize,
    /// The number of the line to point at.
    pub marked: usize,
    /// The lines.
    pub lines: Vec<String>,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// The file, below the exercise's folder.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is there: `std::fs`.
    pub what: String,
    /// Why it is worth a look.
    pub why: String,
}
