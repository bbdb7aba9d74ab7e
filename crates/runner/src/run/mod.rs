//! One unit, from its files to its verdict.

mod compile;
mod conversation;
mod hidden;
mod said;
mod transcript;
mod visible;

use std::sync::Arc;
use std::time::Duration;

use compile::{Bench, Compiled, Parts};
pub(crate) use hidden::Expected;

use crate::plan::{Plan, Planned, Reference};
use crate::verdict::{Compilation, CompileStatus, Enforced, GroupResult, Status, TestResult, Verdict};
use crate::{Infra, Limits, Sandbox, Seed, Unit, messages};

pub fn run(
    plan: &Plan,
    unit: &Unit,
    sandbox: &Sandbox,
    seed: &Seed,
    limits: &Limits,
) -> Result<Verdict, Infra> {
    let Some(planned) = plan.exercises.get(unit.exercise()) else {
        return Err(Infra::UnknownExercise(unit.exercise().to_owned()));
    };
    let reference = reference(plan, planned, sandbox, seed, limits)?;
    let bench = Bench::lay_out(plan, planned, unit, sandbox, limits)?;
    let mut left = Duration::from_secs(limits.unit_seconds);

    let library = bench.library()?;
    let mut compilation = Compilation {
        status: library.status,
        diagnostics: library.diagnostics,
        milliseconds: library.milliseconds,
    };
    let (mut tests, mut groups) = not_run(planned, &reference);
    if library.status == CompileStatus::Ok {
        let whole = bench.tests(&Parts::All)?;
        compilation.milliseconds += whole.milliseconds;
        match whole.status {
            CompileStatus::Ok => {
                visible::run(&bench, &mut tests, &mut left)?;
                for (group, expected) in groups.iter_mut().zip(reference.iter()) {
                    hidden::run(&bench, group, expected, seed, &mut left)?;
                }
            }
            // A function is missing or has another signature: what does agree still counts.
            CompileStatus::Error => {
                compilation.status = CompileStatus::LibraryOnly;
                // rustc's words on the drivers are not for students.
                let visible = bench.tests(&Parts::Visible)?;
                compilation.milliseconds += visible.milliseconds;
                compilation.diagnostics = visible.diagnostics;
                match visible.status {
                    CompileStatus::Ok => visible::run(&bench, &mut tests, &mut left)?,
                    _ => tests.iter_mut().for_each(|test| test.status = Status::CompileError),
                }
                for (group, expected) in groups.iter_mut().zip(reference.iter()) {
                    let alone = bench.tests(&Parts::Group(&group.name))?;
                    compilation.milliseconds += alone.milliseconds;
                    match alone.status {
                        CompileStatus::Ok => hidden::run(&bench, group, expected, seed, &mut left)?,
                        _ => group.status = Status::CompileError,
                    }
                }
                if compilation.diagnostics.is_empty() {
                    let failed = groups.iter().filter(|group| group.status == Status::CompileError);
                    let names: Vec<&str> = failed.map(|group| group.name.as_str()).collect();
                    compilation.diagnostics = messages::groups_do_not_compile(&names);
                }
            }
            stopped => {
                compilation.status = stopped;
                compilation.diagnostics = whole.diagnostics;
            }
        }
    }
    let findings = bench.findings()?;
    let enforced = Enforced { tier: sandbox.tier(), limits: *limits };
    Ok(Verdict { exercise: unit.exercise().to_owned(), compilation, tests, groups, findings, enforced })
}

/// Every test and group, before anything has run.
fn not_run(planned: &Planned, reference: &Reference) -> (Vec<TestResult>, Vec<GroupResult>) {
    let tests = planned.exercise.tests.iter().map(|test| TestResult {
        name: test.name.clone(),
        status: Status::NotRun,
        message: String::new(),
        place: None,
        milliseconds: 0,
    });
    let groups = planned.groups.iter().zip(reference.iter()).map(|(group, expected)| GroupResult {
        name: group.name.clone(),
        title: group.title.clone(),
        status: Status::NotRun,
        cases: expected.lines.len(),
        right: 0,
        difference: None,
        place: None,
        milliseconds: 0,
    });
    (tests.collect(), groups.collect())
}

/// What the solution writes for `seed`, made once.
fn reference(
    plan: &Plan,
    planned: &Planned,
    sandbox: &Sandbox,
    seed: &Seed,
    limits: &Limits,
) -> Result<Reference, Infra> {
    // Held meanwhile, so that others wait rather than do the same work.
    let mut known = plan.references.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let key = (planned.exercise.id(), seed.id());
    if let Some(reference) = known.get(&key) {
        return Ok(Arc::clone(reference));
    }
    let fault = |problem| Infra::Reference { exercise: planned.exercise.id(), problem };
    let mut reference = Vec::new();
    if !planned.groups.is_empty() {
        let unit = plan.solution(&planned.exercise)?;
        let bench = Bench::lay_out(plan, planned, &unit, sandbox, limits)?;
        let compiled = |made: Compiled| match made.status {
            CompileStatus::Ok => Ok(()),
            _ => Err(fault(messages::reference_does_not_compile(&made.diagnostics))),
        };
        compiled(bench.library()?)?;
        compiled(bench.tests(&Parts::Groups)?)?;
        for group in &planned.groups {
            reference.push(hidden::reference(&bench, group, seed, &fault)?);
        }
    }
    let reference = Arc::new(reference);
    known.insert(key, Arc::clone(&reference));
    Ok(reference)
}
