//! How long something takes.

use std::time::Duration;

/// Durations, of which count and longest are exact. The median is exact for up to [`Durations::SAMPLE`] of them;
/// beyond, it is that of a regular sample: every second one, every fourth one, and so on.
#[derive(Debug, Clone)]
pub struct Durations {
    count: u64,
    longest: Duration,
    sample: Vec<Duration>,
    /// Of so many durations, one is in the sample.
    step: u64,
}

impl Default for Durations {
    fn default() -> Durations {
        Durations { count: 0, longest: Duration::ZERO, sample: Vec::new(), step: 1 }
    }
}

impl Durations {
    /// The largest sample.
    pub const SAMPLE: usize = 1 << 15;

    /// Adds one.
    pub fn add(&mut self, duration: Duration) {
        self.longest = self.longest.max(duration);
        if self.count.is_multiple_of(self.step) {
            if self.sample.len() == Self::SAMPLE {
                let mut keep = false;
                self.sample.retain(|_| {
                    keep = !keep;
                    keep
                });
                self.step *= 2;
            }
            if self.count.is_multiple_of(self.step) {
                self.sample.push(duration);
            }
        }
        self.count += 1;
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The longest.
    #[must_use]
    pub fn longest(&self) -> Duration {
        self.longest
    }

    /// The one in the middle; zero where there is none.
    #[must_use]
    pub fn median(&self) -> Duration {
        let mut sorted = self.sample.clone();
        sorted.sort_unstable();
        let middle = sorted.len() / 2;
        match sorted.len() {
            0 => Duration::ZERO,
            length if length.is_multiple_of(2) => (sorted[middle - 1] + sorted[middle]) / 2,
            _ => sorted[middle],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(micros: impl IntoIterator<Item = u64>) -> Durations {
        let mut durations = Durations::default();
        micros.into_iter().for_each(|one| durations.add(Duration::from_micros(one)));
        durations
    }

    #[test]
    fn medians() {
        let table = [(vec![], 0), (vec![5], 5), (vec![9, 1], 5), (vec![3, 1, 2], 2), (vec![4, 1, 2, 100], 3)];
        for (micros, expected) in table {
            assert_eq!(of(micros.clone()).median(), Duration::from_micros(expected), "{micros:?}");
        }
    }

    #[test]
    fn a_long_series_keeps_a_regular_sample() {
        let durations = of(0..1_000_000);
        assert!(durations.sample.len() <= Durations::SAMPLE);
        let apart = durations.sample.windows(2).map(|pair| (pair[1] - pair[0]).as_micros());
        assert!(apart.clone().all(|step| step == u128::from(durations.step)), "{:?}", apart.take(5));
        assert_eq!((durations.count(), durations.longest()), (1_000_000, Duration::from_micros(999_999)));
        let error = durations.median().as_micros().abs_diff(500_000);
        assert!(error <= u128::from(durations.step), "{:?}", durations.median());
    }
}
