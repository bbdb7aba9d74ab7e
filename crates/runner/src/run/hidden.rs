//! The hidden groups: what the student's functions do on cases drawn from the teacher's seed.

use std::time::Duration;

use super::compile::Bench;
use super::transcript::{self, Line};
use super::{said, visible};
use crate::sandbox::{End, Ended};
use crate::verdict::{GroupResult, Status};
use crate::{Infra, Seed, messages};

/// Runs one group, if there is time `left`, and compares its lines with the solution's.
pub fn run(
    bench: &Bench,
    group: &mut GroupResult,
    reference: &[Line],
    seed: &Seed,
    left: &mut Duration,
) -> Result<(), Infra> {
    if left.is_zero() {
        return Ok(());
    }
    let ended = drive(bench, &group.name, seed)?;
    *left = left.saturating_sub(ended.own());
    let lines = transcript::parse(&ended.stdout);
    let (right, difference) = transcript::compare(reference, &lines);
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

/// What the solution writes; it must go through to the end.
pub fn reference(
    bench: &Bench,
    group: &str,
    seed: &Seed,
    fault: &impl Fn(String) -> Infra,
) -> Result<Vec<Line>, Infra> {
    let ended = drive(bench, group, seed)?;
    let lines = transcript::parse(&ended.stdout);
    if ended.end == End::Exit(0) && !lines.is_empty() {
        Ok(lines)
    } else {
        Err(fault(messages::reference_stopped(group, &said::message(&ended.stderr))))
    }
}

fn drive(bench: &Bench, group: &str, seed: &Seed) -> Result<Ended, Infra> {
    let cases = seed.derive(&format!("{}/{group}", bench.exercise()));
    visible::libtest(bench, &format!("hidden::{group}"), format!("{cases}\n"))
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
