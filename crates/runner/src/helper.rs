//! This program as its own helper.
//!
//! A process can only shut itself in. So this program starts itself again, as a helper that shuts itself in and then
//! becomes the program to run; the same helper reads sources and compiled code, which may be made to break a parser.

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::{policy, sandbox};

/// First argument: become the program in the orders that follow.
pub const EXECUTE: &str = "__runner-execute";
/// First argument: look what can be reached, of what follows.
pub const REACH_OUT: &str = "__runner-reach-out";
/// First argument: read the sources and the compiled library that follow, and tell what is worth a look.
pub const SCAN: &str = "__runner-scan";
/// Environment: this program stands before rustc, and writes each command line down in this folder.
pub const RECORD: &str = "__RUNNER_RECORD";
/// In that folder: the command lines, one JSON array each.
pub const CALLS: &str = "rustc.jsonl";
/// In that folder: what is compiled in the place of an exercise's source.
pub const NOTHING: &str = "nothing.rs";

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// To be called first in `main`, before any thread: when this process is a helper that another process of the same
/// program started, it does its work and never returns.
pub fn helper_main() {
    let mut arguments = env::args_os().skip(1);
    if let Some(folder) = env::var_os(RECORD) {
        exit(record(Path::new(&folder)));
    }
    let mode = arguments.next().unwrap_or_default();
    match mode.to_str() {
        Some(EXECUTE) => exit(execute(&arguments.next().unwrap_or_default().to_string_lossy())),
        Some(REACH_OUT) => exit(sandbox::reach_out(arguments)),
        Some(SCAN) => exit(policy::scan(arguments)),
        _ => {
            if let Ok(program) = env::current_exe() {
                let _ = PROGRAM.set(program);
            }
        }
    }
}

/// For a program that cannot call [`helper_main`], as a test: `program` calls it instead.
pub fn use_helper(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// The program to start as a helper; none when it would not know that it is one, and start all over.
pub fn program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

fn exit(code: u8) -> ! {
    std::process::exit(code.into())
}

#[cfg(target_os = "linux")]
fn execute(orders: &str) -> u8 {
    use std::os::unix::process::CommandExt;

    let Ok(orders) = serde_json::from_str::<sandbox::Orders>(orders) else { return sandbox::HELPER_FAILED };
    let job = &orders.job;
    let locked =
        sandbox::lock::limits(job).and_then(|()| if orders.shut { sandbox::lock::shut(job) } else { Ok(()) });
    let problem = match locked {
        Ok(()) => Command::new(&job.program).args(&job.arguments).exec().to_string(),
        Err(problem) => problem.to_string(),
    };
    eprintln!("{} {problem}", orders.secret);
    sandbox::HELPER_FAILED
}

#[cfg(not(target_os = "linux"))]
fn execute(_: &str) -> u8 {
    sandbox::HELPER_FAILED
}

/// Runs the rustc of our arguments, having written them down. Of an exercise nothing is compiled: what counts is how
/// it would be, and a student may have left any of them in the middle of a word.
fn record(folder: &Path) -> u8 {
    let mut arguments = env::args_os().skip(1);
    let Some(rustc) = arguments.next() else { return 1 };
    let mut arguments: Vec<_> = arguments.collect();
    let line: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let calls = folder.join(CALLS);
    let written = serde_json::to_string(&line).map_err(Into::into).and_then(|line| {
        OpenOptions::new().append(true).create(true).open(&calls)?.write_all(format!("{line}\n").as_bytes())
    });
    if let Err(error) = written {
        eprintln!("{}: {error}", calls.display());
        return 1;
    }
    // Cargo writes the sources of the workspace from its root.
    let is_exercise = |path: &Path| path.starts_with("exercises") && path.extension() == Some("rs".as_ref());
    if let Some(source) = arguments.iter_mut().find(|argument| is_exercise(Path::new(argument))) {
        *source = folder.join(NOTHING).into();
    }
    match Command::new(rustc).args(arguments).env_remove(RECORD).status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1),
        Err(error) => {
            eprintln!("rustc: {error}");
            1
        }
    }
}
