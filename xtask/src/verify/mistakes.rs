//! Each `wrong/*.patch` fails its declared tests, with its declared words, and no other; and it costs points: the hidden
//! groups, from which marks come, see it too. The solution keeps them all.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::{Context, bail, ensure};
use course::Exercise;
use runner::{CompileStatus, Limits, Plan, Sandbox, Seed, Status, Unit, Verdict};

use super::report::Section;
use crate::patch::Patch;

/// One source to run: a mistake's patch, or the solution as it is.
struct Job<'a> {
    place: usize,
    exercise: &'a Exercise,
    patch: Option<PathBuf>,
}

/// What was found, check by check.
type Checks = Vec<(String, anyhow::Result<()>)>;

/// Checks the solution and the mistakes of each of `exercises`, on all cores, and adds lines to its section.
pub fn check(exercises: &[&Exercise], plan: &Plan, sections: &mut [Section]) -> anyhow::Result<()> {
    let mut jobs = Vec::new();
    for (place, exercise) in exercises.iter().copied().enumerate() {
        jobs.push(Job { place, exercise, patch: None });
        jobs.extend(patches(exercise)?.into_iter().map(|file| Job { place, exercise, patch: Some(file) }));
    }
    let results = Mutex::new(Vec::new());
    let queue = Mutex::new(jobs.iter().enumerate());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some((number, job)) = lock(&queue).next() else { break };
                    let checks = job.run(plan);
                    lock(&results).push((number, job.place, checks));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by_key(|(number, ..)| *number);
    for (_, place, checks) in results {
        for (check, result) in checks {
            sections[place].check(check, result);
        }
    }
    Ok(())
}

/// No worker panics while it holds a lock; if one did, its half-made result would still be worth reporting.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn patches(exercise: &Exercise) -> anyhow::Result<Vec<PathBuf>> {
    let folder = exercise.solution_dir().join("wrong");
    if !folder.is_dir() {
        return Ok(vec![]);
    }
    let mut files =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

impl Job<'_> {
    fn run(&self, plan: &Plan) -> Checks {
        let Some(file) = &self.patch else {
            let kept = self.verdict(plan, None).and_then(|verdict| keeps_every_group(&verdict));
            return vec![("solution keeps every hidden group".to_owned(), kept)];
        };
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let as_declared = format!("wrong/{name} fails as declared");
        let tried =
            read(file, self.exercise).and_then(|patch| Ok((self.verdict(plan, Some(&patch))?, patch)));
        match tried {
            Ok((verdict, patch)) => vec![
                (as_declared, fails_as_declared(&verdict, &patch)),
                (format!("wrong/{name} loses a hidden group"), loses_a_group(&verdict)),
            ],
            Err(error) => vec![(as_declared, Err(error))],
        }
    }

    fn verdict(&self, plan: &Plan, patch: Option<&Patch>) -> anyhow::Result<Verdict> {
        let solution = fs::read_to_string(self.exercise.solution_path())?;
        let source = patch.map_or(Ok(solution.clone()), |patch| patch.apply(&solution))?;
        let unit = Unit::new(self.exercise.id(), vec![("src/lib.rs".into(), source.into_bytes())])?;
        // It is our own code, and this must run on any machine.
        let verdict = plan.run(&unit, &Sandbox::none(), &Seed::new("verify"), &Limits::default())?;
        let said = &verdict.compilation.diagnostics;
        ensure!(verdict.compilation.status == CompileStatus::Ok, "does not compile:\n{said}");
        ensure!(
            !verdict.groups.is_empty(),
            "the exercise has no hidden group: no code could earn its points"
        );
        Ok(verdict)
    }
}

fn read(file: &Path, exercise: &Exercise) -> anyhow::Result<Patch> {
    let patch = Patch::parse(&fs::read_to_string(file).context("cannot read it")?)?;
    for (name, _) in &patch.fails {
        ensure!(exercise.tests.iter().any(|test| test.name == *name), "`fails {name}`: no such test");
    }
    Ok(patch)
}

fn fails_as_declared(verdict: &Verdict, patch: &Patch) -> anyhow::Result<()> {
    let mut faults = Vec::new();
    for test in &verdict.tests {
        let (name, message) = (&test.name, &test.message);
        let declared = patch.fails.iter().find(|(declared, _)| declared == name).map(|(_, words)| words);
        match (test.status == Status::Pass, declared) {
            (false, Some(words)) if !on_one_line(message).contains(&on_one_line(words)) => {
                faults.push(format!("{name} does not say « {words} »:\n{message}"));
            }
            (false, None) => faults.push(format!("{name} fails too:\n{message}")),
            (true, Some(_)) => faults.push(format!("{name} passes in spite of the mistake")),
            (false, Some(_)) | (true, None) => {}
        }
    }
    if faults.is_empty() { Ok(()) } else { bail!("{}", faults.join("\n")) }
}

/// Messages are folded to the width of a terminal: where is no matter of the words that a patch declares.
fn on_one_line(text: &str) -> String {
    text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn loses_a_group(verdict: &Verdict) -> anyhow::Result<()> {
    let loses = verdict.groups.iter().any(|group| group.status != Status::Pass);
    ensure!(loses, "no hidden group sees this mistake: it would cost no point");
    Ok(())
}

fn keeps_every_group(verdict: &Verdict) -> anyhow::Result<()> {
    let lost = verdict.groups.iter().filter(|group| group.status != Status::Pass);
    let lost: Vec<String> = lost.map(|group| format!("{}: {:?}", group.name, group.difference)).collect();
    ensure!(lost.is_empty(), "{}", lost.join("\n"));
    Ok(())
}
