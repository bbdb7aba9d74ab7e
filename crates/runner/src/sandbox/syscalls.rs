//! Which system calls are left.

use std::collections::BTreeMap;

use libc::{ENOSYS, EPERM};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

use super::job::Profile;
use super::lock::Fault;

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// The filter for this kind of work.
pub fn filter(profile: Profile) -> Result<BpfProgram, Fault> {
    let architecture = std::env::consts::ARCH.try_into()?;
    let (rules, others, listed) = match profile {
        // « No such call » rather than « forbidden »: the C library then does without, as on an old kernel.
        Profile::Run => (run()?, errno(ENOSYS), SeccompAction::Allow),
        Profile::Compile => (compile(), SeccompAction::Allow, errno(EPERM)),
    };
    Ok(SeccompFilter::new(rules, others, listed, architecture)?.try_into()?)
}

fn errno(number: i32) -> SeccompAction {
    SeccompAction::Errno(number.unsigned_abs())
}

/// What a test needs: memory, threads, clocks, what is open already and what Landlock lets it open.
fn run() -> Result<Rules, Fault> {
    let mut rules: Rules = COMPUTING.iter().map(|&number| (number, vec![])).collect();
    let own_process = u64::from(std::process::id());
    let thread_flag = SeccompCmpOp::MaskedEq(CLONE_THREAD);
    let name_flag = u64::try_from(libc::PR_SET_NAME)?;
    let terms = [
        // Threads, not processes. `clone3` hides its flags in memory, so it is not listed at all.
        (libc::SYS_clone, 0, SeccompCmpArgLen::Qword, thread_flag, CLONE_THREAD),
        // Reading limits, not setting them.
        (libc::SYS_prlimit64, 2, SeccompCmpArgLen::Qword, SeccompCmpOp::Eq, 0),
        // Naming a thread, as std does.
        (libc::SYS_prctl, 0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, name_flag),
    ];
    for (number, argument, size, operator, value) in terms {
        let condition = SeccompCondition::new(argument, size, operator, value)?;
        rules.insert(number, vec![SeccompRule::new(vec![condition])?]);
    }
    // What `abort` sends to itself, and nothing else: a process that could kill itself would look like one that a
    // machine short of memory killed, and be run again for ever. It keeps its number when it becomes the student's.
    let equal =
        |argument, value| SeccompCondition::new(argument, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, value);
    let abort = vec![equal(0, own_process)?, equal(2, u64::try_from(libc::SIGABRT)?)?];
    rules.insert(libc::SYS_tgkill, vec![SeccompRule::new(abort)?]);
    Ok(rules)
}

/// What rustc and a linker never need.
fn compile() -> Rules {
    REACHING_OUT.iter().map(|&number| (number, vec![])).collect()
}

const CLONE_THREAD: u64 = libc::CLONE_THREAD as u64;

const COMPUTING: &[i64] = &[
    libc::SYS_brk,
    libc::SYS_clock_getres,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_close,
    libc::SYS_dup,
    // Once, to become the student's program; Landlock then leaves nothing else to execute.
    libc::SYS_execve,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_faccessat,
    libc::SYS_fcntl,
    libc::SYS_fstat,
    libc::SYS_futex,
    libc::SYS_getcwd,
    libc::SYS_getegid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getpid,
    libc::SYS_getrandom,
    libc::SYS_gettid,
    libc::SYS_getuid,
    libc::SYS_lseek,
    libc::SYS_madvise,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_nanosleep,
    libc::SYS_newfstatat,
    libc::SYS_openat,
    libc::SYS_ppoll,
    libc::SYS_pread64,
    libc::SYS_read,
    libc::SYS_readlinkat,
    libc::SYS_readv,
    libc::SYS_restart_syscall,
    libc::SYS_rseq,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_set_robust_list,
    libc::SYS_set_tid_address,
    libc::SYS_sigaltstack,
    libc::SYS_statx,
    libc::SYS_uname,
    libc::SYS_write,
    libc::SYS_writev,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_access,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_arch_prctl,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_open,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_poll,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_readlink,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_stat,
];

const REACHING_OUT: &[i64] = &[
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_add_key,
    libc::SYS_bind,
    libc::SYS_bpf,
    libc::SYS_chroot,
    libc::SYS_connect,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_io_uring_setup,
    libc::SYS_kexec_load,
    libc::SYS_keyctl,
    libc::SYS_listen,
    libc::SYS_mount,
    libc::SYS_move_mount,
    libc::SYS_open_by_handle_at,
    libc::SYS_open_tree,
    libc::SYS_perf_event_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pivot_root,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_ptrace,
    libc::SYS_reboot,
    libc::SYS_request_key,
    libc::SYS_sendto,
    libc::SYS_setns,
    libc::SYS_socket,
    libc::SYS_umount2,
    libc::SYS_unshare,
    libc::SYS_userfaultfd,
];
