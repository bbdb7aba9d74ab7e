//! How far a seat is in one exercise: the payload.

use std::fmt;

/// Tests passed before the first that fails, and tests in all. Displays as the payload: `4/9`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    passed: u8,
    total: u8,
}

impl Standing {
    /// `passed` of `total` tests; both end at 99.
    #[must_use]
    pub fn new(passed: usize, total: usize) -> Self {
        let total = u8::try_from(total).unwrap_or(99).min(99);
        Self { passed: u8::try_from(passed).unwrap_or(99).min(total), total }
    }

    /// Reads a payload; `None` when it is no standing, since anybody can publish anything.
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let (passed, total) = std::str::from_utf8(payload).ok()?.split_once('/')?;
        let number = |text: &str| -> Option<u8> {
            let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            if plain { text.parse().ok() } else { None }
        };
        let (passed, total) = (number(passed)?, number(total)?);
        (passed <= total && total > 0).then_some(Self { passed, total })
    }

    /// Every test passes.
    #[must_use]
    pub fn is_passed(self) -> bool {
        self.passed == self.total
    }

    /// The tests that pass, before the first that fails.
    #[must_use]
    pub fn passed(self) -> u8 {
        self.passed
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.passed, self.total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for (passed, total) in [(0, 9), (9, 9), (4, 12), (99, 99)] {
            let standing = Standing::new(passed, total);
            assert_eq!(Standing::parse(standing.to_string().as_bytes()), Some(standing));
        }
        assert_eq!(Standing::new(500, 300).to_string(), "99/99");
    }

    #[test]
    fn what_is_no_standing_is_refused() {
        for text in ["", "4", "/9", "4/", "4/9/9", "10/9", "0/0", "+4/9", "4/900", " 4/9", "4/9\n", "réussi"]
        {
            assert_eq!(Standing::parse(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(Standing::parse(b"\xff/\xff"), None);
    }
}
