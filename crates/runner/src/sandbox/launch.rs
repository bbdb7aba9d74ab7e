//! Starting a process in the sandbox: through this program's own helper, which shuts itself in and then becomes it.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

use super::job::{End, Ended, Input, Job, Profile};
use super::{Tier, process};
use crate::{Infra, helper, messages};

/// What the helper is told, on its command line: it is gone when the helper becomes the program.
#[derive(Debug, Serialize, Deserialize)]
pub struct Orders {
    pub job: Job,
    /// Landlock and seccomp, not only limits.
    pub shut: bool,
    /// What the helper says first when it fails. The program never knew it, so it cannot pretend to be a broken helper.
    pub secret: u64,
}

/// The helper's exit code when it did not become the program.
pub const HELPER_FAILED: u8 = 125;

/// `SIGKILL`.
const KILLED: i32 = 9;

pub fn run(tier: Tier, job: &Job, input: Input<'_>) -> Result<Ended, Infra> {
    let secret = RandomState::new().build_hasher().finish();
    let job = if tier == Tier::Bubblewrap { &in_bubblewrap(job) } else { job };
    let mut command = if cfg!(target_os = "linux") {
        let orders = Orders { job: job.clone(), shut: tier == Tier::Landlock, secret };
        let orders = serde_json::to_string(&orders).map_err(|error| Infra::Helper(error.to_string()))?;
        let program = helper::program().ok_or_else(|| Infra::Helper(messages::NO_HELPER.to_owned()))?;
        let mut command = Command::new(program);
        command.args([helper::EXECUTE, &orders]);
        command
    } else {
        let mut command = Command::new(&job.program);
        command.args(&job.arguments);
        command
    };
    command.current_dir(&job.directory).env_clear().envs(job.environment.iter().map(|(k, v)| (k, v)));
    let mut ended = process::run(command, input, &job.quota)
        .map_err(|source| Infra::System { action: messages::start(&job.program), source })?;
    if let (Tier::Bubblewrap, End::Exit(code @ 129..=159)) = (tier, ended.end) {
        // bubblewrap tells of its child's signal as a shell does.
        ended.end = process::end_by(code - 128);
    }
    let problem = ended.stderr.strip_prefix(&secret.to_string());
    let failed = ended.end == End::Exit(HELPER_FAILED.into());
    match (ended.end, problem) {
        (_, Some(problem)) if failed => Err(Infra::Helper(problem.trim().to_owned())),
        (End::Starved, _) => Err(Infra::Starved(job.program.display().to_string())),
        // Past the hard limit of processor time the kernel kills, too.
        (End::Signal(KILLED), _) if ended.ran.as_secs() >= job.quota.cpu_seconds => {
            Ok(Ended { end: End::Time, ..ended })
        }
        (End::Signal(KILLED), _) => Err(Infra::Killed(job.program.display().to_string())),
        _ => Ok(ended),
    }
}

/// The same job as an argument of bubblewrap.
fn in_bubblewrap(job: &Job) -> Job {
    let mut arguments: Vec<String> =
        ["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--dev", "/dev"]
            .map(str::to_owned)
            .to_vec();
    if job.profile == Profile::Compile {
        // rustc finds its own libraries through it; student code would find its own memory.
        arguments.extend(["--proc", "/proc"].map(str::to_owned));
    }
    arguments.extend(["--dir".to_owned(), job.directory.display().to_string()]);
    let all: Vec<&PathBuf> = job.read.iter().chain(&job.execute).collect();
    // What a folder shows already cannot be put in its place once more.
    let shown_by_another = |path: &Path| all.iter().any(|other| *other != path && path.starts_with(other));
    let shown = all.iter().filter(|path| !shown_by_another(path)).map(|path| ("--ro-bind-try", *path));
    for (option, path) in shown.chain(job.write.iter().map(|path| ("--bind", path))) {
        let path = path.display().to_string();
        arguments.extend([option.to_owned(), path.clone(), path]);
    }
    arguments.extend(["--chdir".to_owned(), job.directory.display().to_string(), "--".to_owned()]);
    arguments.push(job.program.display().to_string());
    arguments.extend(job.arguments.iter().cloned());
    Job { program: "/usr/bin/bwrap".into(), arguments, ..job.clone() }
}
