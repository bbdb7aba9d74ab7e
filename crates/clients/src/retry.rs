//! When to try a lost connection again.

use std::time::Duration;

/// The longest wait, unless the first is longer.
const LONGEST: Duration = Duration::from_secs(30);
/// So that a broker which closes at once is not hammered.
const SHORTEST: Duration = Duration::from_millis(10);

/// The waits before reconnections: each is twice the one before, up to a bound.
#[derive(Debug)]
pub(crate) struct Retry {
    first: Duration,
    limit: Option<u32>,
    tried: u32,
}

impl Retry {
    /// Waits `first` before the first attempt; allows `limit` attempts in a row, any number if `None`.
    pub(crate) fn new(first: Duration, limit: Option<u32>) -> Retry {
        Retry { first: first.max(SHORTEST), limit, tried: 0 }
    }

    /// The wait before the next attempt; `None` when there have been enough.
    pub(crate) fn next_delay(&mut self) -> Option<Duration> {
        if self.limit.is_some_and(|limit| self.tried >= limit) {
            return None;
        }
        let doubled = self.first.saturating_mul(1 << self.tried.min(20));
        self.tried = self.tried.saturating_add(1);
        Some(doubled.min(LONGEST.max(self.first)))
    }

    /// The attempts since the last success.
    pub(crate) fn tried(&self) -> u32 {
        self.tried
    }

    /// The last attempt has served its purpose: the next loss begins a new series.
    pub(crate) fn succeeded(&mut self) {
        self.tried = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delays(mut retry: Retry, count: usize) -> Vec<Option<f64>> {
        (0..count).map(|_| retry.next_delay().map(|delay| delay.as_secs_f64())).collect()
    }

    #[test]
    fn waits_double_up_to_thirty_seconds() {
        let retry = Retry::new(Duration::from_secs(1), None);
        let expected = [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0].map(Some);
        assert_eq!(delays(retry, 7), expected);
    }

    #[test]
    fn a_longer_first_wait_is_kept_and_none_is_raised() {
        assert_eq!(delays(Retry::new(Duration::from_secs(60), None), 2), [Some(60.0), Some(60.0)]);
        assert_eq!(delays(Retry::new(Duration::ZERO, None), 2), [Some(0.01), Some(0.02)]);
    }

    #[test]
    fn attempts_are_counted_from_the_last_success() {
        let mut retry = Retry::new(Duration::from_secs(1), Some(2));
        retry.next_delay();
        retry.succeeded();
        assert_eq!(delays(retry, 3), [Some(1.0), Some(2.0), None]);
        assert_eq!(delays(Retry::new(Duration::from_secs(1), Some(0)), 1), [None]);
    }

    #[test]
    fn a_thousand_attempts_overflow_nothing() {
        assert_eq!(delays(Retry::new(Duration::from_secs(1), None), 1000)[999], Some(30.0));
    }
}
