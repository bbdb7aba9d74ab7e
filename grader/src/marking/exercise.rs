//! From the runner's verdict to an exercise's result.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use course::Exercise;
use runner::{CompileStatus, FindingKind, Place, Status, Verdict};

use crate::model::{
    Compilation, Difference, Excerpt, ExerciseResult, ExerciseStatus, Flag, HiddenGroup, Outcome, VisibleTest,
};

/// Lines shown before and after the one that matters.
const AROUND: usize = 4;
/// Longest line shown, in characters.
const WIDTH: usize = 160;

type Sources = [(PathBuf, Vec<u8>)];

/// What `verdict` says of `sources`; `starter` is what the kit gives in their place, `weights` those of the scheme.
pub fn result(
    exercise: &Exercise,
    verdict: &Verdict,
    sources: &Sources,
    starter: &Sources,
    weights: &BTreeMap<String, f64>,
) -> ExerciseResult {
    let compiled = verdict.compilation.status;
    let outcome = |status| outcome(status, compiled);
    let groups = verdict.groups.iter().map(|group| HiddenGroup {
        name: group.title.clone(),
        weight: weights.get(&group.name).copied().unwrap_or(1.0),
        cases: u32::try_from(group.cases).unwrap_or(u32::MAX),
        outcome: outcome(group.status),
        difference: group.difference.as_ref().map(|difference| Difference {
            input: difference.input.clone(),
            expected: difference.expected.clone(),
            got: difference.got.clone().unwrap_or_default(),
        }),
    });
    let tests = verdict.tests.iter().map(|test| VisibleTest {
        name: test.name.clone(),
        what: what(exercise, &test.name),
        outcome: outcome(test.status),
        message: test.message.clone(),
        excerpt: test.place.as_ref().and_then(|place| excerpt(sources, place)),
    });
    let flags = verdict.findings.iter().map(|finding| Flag {
        file: finding.place.as_ref().map_or_else(String::new, |place| place.file.clone()),
        line: finding.place.as_ref().map(|place| place.line),
        what: finding.what.clone(),
        why: finding.reason(),
    });
    ExerciseResult {
        exercise: exercise.id(),
        title: exercise.title.clone(),
        status: status(verdict, sources, starter),
        compilation: compilation(verdict, sources),
        groups: groups.collect(),
        tests: tests.collect(),
        flags: flags.collect(),
    }
}

/// An exercise of which there is nothing: not handed in, or not run by the machine's fault.
pub fn absent(exercise: &Exercise, status: ExerciseStatus) -> ExerciseResult {
    ExerciseResult {
        exercise: exercise.id(),
        title: exercise.title.clone(),
        status,
        compilation: None,
        groups: Vec::new(),
        tests: Vec::new(),
        flags: Vec::new(),
    }
}

fn what(exercise: &Exercise, name: &str) -> String {
    exercise.tests.iter().find(|test| test.name == name).map_or_else(String::new, |test| test.text.clone())
}

fn status(verdict: &Verdict, sources: &Sources, starter: &Sources) -> ExerciseStatus {
    let has_unsafe = verdict.findings.iter().any(|finding| finding.kind == FindingKind::Unsafe);
    match verdict.compilation.status {
        CompileStatus::Ok | CompileStatus::LibraryOnly if is_starter(sources, starter) => {
            ExerciseStatus::Untouched
        }
        CompileStatus::Ok | CompileStatus::LibraryOnly => ExerciseStatus::Graded,
        _ if has_unsafe => ExerciseStatus::Refused,
        _ => ExerciseStatus::CompileError,
    }
}

/// The kit's own files, whatever the line ends that a system or a program gave them.
fn is_starter(sources: &Sources, starter: &Sources) -> bool {
    let plain = |bytes: &[u8]| bytes.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<_>>();
    let same = |(path, bytes): &(PathBuf, Vec<u8>)| {
        starter.iter().any(|(received, kit)| received == path && plain(kit) == plain(bytes))
    };
    sources.iter().all(same)
}

fn outcome(status: Status, compiled: CompileStatus) -> Outcome {
    match status {
        Status::Pass => Outcome::Pass,
        Status::Fail => Outcome::Fail,
        Status::Panic => Outcome::Panic,
        Status::Timeout => Outcome::Timeout,
        Status::Memory => Outcome::Memory,
        Status::OutputLimit => Outcome::OutputLimit,
        // It compiled, and other tests had used up the time of all.
        Status::NotRun if compiled == CompileStatus::Ok => Outcome::Timeout,
        Status::NotRun | Status::CompileError => Outcome::NotRun,
    }
}

fn compilation(verdict: &Verdict, sources: &Sources) -> Option<Compilation> {
    let outcome = match verdict.compilation.status {
        CompileStatus::Ok => return None,
        CompileStatus::LibraryOnly | CompileStatus::Error => Outcome::Fail,
        CompileStatus::Timeout => Outcome::Timeout,
        CompileStatus::Memory => Outcome::Memory,
        CompileStatus::OutputLimit => Outcome::OutputLimit,
    };
    let text = verdict.compilation.diagnostics.clone();
    let excerpt = first_place(&text).and_then(|place| excerpt(sources, &place));
    Some(Compilation { outcome, text, excerpt })
}

/// `  --> src/lib.rs:35:10` is line 35 of `src/lib.rs`.
fn first_place(diagnostics: &str) -> Option<Place> {
    let (_, place) = diagnostics.lines().find_map(|line| line.split_once("--> "))?;
    let mut parts = place.trim().rsplitn(3, ':').skip(1);
    let line = parts.next()?.parse().ok()?;
    Some(Place { file: parts.next()?.to_owned(), line })
}

fn excerpt(sources: &Sources, place: &Place) -> Option<Excerpt> {
    let (_, bytes) = sources.iter().find(|(path, _)| path.as_path() == Path::new(&place.file))?;
    let text = String::from_utf8_lossy(bytes);
    let first = place.line.saturating_sub(AROUND).max(1);
    let shown = text.lines().skip(first - 1).take(place.line + AROUND + 1 - first);
    let lines: Vec<String> = shown.map(|line| line.chars().take(WIDTH).collect()).collect();
    // A place outside the file would be no help.
    if (first..first + lines.len()).contains(&place.line) {
        Some(Excerpt { file: place.file.clone(), first, marked: place.line, lines })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_round_an_error_are_shown() {
        let source: String = (1..=20).map(|number| format!("ligne {number}\n")).collect();
        let sources = [(PathBuf::from("src/lib.rs"), source.into_bytes())];
        for (line, expected) in
            [(1, Some((1, 5))), (10, Some((6, 9))), (20, Some((16, 5))), (21, None), (0, None)]
        {
            let place = Place { file: "src/lib.rs".to_owned(), line };
            let seen = excerpt(&sources, &place).map(|excerpt| (excerpt.first, excerpt.lines.len()));
            assert_eq!(seen, expected, "line {line}");
        }
    }

    #[test]
    fn the_first_error_is_placed() {
        let text = "error[E0308]: mismatched types\n  --> src/lib.rs:35:10\n   |\n";
        assert_eq!(first_place(text), Some(Place { file: "src/lib.rs".to_owned(), line: 35 }));
        assert_eq!(first_place("error: linking failed"), None);
    }
}
