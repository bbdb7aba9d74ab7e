//! What one submission did on one exercise.
//!
//! A [`Verdict`] speaks of the student's work alone. What went wrong with the machine is an [`Infra`](crate::Infra)
//! error instead, so that it cannot be taken for a zero.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Limits, Tier};

/// What one submission did on one exercise.
///
/// The score comes from [`groups`](Self::groups). [`tests`](Self::tests) are feedback: they run in the student's own
/// process, which can say whatever it likes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The exercise's folder name, `03-connect-connack`.
    pub exercise: String,
    /// What rustc said.
    pub compilation: Compilation,
    /// The tests that the student has too, in the course's order.
    pub tests: Vec<TestResult>,
    /// The hidden groups, in their own order.
    pub groups: Vec<GroupResult>,
    /// What a teacher should look at. None of it costs points by itself.
    pub findings: Vec<Finding>,
    /// What the student's code could not do on this machine.
    pub enforced: Enforced,
}

impl Verdict {
    /// That a second run could end otherwise: something ran out of time. Such a verdict is not kept in a cache.
    #[must_use]
    pub fn is_unsteady(&self) -> bool {
        let statuses = self.tests.iter().map(|t| t.status).chain(self.groups.iter().map(|g| g.status));
        let cut_short = |status| {
            status == Status::Timeout
                || (status == Status::NotRun && self.compilation.status == CompileStatus::Ok)
        };
        self.compilation.status == CompileStatus::Timeout || statuses.into_iter().any(cut_short)
    }
}

/// What rustc made of the submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compilation {
    /// How it ended.
    pub status: CompileStatus,
    /// What rustc said, cut to its first errors; empty when all is well. Paths are relative to the submission.
    pub diagnostics: String,
    /// Wall time of all the compilations of this submission, in milliseconds.
    pub milliseconds: u64,
}

/// How compilation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CompileStatus {
    /// The library and its tests compile.
    Ok,
    /// The library compiles, but the tests do not agree with it: a function is missing or has another signature.
    /// The visible tests were then compiled without the hidden groups, and each group alone.
    LibraryOnly,
    /// The library does not compile.
    Error,
    /// rustc did not end: an endless constant, a type that grows for ever.
    Timeout,
    /// rustc asked for more memory than it may have.
    Memory,
    /// rustc wrote more than it may.
    OutputLimit,
}

/// One test that the student has too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestResult {
    /// The test function's name.
    pub name: String,
    /// How it ended.
    pub status: Status,
    /// What the test said, in its own words; empty when it passed.
    pub message: String,
    /// Where the student's own code stopped, when it did.
    pub place: Option<Place>,
    /// Wall time, in milliseconds.
    pub milliseconds: u64,
}

/// One hidden group of cases: all of them right, or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupResult {
    /// Its name, as in `groups.toml`: what a marking scheme refers to.
    pub name: String,
    /// What it proves, one line of French.
    pub title: String,
    /// How it ended; [`Status::Pass`] only when every case gave what the solution gives.
    pub status: Status,
    /// How many cases it has for this seed.
    pub cases: usize,
    /// How many were right before the first that was not.
    pub right: usize,
    /// The first case that was not right.
    pub difference: Option<Difference>,
    /// Where the student's own code stopped, when it did.
    pub place: Option<Place>,
    /// Wall time, in milliseconds.
    pub milliseconds: u64,
}

/// A case whose result is not the solution's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The call, as a reader would write it: `coder(128)`.
    pub input: String,
    /// What the solution gives.
    pub expected: String,
    /// What the student's code gave; nothing when it stopped before.
    pub got: Option<String>,
}

/// How a test or a group ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// As it should.
    Pass,
    /// A wrong result, or a process that ended before its tests did.
    Fail,
    /// The student's code panicked (`todo!` included) or crashed.
    Panic,
    /// It used up its time.
    Timeout,
    /// It asked for more memory than it may have.
    Memory,
    /// It wrote more than it may.
    OutputLimit,
    /// It does not compile with the student's code.
    CompileError,
    /// It was not tried: nothing compiled, or the submission had used up its whole time.
    NotRun,
}

/// A line of the student's code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Path in the submission, `src/lib.rs`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Something that no exercise asks for. « À regarder »: a reason to open the file, not a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was found.
    pub kind: FindingKind,
    /// The words themselves, `std::fs`.
    pub what: String,
    /// Where; nothing when it shows in the compiled code only, through an alias or a macro.
    pub place: Option<Place>,
}

impl Finding {
    /// Why it is worth a look, one sentence of French.
    #[must_use]
    pub fn reason(&self) -> String {
        crate::messages::finding(self)
    }
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// `unsafe`: the one thing that is refused, since it undoes what Rust proves. The submission does not compile.
    Unsafe,
    /// Reads a file or the environment while it compiles: `include!`, `env!`, `#[path]`…
    CompileTimeRead,
    /// A part of the standard library that reaches out of the exercise: files, network, processes, environment.
    Outside,
    /// Takes the place of something: a panic hook, a linker section, a symbol of the C library, assembly.
    Hijack,
    /// The source could not be read by the scanner.
    Unreadable,
}

/// What the student's code could not do on the machine that ran it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enforced {
    /// The kind of sandbox.
    pub tier: Tier,
    /// The limits in force.
    pub limits: Limits,
}
