//! How the time is shown before a line.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A way of showing the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeStyle {
    /// Seconds since the Unix epoch, as Mosquitto: `1795348398`.
    Epoch,
    /// Date and time of day to the millisecond, with the offset from UTC: `2026-11-22T21:39:58.123+01:00`.
    Iso,
    /// Seconds since the first event, to the millisecond: `+12.345`.
    Delta,
    /// Nothing.
    None,
}

/// Shows times in one style.
#[derive(Debug)]
pub struct Clock {
    style: TimeStyle,
    zone: TimeZone,
    first: Option<Duration>,
}

impl Clock {
    /// A clock in the time zone of the machine.
    #[must_use]
    pub fn new(style: TimeStyle) -> Clock {
        Clock::in_zone(style, TimeZone::system())
    }

    /// A clock in a time zone of one's choice, which counts for [`TimeStyle::Iso`] only.
    #[must_use]
    pub fn in_zone(style: TimeStyle, zone: TimeZone) -> Clock {
        Clock { style, zone, first: None }
    }

    /// The style.
    #[must_use]
    pub fn style(&self) -> TimeStyle {
        self.style
    }

    /// The stamp of `time`, since the Unix epoch. The first time that is asked for is the zero of
    /// [`TimeStyle::Delta`].
    pub fn stamp(&mut self, time: Duration) -> Stamp<'_> {
        let first = *self.first.get_or_insert(time);
        Stamp { style: self.style, zone: &self.zone, time, since: time.saturating_sub(first) }
    }
}

/// The time of day `of_day` (since midnight) that goes with an exchange that begins at `first` (since the Unix epoch):
/// that of the same day in the time zone of the machine, or of the day after where that is more than twelve hours
/// before the beginning.
#[must_use]
pub fn time_of_day(first: Duration, of_day: Duration) -> Duration {
    time_of_day_in(TimeZone::system(), first, of_day)
}

fn time_of_day_in(zone: TimeZone, first: Duration, of_day: Duration) -> Duration {
    let midnight = Timestamp::try_from(std::time::UNIX_EPOCH + first)
        .and_then(|timestamp| timestamp.to_zoned(zone).start_of_day())
        .ok()
        .and_then(|midnight| Duration::try_from(midnight.timestamp().as_duration()).ok());
    let time = midnight.unwrap_or_default() + of_day;
    if time + HALF_A_DAY < first { time + 2 * HALF_A_DAY } else { time }
}

/// Twelve hours.
const HALF_A_DAY: Duration = Duration::from_secs(12 * 3600);

/// A time, as a clock shows it. With `{:#}`, [`TimeStyle::Iso`] gives the time of day alone.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'c> {
    style: TimeStyle,
    zone: &'c TimeZone,
    time: Duration,
    since: Duration,
}

impl fmt::Display for Stamp<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            TimeStyle::Epoch => write!(f, "{}", self.time.as_secs()),
            TimeStyle::Iso => match Timestamp::try_from(std::time::UNIX_EPOCH + self.time) {
                Ok(timestamp) => {
                    let format = if f.alternate() { "%H:%M:%S%.3f" } else { "%Y-%m-%dT%H:%M:%S%.3f%:z" };
                    write!(f, "{}", timestamp.to_zoned(self.zone.clone()).strftime(format))
                }
                // Past the year 9999: not a time that a machine has.
                Err(_) => write!(f, "{}", self.time.as_secs()),
            },
            TimeStyle::Delta => write!(f, "+{}.{:03}", self.since.as_secs(), self.since.subsec_millis()),
            TimeStyle::None => Ok(()),
        }
    }
}

/// A stamp as Mosquitto puts it before a line, followed by `: `; nothing for [`TimeStyle::None`].
#[derive(Debug, Clone, Copy)]
pub struct Prefix<'c>(pub Stamp<'c>);

impl fmt::Display for Prefix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.style {
            TimeStyle::None => Ok(()),
            _ => write!(f, "{}: ", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles() {
        let paris = TimeZone::fixed(jiff::tz::offset(1));
        let first = Duration::from_micros(1_795_379_998_123_456);
        let later = first + Duration::from_micros(12_345_678);
        let table = [
            (TimeStyle::Epoch, "1795380010: "),
            (TimeStyle::Iso, "2026-11-22T21:40:10.469+01:00: "),
            (TimeStyle::Delta, "+12.345: "),
            (TimeStyle::None, ""),
        ];
        for (style, expected) in table {
            let mut clock = Clock::in_zone(style, paris.clone());
            clock.stamp(first);
            assert_eq!(Prefix(clock.stamp(later)).to_string(), expected, "{style:?}");
        }
    }

    #[test]
    fn times_of_day() {
        let paris = TimeZone::fixed(jiff::tz::offset(1));
        // 21:39:58 in Paris.
        let first = Duration::from_secs(1_795_379_998);
        let at = |hour: u64, minute: u64| Duration::from_secs(hour * 3600 + minute * 60);
        let table = [((21, 40), 2), ((21, 39), -58), ((20, 0), -5998), ((9, 0), 40_802)];
        for ((hour, minute), expected) in table {
            let found = time_of_day_in(paris.clone(), first, at(hour, minute));
            assert_eq!(found.as_secs() as i64 - first.as_secs() as i64, expected, "{hour}:{minute}");
        }
    }
}
