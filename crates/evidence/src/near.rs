//! What came nearest to a step that is missing.

use std::time::Duration;

use crate::pattern::Mismatch;
use crate::verdict::Mark;

/// The packet that came nearest to a step that is missing, and why it does not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The packet.
    pub mark: Mark,
    /// Why it does not do.
    pub obstacle: Obstacle,
}

/// Why a packet does not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// The packet would do, but for one field.
    Field {
        /// How much of it is right.
        score: usize,
        /// What is not, for people.
        why: String,
    },
    /// The packet would do at another time.
    Delay {
        /// Since the step before.
        since: Duration,
    },
    /// The packet should not have come.
    Forbidden,
}

impl Obstacle {
    /// What tells most about why a step is missing ranks highest.
    pub(crate) fn rank(&self) -> usize {
        match self {
            Obstacle::Field { score, .. } => *score,
            Obstacle::Delay { .. } => usize::MAX - 1,
            Obstacle::Forbidden => usize::MAX,
        }
    }

    pub(crate) fn rank_of(mismatch: &Mismatch) -> usize {
        mismatch.score
    }
}
