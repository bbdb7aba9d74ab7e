//! The tests that the student has too, one process each.

use std::time::Duration;

use super::compile::Bench;
use super::said;
use crate::sandbox::{End, Ended, Input, Job, Profile, loader, system_libraries};
use crate::verdict::{Status, TestResult};
use crate::{Infra, messages};

/// What testkit says, after its own three seconds, of a call that does not end.
const ENDLESS: &str = "toujours rien après";

/// Of the three seconds, how much a busy machine may take before the test is tried again.
const TAKEN: Duration = Duration::from_secs(1);
/// How often a test is tried. A loop says the same each time; a call that needs microseconds had no luck once.
const TRIES: usize = 3;

/// Runs the tests, as long as there is time `left`.
pub fn run(bench: &Bench, tests: &mut [TestResult], left: &mut Duration) -> Result<(), Infra> {
    for test in tests {
        if left.is_zero() {
            break;
        }
        let ended = patiently(bench, &test.name)?;
        *left = left.saturating_sub(ended.own());
        test.status = status(&ended);
        test.milliseconds = ended.milliseconds();
        if test.status != Status::Pass {
            test.place = said::student_place(&ended.stderr);
            test.message = said::message(&ended.stderr);
            if let Some(words) = messages::stopped(test.status, ended.end) {
                test.message = format!("{}\n\n{words}", test.message).trim_start().to_owned();
            }
        }
    }
    Ok(())
}

/// Runs a test, and again when testkit gave up on a call that the machine kept from running.
fn patiently(bench: &Bench, test: &str) -> Result<Ended, Infra> {
    let mut tries = 1;
    loop {
        let ended = libtest(bench, &format!("visible::{test}"), Input::Text(""))?;
        let hindered = ended.stderr.contains(ENDLESS) && ended.waited >= TAKEN;
        if !hindered || tries == TRIES {
            return Ok(ended);
        }
        tries += 1;
    }
}

/// Runs the one test called exactly `name` and nothing else, alone in its process.
pub fn libtest(bench: &Bench, name: &str, input: Input<'_>) -> Result<Ended, Infra> {
    let program = bench.test_file();
    let job = Job {
        profile: Profile::Run,
        // What the student's code prints goes straight out, apart from what tests say; no second thread is started.
        arguments: ["--exact", name, "--nocapture", "--test-threads=1"].map(str::to_owned).to_vec(),
        directory: bench.empty(),
        environment: vec![],
        read: system_libraries(),
        execute: vec![program.clone(), loader()],
        write: vec![],
        program,
        quota: bench.limits.run,
    };
    bench.sandbox.run(&job, input)
}

fn status(ended: &Ended) -> Status {
    match ended.end {
        End::Time | End::Starved => Status::Timeout,
        End::Output => Status::OutputLimit,
        _ if ended.lacked_memory() => Status::Memory,
        // A binary that has no such test ends with success too.
        End::Exit(0) if ended.stdout.contains("test result: ok. 1 passed; 0 failed") => Status::Pass,
        End::Signal(_) => Status::Panic,
        _ if ended.stderr.contains(ENDLESS) => Status::Timeout,
        _ if said::student_place(&ended.stderr).is_some() => Status::Panic,
        End::Exit(_) => Status::Fail,
    }
}
