//! How long a process took, what a busy machine made it wait left out.
//!
//! A mark must not depend on what else the teacher's machine does. So time is counted on a process as long as it runs or
//! sleeps, and stands still while it is ready to run and has no processor. The kernel tells; where it does not, all
//! time counts.

use std::fs;
use std::time::{Duration, Instant};

use super::job::End;

/// How often to ask the kernel.
const LOOK: Duration = Duration::from_millis(100);
/// How many times its own time a process may take on a busy machine. Past it nobody can say whether the code or the
/// machine was at fault, and the unit is run again.
const PATIENCE: u32 = 6;
/// Most threads that are asked for: those of a bomb tell nothing more.
const THREADS: usize = 100;

/// The clock of one running process.
pub struct Clock {
    process: u32,
    start: Instant,
    allowed: Duration,
    looked: Instant,
    seen: Option<Seen>,
}

/// What the kernel says of a process, its threads and what they started.
#[derive(Clone, Copy)]
struct Seen {
    /// Processor time, of all together.
    ran: Duration,
    /// The longest that one of them was ready to run, and did not.
    waited: Duration,
}

impl Clock {
    /// Of a process that has just started and may take this long.
    pub fn start(process: u32, allowed: Duration) -> Self {
        let now = Instant::now();
        Self { process, start: now, allowed, looked: now, seen: None }
    }

    /// Whether it has to be stopped now. Only of a process that nobody has waited for: its number is its own till then.
    pub fn over(&mut self) -> Option<End> {
        if self.looked.elapsed() >= LOOK {
            self.looked = Instant::now();
            // What a thread waited is forgotten with the thread.
            let waited = self.waited();
            self.seen =
                look(self.process).map(|now| Seen { waited: waited.max(now.waited), ..now }).or(self.seen);
        }
        let elapsed = self.start.elapsed();
        if elapsed.saturating_sub(self.waited()) >= self.allowed {
            Some(End::Time)
        } else if elapsed >= self.allowed * PATIENCE {
            Some(End::Starved)
        } else {
            None
        }
    }

    /// Since the start.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// How long it had no processor, though it was ready to run.
    pub fn waited(&self) -> Duration {
        self.seen.map_or(Duration::ZERO, |seen| seen.waited)
    }

    /// Processor time; all its time, where the kernel has told nothing.
    pub fn ran(&self) -> Duration {
        self.seen.map_or_else(|| self.elapsed(), |seen| seen.ran)
    }
}

/// Asks the kernel; none when it does not tell.
fn look(process: u32) -> Option<Seen> {
    let mut all: Option<Seen> = None;
    let mut waiting = vec![process.to_string()];
    let mut threads = 0;
    while let Some(process) = waiting.pop() {
        for thread in fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten() {
            threads += 1;
            if threads > THREADS {
                return all;
            }
            let Some(own) =
                thread_times(&fs::read_to_string(thread.path().join("schedstat")).unwrap_or_default())
            else {
                continue;
            };
            let before = all.unwrap_or(Seen { ran: Duration::ZERO, waited: Duration::ZERO });
            all = Some(Seen { ran: before.ran + own.ran, waited: before.waited.max(own.waited) });
            // A linker works for rustc, which waits for it.
            let started = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            waiting.extend(started.split_whitespace().map(str::to_owned));
        }
    }
    all
}

/// `120000000 3000000 7`: nanoseconds that it ran and waited, then how many turns it had.
fn thread_times(schedstat: &str) -> Option<Seen> {
    let mut times = schedstat.split_whitespace().map(|field| field.parse().map(Duration::from_nanos));
    Some(Seen { ran: times.next()?.ok()?, waited: times.next()?.ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_s_numbers_are_read() {
        let seen = thread_times("120000000 3000000 7\n").unwrap();
        assert_eq!((seen.ran.as_millis(), seen.waited.as_millis()), (120, 3));
        assert!(thread_times("").is_none() && thread_times("1 x").is_none());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_that_is_there_is_seen_and_another_is_not() {
        assert!(look(std::process::id()).is_some_and(|seen| seen.ran > Duration::ZERO));
        assert!(look(u32::MAX).is_none());
    }
}
