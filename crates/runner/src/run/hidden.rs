//! The hidden groups: what the student's functions do on cases drawn from the teacher's seed.

use std::time::Duration;

use super::compile::Bench;
use super::conversation::{self, Step};
use super::transcript::{self, Line};
use super::{said, visible};
use crate::plan::Group;
use crate::sandbox::{End, Ended, Input};
use crate::verdict::{GroupResult, Status};
use crate::{Infra, Seed, messages};

/// What the solution does in one group.
#[derive(Debug)]
pub struct Expected {
    pub lines: Vec<Line>,
    /// What is said to it, when the group is a conversation.
    script: Option<Vec<Step>>,
}

/// Runs one group, if there is time `left`, and compares its lines with the solution's.
pub fn run(
    bench: &Bench,
    group: &mut GroupResult,
    expected: &Expected,
    seed: &Seed,
    left: &mut Duration,
) -> Result<(), Infra> {
    if left.is_zero() {
        return Ok(());
    }
    let (lines, ended) = match &expected.script {
        None => cases(bench, &group.name, seed)?,
        Some(steps) => conversation::hold(bench, &group.name, steps)?,
    };
    *left = left.saturating_sub(ended.own());
    let (right, difference) = transcript::compare(&expected.lines, &lines);
    group.right = right;
    group.milliseconds = ended.milliseconds();
    // How the process ended proves nothing; only its lines do.
    group.status = match &difference {
        None => Status::Pass,
        Some(difference) if difference.got.is_some() => Status::Fail,
        Some(_) => stopped(&ended),
    };
    group.place = said::student_place(&ended.stderr).filter(|_| group.status == Status::Panic);
    group.difference = difference;
    Ok(())
}

/// What the solution does; it must go through to the end.
pub fn reference(
    bench: &Bench,
    group: &Group,
    seed: &Seed,
    fault: &impl Fn(String) -> Infra,
) -> Result<Expected, Infra> {
    let whole = |(lines, ended): (Vec<Line>, Ended)| {
        if ended.end == End::Exit(0) && !lines.is_empty() {
            Ok(lines)
        } else {
            Err(fault(messages::reference_stopped(&group.name, &said::message(&ended.stderr))))
        }
    };
    if !group.conversation {
        return Ok(Expected { lines: whole(cases(bench, &group.name, seed)?)?, script: None });
    }
    // Only the solution's process writes the script: a student's would write the one that suits it.
    let written = whole(draw(bench, "scripts", &group.name, seed)?)?;
    let steps = conversation::steps(&written).map_err(|line| fault(messages::no_step(&group.name, &line)))?;
    let lines = whole(conversation::hold(bench, &group.name, &steps)?)?;
    Ok(Expected { lines, script: Some(steps) })
}

fn cases(bench: &Bench, group: &str, seed: &Seed) -> Result<(Vec<Line>, Ended), Infra> {
    draw(bench, "hidden", group, seed)
}

/// Runs what draws from the seed, and reads its lines.
fn draw(bench: &Bench, module: &str, group: &str, seed: &Seed) -> Result<(Vec<Line>, Ended), Infra> {
    let cases = seed.derive(&format!("{}/{group}", bench.exercise()));
    let ended = visible::libtest(bench, &format!("{module}::{group}"), Input::Text(&format!("{cases}\n")))?;
    Ok((transcript::parse(&ended.stdout), ended))
}

/// Why there are lines missing.
fn stopped(ended: &Ended) -> Status {
    match ended.end {
        End::Time | End::Starved => Status::Timeout,
        End::Output => Status::OutputLimit,
        _ if ended.lacked_memory() => Status::Memory,
        End::Signal(_) => Status::Panic,
        End::Exit(_) if said::student_place(&ended.stderr).is_some() => Status::Panic,
        End::Exit(_) => Status::Fail,
    }
}
