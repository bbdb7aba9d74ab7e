//! Whose row it is.

use crate::model::{ClassResult, Pupil};
use crate::words;

/// The pupils that have no row yet.
pub struct People<'a> {
    left: Vec<&'a Pupil>,
}

impl<'a> People<'a> {
    pub fn of(result: &'a ClassResult) -> Self {
        Self { left: result.pupils.iter().collect() }
    }

    /// The pupil of a row: of that full name, if there is but one; else whose work bears the identifier's number, as the
    /// archives that Moodle makes name them (`AUBRY Léa_123_assignsubmission_file_`).
    pub fn take(&mut self, identifier: &str, name: Option<&str>) -> Option<&'a Pupil> {
        let place = name.and_then(|name| self.named(name)).or_else(|| self.numbered(identifier))?;
        Some(self.left.remove(place))
    }

    /// The names of those who have no row.
    pub fn left(self) -> Vec<String> {
        self.left.into_iter().map(|pupil| pupil.name.clone()).collect()
    }

    fn named(&self, name: &str) -> Option<usize> {
        let sorted = |name: &str| {
            let mut words = words::words(name);
            words.sort();
            words
        };
        let wanted = sorted(name);
        only(
            self.left
                .iter()
                .enumerate()
                .filter(|(_, pupil)| !wanted.is_empty() && sorted(&pupil.name) == wanted),
        )
    }

    fn numbered(&self, identifier: &str) -> Option<usize> {
        let digits = identifier.trim_end();
        let number = &digits[digits.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
        let mark = format!("_{number}_assignsubmission");
        let has = |pupil: &Pupil| pupil.submission.as_ref().is_some_and(|work| work.label.contains(&mark));
        only(self.left.iter().enumerate().filter(|(_, pupil)| !number.is_empty() && has(pupil)))
    }
}

/// The place of the one that is found, if there are no two.
fn only<T>(mut found: impl Iterator<Item = (usize, T)>) -> Option<usize> {
    let (place, _) = found.next()?;
    found.next().is_none().then_some(place)
}
