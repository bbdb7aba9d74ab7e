//! Where the student's code runs.

mod clock;
mod job;
mod launch;
#[cfg(target_os = "linux")]
pub(crate) mod lock;
mod probe;
mod process;
#[cfg(target_os = "linux")]
mod syscalls;

use serde::{Deserialize, Serialize};

pub(crate) use job::{End, Ended, Input, Job, Profile};
pub(crate) use launch::{HELPER_FAILED, Orders};
pub(crate) use probe::{loader, reach_out, system_libraries};

use crate::{Infra, Refusal, messages};

/// A kind of sandbox, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Landlock and seccomp, in the Linux kernel: no file, no network, no other process.
    Landlock,
    /// bubblewrap: an empty file system and no network; other processes, which end with the first.
    Bubblewrap,
    /// Nothing but limits on time, memory and output.
    None,
}

impl Tier {
    /// What a report says was enforced, French.
    #[must_use]
    pub fn enforces(self) -> &'static str {
        messages::tier_enforces(self)
    }

    /// That results obtained so are to be marked « indicatif ».
    #[must_use]
    pub fn is_indicative(self) -> bool {
        self == Self::None
    }
}

/// A sandbox that was tried on this machine and holds.
#[derive(Debug, Clone)]
pub struct Sandbox {
    tier: Tier,
}

impl Sandbox {
    /// The best that this machine offers, found by trying what it must forbid.
    ///
    /// # Errors
    /// [`Refusal`] when it offers none.
    pub fn best() -> Result<Self, Refusal> {
        let mut attempts = Vec::new();
        for tier in [Tier::Landlock, Tier::Bubblewrap] {
            match Self::of(tier) {
                Ok(sandbox) => return Ok(sandbox),
                Err(refusal) => attempts.extend(refusal.attempts),
            }
        }
        Err(Refusal { attempts })
    }

    /// A sandbox of this kind, tried.
    ///
    /// # Errors
    /// [`Refusal`] when this machine does not offer it, or it does not hold.
    pub fn of(tier: Tier) -> Result<Self, Refusal> {
        match probe::holds(tier) {
            Ok(()) => Ok(Self { tier }),
            Err(answer) => Err(Refusal { attempts: vec![(tier, answer)] }),
        }
    }

    /// No sandbox: the student's code has all the rights of whoever runs this.
    #[must_use]
    pub fn none() -> Self {
        Self { tier: Tier::None }
    }

    /// Its kind.
    #[must_use]
    pub fn tier(&self) -> Tier {
        self.tier
    }

    /// Runs one process inside.
    pub(crate) fn run(&self, job: &Job, input: Input<'_>) -> Result<Ended, Infra> {
        launch::run(self.tier, job, input)
    }
}
