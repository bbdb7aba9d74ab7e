//! How one measure moves from one round to the next.

use fastrand::Rng;

/// A value that wanders round its mean without leaving its range, as a room's temperature does.
#[derive(Debug)]
pub struct Walk {
    value: f64,
    mean: f64,
    low: f64,
    high: f64,
    step: f64,
}

impl Walk {
    /// Starts at `mean`; moves by at most about `step` at each round; stays from `low` to `high`.
    pub fn new(mean: f64, low: f64, high: f64, step: f64) -> Self {
        Self { value: mean, mean, low, high, step }
    }

    /// The next value.
    pub fn next(&mut self, rng: &mut Rng) -> f64 {
        // A pull of one hundredth towards the mean: without it the walk ends up glued to a bound.
        let pull = (self.mean - self.value) / 100.0;
        let noise = (rng.f64() * 2.0 - 1.0) * self.step;
        self.value = (self.value + pull + noise).clamp(self.low, self.high);
        self.value
    }
}

/// A movement sensor: somebody there about one round in ten, for a round or two at a time.
#[derive(Debug, Default)]
pub struct Movement {
    present: bool,
}

impl Movement {
    const STAYS: f64 = 0.4;
    // In the long run arrivals equal departures: arrives × 0.9 = (1 − stays) × 0.1.
    const ARRIVES: f64 = (1.0 - Self::STAYS) * 0.1 / 0.9;

    /// Whether somebody moves during the next round.
    pub fn next(&mut self, rng: &mut Rng) -> bool {
        let odds = if self.present { Self::STAYS } else { Self::ARRIVES };
        self.present = rng.f64() < odds;
        self.present
    }
}

/// Rain: nothing most of the time, then a shower of some minutes.
#[derive(Debug, Default)]
pub struct Rain {
    /// mm/h, 0 when dry.
    rate: f64,
}

impl Rain {
    const SHOWER_STARTS: f64 = 0.003;
    const SHOWER_ENDS: f64 = 0.02;

    /// The rate of the next round, in mm/h.
    pub fn next(&mut self, rng: &mut Rng) -> f64 {
        if self.rate == 0.0 {
            if rng.f64() < Self::SHOWER_STARTS {
                self.rate = 0.5 + rng.f64() * 5.5;
            }
        } else if rng.f64() < Self::SHOWER_ENDS {
            self.rate = 0.0;
        } else {
            self.rate = (self.rate + (rng.f64() - 0.5)).clamp(0.2, 12.0);
        }
        self.rate
    }
}

/// Daylight outdoors at `second` of the day under a clear sky, in lux: dark before 6:30 and after 20:30, most at
/// half past one.
pub fn daylight(second: u64) -> f64 {
    const SUNRISE: f64 = 6.5 * 3600.0;
    const SUNSET: f64 = 20.5 * 3600.0;
    const NOON: f64 = 60_000.0;
    let course = (second as f64 - SUNRISE) / (SUNSET - SUNRISE);
    if (0.0..=1.0).contains(&course) { NOON * (std::f64::consts::PI * course).sin() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_moves_about_one_round_in_ten() {
        let (mut rng, mut movement) = (Rng::with_seed(1), Movement::default());
        let seen = (0..100_000).filter(|_| movement.next(&mut rng)).count();
        assert!((9_000..11_000).contains(&seen), "{seen} rounds in 100 000");
    }

    #[test]
    fn it_is_dry_most_of_the_time_but_not_always() {
        let (mut rng, mut rain) = (Rng::with_seed(1), Rain::default());
        let wet = (0..100_000).filter(|_| rain.next(&mut rng) > 0.0).count();
        assert!((5_000..30_000).contains(&wet), "{wet} wet rounds in 100 000");
    }

    #[test]
    fn days_are_bright_and_nights_dark() {
        for (hour, low, high) in
            [(0, 0.0, 0.0), (6, 0.0, 0.0), (8, 10_000.0, 25_000.0), (13, 55_000.0, 60_000.0), (22, 0.0, 0.0)]
        {
            let lux = daylight(hour * 3600);
            assert!((low..=high).contains(&lux), "{lux} lux at {hour} h");
        }
    }
}
