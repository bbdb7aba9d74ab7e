//! Shutting the sandbox, from inside the process that will be shut in.

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetCreatedAttr,
    RulesetStatus, Scope, path_beneath_rules,
};
use rustix::process::{self, Resource, Rlimit, Signal};

use super::job::{Job, Profile};
use super::syscalls;

/// Everything that is wrong here ends as one sentence for a maintainer.
pub type Fault = Box<dyn std::error::Error>;

/// Limits this process, and all that it will become.
pub fn limits(job: &Job) -> Result<(), Fault> {
    const MIB: u64 = 1024 * 1024;
    let quota = &job.quota;
    // Without this, a killed grader would leave student code behind.
    process::set_parent_process_death_signal(Some(Signal::KILL))?;
    // A machine short of memory then ends the student's program and not the grader; where it cannot be said, so be it.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    let set = |resource, most: u64, hard: u64| {
        let (current, maximum) = (Some(most), Some(hard));
        process::setrlimit(resource, Rlimit { current, maximum })
    };
    // The signal of the soft limit says why; the hard limit is for a process that would not hear it.
    set(Resource::Cpu, quota.cpu_seconds, quota.cpu_seconds + 1)?;
    set(Resource::As, quota.memory_mib * MIB, quota.memory_mib * MIB)?;
    set(Resource::Fsize, quota.file_mib * MIB, quota.file_mib * MIB)?;
    set(Resource::Core, 0, 0)?;
    if job.profile == Profile::Run {
        set(Resource::Nofile, 64, 64)?;
    }
    Ok(())
}

/// Takes away files, network, signals and system calls.
pub fn shut(job: &Job) -> Result<(), Fault> {
    files(job)?;
    seccompiler::apply_filter(&syscalls::filter(job.profile)?)?;
    Ok(())
}

fn files(job: &Job) -> Result<(), Fault> {
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let write = AccessFs::from_all(ABI::V5) & !AccessFs::Execute;
    let devices = ["/dev/null"];
    let status = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))?
        // Newer kernels guard more; seccomp guards the rest of what matters on the older.
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(ABI::V5))?
        .handle_access(AccessNet::from_all(ABI::V4))?
        .scope(Scope::from_all(ABI::V6))?
        .create()?
        .add_rules(path_beneath_rules(&job.read, read))?
        .add_rules(path_beneath_rules(&job.execute, read | AccessFs::Execute))?
        .add_rules(path_beneath_rules(&job.write, write))?
        .add_rules(path_beneath_rules(devices, AccessFs::ReadFile | AccessFs::WriteFile))?
        .restrict_self()?;
    if status.ruleset == RulesetStatus::NotEnforced {
        return Err("Landlock is not in this kernel, or switched off".into());
    }
    Ok(())
}
