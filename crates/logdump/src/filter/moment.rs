//! A moment of an exchange, as it is typed.

use std::str::FromStr;
use std::time::Duration;

use mqtt_trace::clock;

use crate::messages;

/// A time of day, or a time since the first event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Since midnight.
    Day(Duration),
    /// Since the first event.
    Elapsed(Duration),
}

impl Moment {
    /// When this is, since the Unix epoch, in an exchange that begins at `first`.
    pub(super) fn at(self, first: Duration) -> Duration {
        match self {
            Moment::Day(of_day) => clock::time_of_day(first, of_day),
            Moment::Elapsed(elapsed) => first.saturating_add(elapsed),
        }
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Moment, String> {
        let moment = if text.contains(':') {
            time_of_day(text).map(Moment::Day)
        } else {
            elapsed(text).map(Moment::Elapsed)
        };
        moment.ok_or_else(|| messages::moment_syntax(text))
    }
}

/// `14:30` or `14:30:05,25`.
fn time_of_day(text: &str) -> Option<Duration> {
    let mut parts = text.split(':');
    let (hours, minutes) = (whole(parts.next()?, 24)?, whole(parts.next()?, 60)?);
    let seconds = match parts.next() {
        Some(seconds) => decimal(seconds).filter(|seconds| *seconds < Duration::from_secs(60))?,
        None => Duration::ZERO,
    };
    let minutes = Duration::from_secs((hours * 60 + minutes) * 60);
    parts.next().is_none().then_some(minutes + seconds)
}

/// `10s`, `1.5s`, `200ms`, `2m`, `1h`, or seconds as the ladder shows them: `+12.345`.
fn elapsed(text: &str) -> Option<Duration> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let split = text.find(|character: char| character.is_ascii_alphabetic()).unwrap_or(text.len());
    let (value, unit) = text.split_at(split);
    let value = decimal(value.trim())?;
    match unit {
        "" | "s" => Some(value),
        "ms" => Some(value / 1000),
        "m" | "min" => value.checked_mul(60),
        "h" => value.checked_mul(3600),
        _ => None,
    }
}

fn whole(text: &str, below: u64) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|value| digits && *value < below)
}

/// Seconds, with a point or a comma.
fn decimal(text: &str) -> Option<Duration> {
    let text = text.replace(',', ".");
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let value = text.parse().ok().filter(|_| plain)?;
    Duration::try_from_secs_f64(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        let day = |millis| Some(Moment::Day(Duration::from_millis(millis)));
        let since = |millis| Some(Moment::Elapsed(Duration::from_millis(millis)));
        let table = [
            ("14:30", day(52_200_000)),
            ("08:05:09", day(29_109_000)),
            ("0:00:00,25", day(250)),
            ("10s", since(10_000)),
            ("1.5s", since(1500)),
            ("1,5 s", since(1500)),
            ("+12.345", since(12_345)),
            ("200ms", since(200)),
            ("2m", since(120_000)),
            ("1h", since(3_600_000)),
            ("24:00", None),
            ("14:60", None),
            ("14:30:60", None),
            ("14:30:00:00", None),
            (":", None),
            ("-1s", None),
            ("1e9", None),
            ("inf", None),
            ("", None),
            ("hier", None),
            ("99999999999999999999h", None),
        ];
        for (text, expected) in table {
            assert_eq!(text.parse().ok(), expected, "{text}");
        }
    }
}
