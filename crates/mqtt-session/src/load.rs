//! How much something happens, as an average that forgets: what Unix calls load.

use std::time::Duration;

/// The windows, in minutes.
const MINUTES: [u8; 3] = [1, 5, 15];

/// How often something has happened a minute, lately: an exponential average over each window.
#[derive(Debug, Default)]
pub(crate) struct Load {
    total: u64,
    averages: [f64; MINUTES.len()],
}

impl Load {
    /// It has happened `total` times so far, and `elapsed` has passed since the last call: the windows in minutes,
    /// each with its average. Over no time the averages stay as they are.
    pub(crate) fn count(&mut self, total: u64, elapsed: Duration) -> [(u8, f64); MINUTES.len()] {
        let elapsed = elapsed.as_secs_f64() / 60.0;
        if elapsed > 0.0 {
            let rate = total.saturating_sub(self.total) as f64 / elapsed;
            self.total = total;
            for (average, minutes) in self.averages.iter_mut().zip(MINUTES) {
                let kept = (-elapsed / f64::from(minutes)).exp();
                *average = rate + kept * (*average - rate);
            }
        }
        std::array::from_fn(|window| (MINUTES[window], self.averages[window]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEP: Duration = Duration::from_secs(10);

    #[test]
    fn a_steady_rate_is_reached_sooner_by_the_shorter_windows_and_forgotten_likewise() {
        let mut load = Load::default();
        let mut last = [(0, 0.0); 3];
        for step in 1..=60 {
            last = load.count(step * 5, STEP);
        }
        // 30 a minute for 10 minutes.
        let [(1, one), (5, five), (15, fifteen)] = last else { panic!("{last:?}") };
        assert!((one - 30.0).abs() < 0.01, "{one}");
        assert!(fifteen < five && five < one && fifteen > 10.0, "{last:?}");
        for _ in 0..60 {
            last = load.count(300, STEP);
        }
        assert!(last[0].1 < 0.01 && last[2].1 > 5.0, "{last:?}");
    }

    #[test]
    fn no_time_changes_nothing() {
        let mut load = Load::default();
        let before = load.count(5, STEP);
        assert_eq!(load.count(50, Duration::ZERO), before);
        assert!(before[0].1 > 0.0);
    }
}
