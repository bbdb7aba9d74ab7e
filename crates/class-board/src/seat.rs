//! A seat's number.

use std::fmt;
use std::str::FromStr;

use crate::messages;

/// A seat, from 1 to 99. Displays in two digits: `07`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat(u8);

/// A text that is no seat's number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", messages::bad_seat(.0))]
pub struct SeatError(String);

impl FromStr for Seat {
    type Err = SeatError;

    /// Reads `7`, `07`, `poste07` or `poste-07`, as labs write it.
    fn from_str(text: &str) -> Result<Self, SeatError> {
        let text = text.trim();
        let number = text.strip_prefix("poste").unwrap_or(text).trim_start_matches(['-', ' ']);
        let digits = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        match number.parse() {
            Ok(number @ 1..=99) if digits => Ok(Self(number)),
            _ => Err(SeatError(text.to_owned())),
        }
    }
}

impl Seat {
    /// The seat of a topic's level, which is always written in two digits.
    #[must_use]
    pub fn of_level(level: &str) -> Option<Self> {
        level.parse().ok().filter(|seat: &Self| seat.to_string() == level)
    }
}

impl fmt::Display for Seat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_however_it_is_written() {
        for text in ["7", "07", "poste07", "poste-07", " poste 7 "] {
            assert_eq!(text.parse::<Seat>().map(|seat| seat.to_string()), Ok("07".to_owned()), "{text:?}");
        }
        for text in ["", "0", "00", "100", "7a", "+7", "-7x", "Ada", "7/03", "poste", "é"] {
            assert_eq!(text.parse::<Seat>(), Err(SeatError(text.to_owned())), "{text:?}");
        }
    }

    #[test]
    fn a_level_has_one_way_of_writing() {
        assert!(Seat::of_level("07").is_some());
        for level in ["7", "poste07", "-7", " 07", "007"] {
            assert_eq!(Seat::of_level(level), None, "{level:?}");
        }
    }
}
