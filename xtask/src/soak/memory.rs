//! The broker's memory over time.

use std::fmt;
use std::thread;
use std::time::{Duration, Instant};

use crate::bench::broker::contender::Running;
use crate::bench::median;

/// How often it is looked at.
const PAUSE: Duration = Duration::from_millis(200);

/// How much more the end may have than the time before: what slow clients hold comes and goes.
const MARGIN: u64 = 8 << 20;

/// What was seen, in bytes.
pub struct Memory<'a> {
    broker: &'a Running,
    seen: Vec<u64>,
}

impl<'a> Memory<'a> {
    pub fn of(broker: &'a Running) -> anyhow::Result<Memory<'a>> {
        Ok(Memory { broker, seen: vec![broker.memory()?] })
    }

    /// Looks until `end`.
    pub fn watch(&mut self, end: Instant) -> anyhow::Result<()> {
        while Instant::now() < end {
            self.seen.push(self.broker.memory()?);
            thread::sleep(PAUSE);
        }
        Ok(())
    }

    /// The middle of the second and of the last quarter.
    fn quarters(&self) -> (u64, u64) {
        let quarter = self.seen.len() / 4;
        let middle = |from: usize| median(self.seen[from * quarter..(from + 1) * quarter].to_vec());
        (middle(1), middle(3))
    }

    /// The last quarter has no more than the second, but for what comes and goes.
    pub fn is_flat(&self) -> bool {
        let (before, last) = self.quarters();
        last <= before + MARGIN
    }
}

impl fmt::Display for Memory<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mib = |bytes: u64| bytes as f64 / f64::from(1 << 20);
        let (before, last) = self.quarters();
        write!(
            f,
            "memory, MiB: {:.1} at the start, {:.1} at most; median {:.1} in the second quarter, {:.1} in the last",
            mib(self.seen[0]),
            mib(self.seen.iter().copied().max().unwrap_or_default()),
            mib(before),
            mib(last)
        )
    }
}
