//! The time of a line, in what stands before its text.

use std::time::Duration;

use jiff::civil::{self, DateTime};
use jiff::tz::{Offset, TimeZone};

/// The time, since the Unix epoch; `None` where there is none that can be read.
///
/// In order: seconds since the epoch, as Mosquitto writes by default; year, month and day, then the time of day;
/// day, month and year; a month's name, as `journalctl`, whose year is not told (it is taken for 1972, which has a
/// 29 February); the time of day alone, on the first day of 1970.
pub(super) fn time(before: &str, zone: &TimeZone) -> Option<Duration> {
    if let Some(time) = words(before).rev().find_map(epoch) {
        return Some(time);
    }
    let (at, clock) = clock(before)?;
    let date = before[..at].trim_end_matches([' ', 'T', '[']);
    let date = date.rsplit(['[', '(']).next().unwrap_or(date);
    let date = by_numbers(date).or_else(|| by_name(date)).unwrap_or(civil::date(1970, 1, 1));
    let offset = offset(&before[at + clock.length..]);
    let local = DateTime::from_parts(date, clock.time);
    let zoned = match offset {
        Some(offset) => local.to_zoned(TimeZone::fixed(offset)),
        None => local.to_zoned(zone.clone()),
    };
    Duration::try_from(zoned.ok()?.timestamp().as_duration()).ok()
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split([' ', '\t', '|', '[', ']']).map(|word| word.trim_end_matches(':'))
}

/// `1795348398`, `1795348398.123456`.
fn epoch(word: &str) -> Option<Duration> {
    let (seconds, fraction) = word.split_once('.').unwrap_or((word, ""));
    let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    if !(9..=11).contains(&seconds.len()) || !digits(seconds) || !digits(fraction) {
        return None;
    }
    Some(Duration::new(seconds.parse().ok()?, nanos(fraction)))
}

fn nanos(fraction: &str) -> u32 {
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).chain(std::iter::repeat(b'0')).take(9);
    digits.fold(0, |value, digit| value * 10 + u32::from(digit - b'0'))
}

/// A time of day, and how long it is in the text.
struct Clock {
    time: civil::Time,
    length: usize,
}

/// The last `21:39:58`, `21:39:58.123` or `21:39:58,123`, and where it stands.
fn clock(text: &str) -> Option<(usize, Clock)> {
    let bytes = text.as_bytes();
    let at = (0..bytes.len().checked_sub(7)?).rev().find(|&at| {
        let shape = b"dd:dd:dd";
        let fits = bytes[at..at + 8].iter().zip(shape).all(|(byte, shape)| match shape {
            b'd' => byte.is_ascii_digit(),
            other => byte == other,
        });
        fits && (at == 0 || !bytes[at - 1].is_ascii_digit() && bytes[at - 1] != b':')
    })?;
    let two = |place: usize| text[place..place + 2].parse::<i8>().ok();
    let fraction = text[at + 8..].strip_prefix(['.', ',']).unwrap_or_default();
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let nanos = i32::try_from(nanos(fraction)).ok()?;
    let time = civil::Time::new(two(at)?, two(at + 3)?, two(at + 6)?, nanos).ok()?;
    Some((at, Clock { time, length: 8 + if digits > 0 { digits + 1 } else { 0 } }))
}

/// `2026-11-22`, `2026/11/22`, `22/11/2026`, at the end of the text.
fn by_numbers(text: &str) -> Option<civil::Date> {
    let word = text.rsplit(' ').next()?;
    let mut parts = word.split(['-', '/', '.']);
    let mut part = || parts.next()?.parse::<i16>().ok();
    let (first, second, third) = (part()?, part()?, part()?);
    let (year, day) = if first > 31 { (first, third) } else { (third, first) };
    civil::Date::new(year, i8::try_from(second).ok()?, i8::try_from(day).ok()?).ok()
}

/// `Nov 22`, at the end of the text.
fn by_name(text: &str) -> Option<civil::Date> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut words = text.split_whitespace().rev();
    let (day, month) = (words.next()?, words.next()?);
    let month = MONTHS.iter().position(|name| month.starts_with(name))? + 1;
    civil::Date::new(1972, i8::try_from(month).ok()?, day.parse().ok()?).ok()
}

/// `Z`, `+01:00`, `+0100`, at the start of the text.
fn offset(text: &str) -> Option<Offset> {
    if text.starts_with('Z') {
        return Some(Offset::UTC);
    }
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(|character| *character != ':').take(4).collect();
    let (hours, minutes) = (digits.get(..2)?.parse::<i32>().ok()?, digits.get(2..4)?.parse::<i32>().ok()?);
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        let paris = TimeZone::fixed(jiff::tz::offset(1));
        let at = |text: &str| {
            let zoned: jiff::Timestamp = text.parse().unwrap();
            Some(Duration::try_from(zoned.as_duration()).unwrap())
        };
        let table = [
            ("1795348398: ", Some(Duration::from_secs(1_795_348_398))),
            ("1795348398.250: ", Some(Duration::from_millis(1_795_348_398_250))),
            ("mosquitto-1  | 1795348398: ", Some(Duration::from_secs(1_795_348_398))),
            ("Nov 22 21:39:58 pc mosquitto[812]: 1795348398: ", Some(Duration::from_secs(1_795_348_398))),
            ("2026-11-22T21:39:58: ", at("2026-11-22T20:39:58Z")),
            ("2026-11-22T21:39:58+0300: ", at("2026-11-22T18:39:58Z")),
            ("2026-11-22T21:39:58.5Z ", at("2026-11-22T21:39:58.5Z")),
            ("2026-11-22 21:39:58,123 DEBUG paho ", at("2026-11-22T20:39:58.123Z")),
            ("[2026-11-22 21:39:58] ", at("2026-11-22T20:39:58Z")),
            ("22/11/2026 21:39:58: ", at("2026-11-22T20:39:58Z")),
            ("Nov 22 21:39:58 pc mosquitto[812]: ", at("1972-11-22T20:39:58Z")),
            ("21:39:58 ", at("1970-01-01T20:39:58Z")),
            ("", None),
            ("mosquitto[812]: ", None),
            ("99:99:99 ", None),
            ("2026-99-99T21:39:58: ", at("1970-01-01T20:39:58Z")),
            ("12:34", None),
            ("é:é:é:é", None),
        ];
        for (text, expected) in table {
            assert_eq!(time(text, &paris), expected, "{text:?}");
        }
    }
}
