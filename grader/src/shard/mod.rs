//! `grader run`: a share of a class, for one of several machines.
//!
//! Whose turn it is hangs on the pupil's identifier alone: no machine has to ask another. `grader merge` joins the
//! results.

mod file;
mod run;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::messages::shard as messages;
pub use file::{FORMAT, Head, Record};
pub use run::run;

/// At most this many shares: more would only repeat the compilation of the kit.
const MOST: u16 = 1000;

/// A share of a class: `2/3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shard {
    /// How many there are; never 0.
    pub of: u16,
    /// From 1.
    pub number: u16,
}

/// What is no share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", messages::not_a_shard(MOST))]
pub struct NotAShard;

impl Shard {
    /// Whether a pupil belongs to it.
    pub fn holds(self, id: &str) -> bool {
        Self::of_pupil(id, self.of) == self
    }

    /// The share of a pupil among `of`: the first 64 bits of the identifier's SHA-256, most significant first, modulo `of`,
    /// plus 1. Files that were made by other versions are merged by it too: it must never change.
    pub fn of_pupil(id: &str, of: u16) -> Self {
        let digest = Sha256::digest(id);
        let number = digest.iter().take(8).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        let share = u16::try_from(number % u64::from(of.max(1))).unwrap_or_default();
        Self { of, number: share + 1 }
    }
}

impl FromStr for Shard {
    type Err = NotAShard;

    fn from_str(text: &str) -> Result<Self, NotAShard> {
        let (number, of) = text.split_once('/').ok_or(NotAShard)?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !(digits(number) && digits(of)) {
            return Err(NotAShard);
        }
        let (number, of) = (number.parse().map_err(|_| NotAShard)?, of.parse().map_err(|_| NotAShard)?);
        if (1..=of).contains(&number) && of <= MOST { Ok(Self { of, number }) } else { Err(NotAShard) }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl TryFrom<String> for Shard {
    type Error = NotAShard;

    fn try_from(text: String) -> Result<Self, NotAShard> {
        text.parse()
    }
}

impl From<Shard> for String {
    fn from(shard: Shard) -> Self {
        shard.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pupil_s_share_never_changes() {
        for (id, of_2, of_3, of_20) in [
            ("aubry-lea", 2, 2, 12),
            ("benali-samir", 1, 1, 9),
            ("caron-zoe", 2, 3, 4),
            ("eleve-0001", 1, 1, 3),
            ("a", 1, 2, 11),
            ("A", 2, 1, 6),
        ] {
            let shares = [2, 3, 20].map(|of| Shard::of_pupil(id, of).number);
            assert_eq!(shares, [of_2, of_3, of_20], "{id}");
        }
    }

    #[test]
    fn shares_are_about_as_large_as_each_other() {
        let ids: Vec<String> = (0..3000).map(|number| format!("eleve-{number:04}")).collect();
        for number in 1..=20 {
            let shard = Shard { of: 20, number };
            let count = ids.iter().filter(|id| shard.holds(id)).count();
            assert!((110..=190).contains(&count), "{shard}: {count}");
        }
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for good in ["1/1", "2/3", "3/3", "1000/1000"] {
            assert_eq!(good.parse::<Shard>().map(|shard| shard.to_string()).as_deref(), Ok(good));
        }
        for wrong in [
            "0/3", "4/3", "1/0", "a/b", "1", "", "/", "1/", "/3", "-1/3", "+1/3", "1/3/4", "1/1001",
            "1/99999",
        ] {
            assert_eq!(wrong.parse::<Shard>(), Err(NotAShard), "{wrong:?}");
        }
    }
}
