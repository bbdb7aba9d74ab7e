//! Building an exercise's tests and running them one by one, in the course's order.

mod build;
mod by_cargo;
mod by_plan;
mod libtest;
mod plans;
mod process;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use course::{Exercise, TestCase};

pub use build::{BuildProblem, Cause, CompileError};
pub use libtest::{Failure, Said};
pub use plans::Plans;

use runner::InPlace;

use self::by_plan::NotBuilt;
use self::libtest::Verdict;
use self::plans::NoPlan;
use self::process::Unfinished;

/// How long one test may run: what exercises ask for takes milliseconds.
pub const TEST_LIMIT: Duration = Duration::from_secs(10);

/// A first build on a slow machine takes minutes; this only ends what hangs for good.
const BUILD_LIMIT: Duration = Duration::from_secs(30 * 60);

/// Where a check is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// How to compile is being found out, once for all exercises.
    Preparing,
    /// cargo waits for another cargo of the same kit.
    Waiting,
    /// This crate is being compiled.
    Compiling(String),
    /// This test runs, counted from 0.
    Testing(usize),
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How many tests passed before the first that did not, in the course's order.
    pub passed: usize,
    /// What stopped it; none when all tests passed.
    pub problem: Option<Problem>,
}

/// What stops a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    Build(BuildProblem),
    Test(TestProblem),
}

/// Why a test did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestProblem {
    /// It failed and said why.
    Failed(Failure),
    /// It was still running after this long, and was ended.
    Endless(Duration),
    /// The process ended without a verdict; what it wrote on stderr.
    Stopped(String),
    /// The test file has no such test any more.
    Absent,
    /// The system would not run it.
    NotRun(String),
    /// Nobody wants to know any more.
    GivenUp,
}

/// Tests that were built.
#[derive(Debug)]
pub struct Suite<'a> {
    exercise: &'a Exercise,
    built: Built,
}

#[derive(Debug)]
enum Built {
    ByPlan(Box<InPlace>),
    /// The binary, and why there was no other way.
    ByCargo(PathBuf, String),
}

impl<'a> Suite<'a> {
    /// Builds the tests of `exercise`, by rustc itself where there is a plan, else by cargo; `cancel` gives up.
    pub fn build(
        exercise: &'a Exercise,
        plans: &Plans,
        cancel: &AtomicBool,
        on_step: impl Fn(Step),
    ) -> Result<Self, BuildProblem> {
        let reason = match plans.get(cancel, || on_step(Step::Preparing)) {
            Ok(plan) => match by_plan::build(&plan, exercise, cancel, &on_step) {
                Ok(calls) => return Ok(Self { exercise, built: Built::ByPlan(Box::new(calls)) }),
                Err(NotBuilt::Problem(problem)) => return Err(problem),
                Err(NotBuilt::NotThisWay(reason)) => reason,
            },
            Err(NoPlan::Cancelled) => return Err(BuildProblem::GivenUp),
            Err(NoPlan::Impossible(reason)) => reason,
        };
        let binary = by_cargo::build(exercise, cancel, on_step)?;
        Ok(Self { exercise, built: Built::ByCargo(binary, reason) })
    }

    /// Why cargo had to build them, if it had.
    pub fn why_by_cargo(&self) -> Option<&str> {
        match &self.built {
            Built::ByPlan(_) => None,
            Built::ByCargo(_, reason) => Some(reason),
        }
    }

    /// Runs one test in a process of its own.
    pub fn run(&self, test: &TestCase, limit: Duration, cancel: &AtomicBool) -> Result<(), TestProblem> {
        let binary = match &self.built {
            Built::ByPlan(calls) => calls.binary(),
            Built::ByCargo(binary, _) => binary.clone(),
        };
        let mut command = Command::new(binary);
        command.args(["--exact", &test.name]).env("RUST_BACKTRACE", "0").current_dir(self.exercise.dir());
        let done = match process::run(&mut command, limit, cancel, |_| {}) {
            Ok(done) => done,
            Err(Unfinished::Limit) => return Err(TestProblem::Endless(limit)),
            Err(Unfinished::Cancelled) => return Err(TestProblem::GivenUp),
            Err(Unfinished::System(error)) => return Err(TestProblem::NotRun(cli::describe(&error))),
        };
        let test_file = format!("{}.rs", tests_name(self.exercise));
        match libtest::read(&done.stdout, &test.name, &test_file) {
            Verdict::Passed if done.status.success() => Ok(()),
            Verdict::Failed(failure) => Err(TestProblem::Failed(failure)),
            Verdict::Absent => Err(TestProblem::Absent),
            Verdict::Passed | Verdict::Silent => Err(TestProblem::Stopped(done.stderr.trim().to_owned())),
        }
    }
}

/// The name that cargo gives to the exercise's one test file.
fn tests_name(exercise: &Exercise) -> String {
    exercise.test_path().file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// What a [`Check`] tells.
#[derive(Debug, PartialEq, Eq)]
pub enum News {
    Step(Step),
    /// Cargo built the tests, and why: each check takes longer.
    ByCargo(String),
    Done(Report),
}

/// A check on a thread of its own, up to the first failure; given up when dropped.
#[derive(Debug)]
pub struct Check {
    cancel: Arc<AtomicBool>,
    news: Receiver<News>,
    thread: Option<JoinHandle<()>>,
}

impl Check {
    /// Begins to check `exercise`.
    pub fn start(exercise: Exercise, plans: Plans) -> Self {
        let cancel = Arc::new(AtomicBool::new(false));
        let (sender, news) = mpsc::channel();
        let flag = Arc::clone(&cancel);
        let thread = thread::spawn(move || {
            // An error here is a session that looks elsewhere by now.
            let tell = |news| drop(sender.send(news));
            let report = up_to_first_failure(&exercise, &plans, &flag, &tell);
            tell(News::Done(report));
        });
        Self { cancel, news, thread: Some(thread) }
    }

    /// What happened since the last call.
    pub fn news(&self) -> Option<News> {
        self.news.try_recv().ok()
    }
}

impl Drop for Check {
    fn drop(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
        // It takes a few milliseconds, and leaves no process behind when the session ends.
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn up_to_first_failure(
    exercise: &Exercise,
    plans: &Plans,
    cancel: &AtomicBool,
    tell: &impl Fn(News),
) -> Report {
    let suite = match Suite::build(exercise, plans, cancel, |step| tell(News::Step(step))) {
        Ok(suite) => suite,
        Err(problem) => return Report { passed: 0, problem: Some(Problem::Build(problem)) },
    };
    if let Some(reason) = suite.why_by_cargo() {
        tell(News::ByCargo(reason.to_owned()));
    }
    for (passed, test) in exercise.tests.iter().enumerate() {
        tell(News::Step(Step::Testing(passed)));
        if let Err(problem) = suite.run(test, TEST_LIMIT, cancel) {
            return Report { passed, problem: Some(Problem::Test(problem)) };
        }
    }
    Report { passed: exercise.tests.len(), problem: None }
}
