//! Building an exercise once and running its tests one by one, in the course's order.

mod build;
mod libtest;
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

use self::libtest::Verdict;
use self::process::Unfinished;

/// How long one test may run: what exercises ask for takes milliseconds.
pub const TEST_LIMIT: Duration = Duration::from_secs(10);

/// Where a check is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
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

/// A test binary that was built.
#[derive(Debug)]
pub struct Suite<'a> {
    exercise: &'a Exercise,
    binary: PathBuf,
}

impl<'a> Suite<'a> {
    /// Builds the tests of `exercise`; `cancel` gives up.
    pub fn build(
        exercise: &'a Exercise,
        cancel: &AtomicBool,
        on_step: impl Fn(Step),
    ) -> Result<Self, BuildProblem> {
        build::build(exercise, cancel, on_step).map(|binary| Self { exercise, binary })
    }

    /// Runs one test in a process of its own.
    pub fn run(&self, test: &TestCase, limit: Duration, cancel: &AtomicBool) -> Result<(), TestProblem> {
        let mut command = Command::new(&self.binary);
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
    pub fn start(exercise: Exercise) -> Self {
        let cancel = Arc::new(AtomicBool::new(false));
        let (sender, news) = mpsc::channel();
        let flag = Arc::clone(&cancel);
        let thread = thread::spawn(move || {
            // An error here is a session that looks elsewhere by now.
            let on_step = |step| drop(sender.send(News::Step(step)));
            let report = up_to_first_failure(&exercise, TEST_LIMIT, &flag, on_step);
            drop(sender.send(News::Done(report)));
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
    limit: Duration,
    cancel: &AtomicBool,
    on_step: impl Fn(Step),
) -> Report {
    let suite = match Suite::build(exercise, cancel, &on_step) {
        Ok(suite) => suite,
        Err(problem) => return Report { passed: 0, problem: Some(Problem::Build(problem)) },
    };
    for (passed, test) in exercise.tests.iter().enumerate() {
        on_step(Step::Testing(passed));
        if let Err(problem) = suite.run(test, limit, cancel) {
            return Report { passed, problem: Some(Problem::Test(problem)) };
        }
    }
    Report { passed: exercise.tests.len(), problem: None }
}
