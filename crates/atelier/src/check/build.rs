//! Why the tests of an exercise could not be built, from the words of rustc and cargo.

use std::io;

use serde::Deserialize;

/// Why there is no test binary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BuildProblem {
    /// The student's code does not compile.
    Code(CompileError),
    /// A crate of the kit does not compile.
    Kit(CompileError),
    /// The machine, not the code.
    Setup(Cause, String),
    /// cargo cannot be started.
    NoCargo(io::ErrorKind),
    /// Nobody wants to know any more, or cargo hung.
    GivenUp,
}

/// What rustc says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompileError {
    /// The first error, as rustc shows it.
    pub first: String,
    /// Its code, `E0308`, which `rustc --explain` knows.
    pub code: Option<String>,
    /// How many errors follow it.
    pub others: usize,
    /// It is the test's file that no longer agrees with the student's functions.
    pub in_test: bool,
}

/// What is wrong with the machine, where it can be told from cargo's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A crate is missing and the network was not asked.
    Offline,
    /// No linker, or one that fails.
    Linker,
    /// A folder that cannot be written.
    ReadOnly,
    /// No room left.
    DiskFull,
    /// cargo's own words must do.
    Unknown,
}

/// One diagnostic, in rustc's own JSON.
#[derive(Deserialize)]
pub struct Diagnostic {
    level: String,
    message: String,
    code: Option<Code>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

impl Diagnostic {
    /// That it is an error, and not rustc's counting of them.
    pub fn is_error(&self) -> bool {
        self.level == "error" && !self.message.starts_with("aborting due to")
    }
}

/// Whose code is being compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The student's library.
    Student,
    /// The exercise's tests.
    Tests,
    /// Another crate of the kit.
    Kit,
}

/// What keeps the tests from being built: the first of `errors`, or else what is in `output`.
pub fn problem(errors: Vec<(Owner, Diagnostic)>, output: &str) -> BuildProblem {
    let others = errors.len().saturating_sub(1);
    let Some((owner, error)) = errors.into_iter().next() else {
        return BuildProblem::Setup(cause(output), output.trim().to_owned());
    };
    let first = error.rendered.unwrap_or(error.message);
    // An error that points to no line of code is the machine's: a linker, a disk.
    if !first.contains("--> ") && cause(&first) != Cause::Unknown {
        return BuildProblem::Setup(cause(&first), first);
    }
    let code = error.code.map(|code| code.code);
    let error = CompileError { first, code, others, in_test: owner == Owner::Tests };
    if owner == Owner::Kit { BuildProblem::Kit(error) } else { BuildProblem::Code(error) }
}

fn cause(text: &str) -> Cause {
    let signs = [
        (Cause::Linker, ["error: linker `", "error: linking with `"].as_slice()),
        (Cause::DiskFull, &["No space left on device", "(os error 28)", "(os error 112)"]),
        (Cause::ReadOnly, &["Permission denied", "Read-only file system", "(os error 5)", "(os error 30)"]),
        (Cause::Offline, &["offline was specified", "offline mode", "may not have updated", "--offline"]),
    ];
    let found = signs.iter().find(|(_, signs)| signs.iter().any(|sign| text.contains(sign)));
    found.map_or(Cause::Unknown, |(cause, _)| *cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_known_by_the_words_of_cargo_and_rustc() {
        for (text, expected) in [
            ("error: linker `cc` not found\n  |\n  = note: No such file or directory", Cause::Linker),
            ("error: linking with `link.exe` failed: exit code: 1104", Cause::Linker),
            (
                "error: failed to write `x`\n\nCaused by:\n  No space left on device (os error 28)",
                Cause::DiskFull,
            ),
            (
                "error: failed to open: /kit/target/debug/.cargo-lock\n\nCaused by:\n  Permission denied (os error 13)",
                Cause::ReadOnly,
            ),
            ("error: Accès refusé. (os error 5)", Cause::ReadOnly),
            ("Caused by:\n  attempting to make an HTTP request, but --offline was specified", Cause::Offline),
            ("error: no matching package named `a` found", Cause::Unknown),
        ] {
            assert_eq!(cause(text), expected, "{text}");
        }
    }
}
