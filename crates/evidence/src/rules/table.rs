//! TOML with places, taken value by value: whatever is wrong can be told with its line, in French.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{Kind, Problem, RuleError};
use super::suggest::closest;

/// A value and its place.
pub(super) type At<'s> = Spanned<DeValue<'s>>;

/// The text of a file of rules.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'s> {
    pub(super) name: &'s str,
    pub(super) text: &'s str,
}

/// A table of it.
#[derive(Debug)]
pub(super) struct Table<'s> {
    pub(super) source: Source<'s>,
    values: DeTable<'s>,
    /// Where it begins, for what is missing in it.
    start: usize,
}

impl<'s> Source<'s> {
    pub(super) fn table(self) -> Result<Table<'s>, RuleError> {
        let values = DeTable::parse(self.text)
            .map_err(|error| self.wrong(error.span().unwrap_or_default(), Problem::Syntax))?;
        Ok(Table { source: self, values: values.into_inner(), start: 0 })
    }

    pub(super) fn wrong(self, place: Range<usize>, problem: Problem) -> RuleError {
        let before = self.text.get(..place.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let text = self.text.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default();
        let wrong = self.text.get(place).unwrap_or_default().lines().next().unwrap_or_default();
        RuleError {
            file: self.name.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            width: wrong.chars().count(),
            text: text.to_owned(),
            problem,
        }
    }
}

impl<'s> Table<'s> {
    /// Something is wrong with the table as a whole.
    pub(super) fn wrong(&self, problem: Problem) -> RuleError {
        self.source.wrong(self.start..self.start, problem)
    }

    pub(super) fn wrong_at(&self, value: &At<'_>, problem: Problem) -> RuleError {
        self.source.wrong(value.span(), problem)
    }

    pub(super) fn take(&mut self, key: &str) -> Option<At<'s>> {
        self.values.remove(key)
    }

    pub(super) fn need(&mut self, key: &'static str) -> Result<At<'s>, RuleError> {
        self.take(key).ok_or_else(|| self.wrong(Problem::Missing(key)))
    }

    pub(super) fn text(&self, value: &At<'_>) -> Result<String, RuleError> {
        let text = value.get_ref().as_str().map(str::trim).filter(|text| !text.is_empty());
        text.map(str::to_owned).ok_or_else(|| self.wrong_at(value, Problem::Kind(Kind::Text)))
    }

    pub(super) fn flag(&mut self, key: &str) -> Result<bool, RuleError> {
        let Some(value) = self.take(key) else { return Ok(false) };
        value.get_ref().as_bool().ok_or_else(|| self.wrong_at(&value, Problem::Kind(Kind::Flag)))
    }

    /// A number of the table, whole or not.
    pub(super) fn decimal(&self, value: &At<'_>, most: u64) -> Result<f64, RuleError> {
        let number = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            _ => return Err(self.wrong_at(value, Problem::Kind(Kind::Number))),
        };
        #[allow(clippy::cast_precision_loss, reason = "the bounds are small")]
        let bounds = 0.0..=most as f64;
        number
            .filter(|number| bounds.contains(number))
            .ok_or_else(|| self.wrong_at(value, Problem::Range(0, most)))
    }

    pub(super) fn whole(&self, value: &At<'_>) -> Result<u64, RuleError> {
        whole(value).ok_or_else(|| self.wrong_at(value, Problem::Kind(Kind::Number)))
    }

    pub(super) fn table(&self, value: At<'s>) -> Result<Table<'s>, RuleError> {
        let place = value.span();
        match value.into_inner() {
            DeValue::Table(values) => Ok(Table { source: self.source, values, start: place.start }),
            _ => Err(self.source.wrong(place, Problem::Kind(Kind::Table))),
        }
    }

    /// A list, of at most so many entries.
    pub(super) fn list(&self, value: At<'s>, most: usize) -> Result<Vec<At<'s>>, RuleError> {
        let place = value.span();
        match value.into_inner() {
            DeValue::Array(values) if values.len() > most => {
                Err(self.source.wrong(place, Problem::TooMany(most)))
            }
            DeValue::Array(values) => Ok(values.into_iter().collect()),
            _ => Err(self.source.wrong(place, Problem::Kind(Kind::List))),
        }
    }

    /// What was not taken, in the order of the file: its key, its place and its value.
    pub(super) fn rest(&mut self) -> Vec<(String, Range<usize>, At<'s>)> {
        let rest = std::mem::take(&mut self.values).into_iter();
        let mut rest: Vec<_> =
            rest.map(|(key, value)| (key.get_ref().to_string(), key.span(), value)).collect();
        rest.sort_by_key(|(_, place, _)| place.start);
        rest
    }

    /// Refuses what was not taken: a slip of the pen.
    pub(super) fn finish(mut self, known: &[&'static str]) -> Result<(), RuleError> {
        match self.rest().into_iter().next() {
            Some((key, place, _)) => Err(self.source.wrong(place, unknown_key(&key, known))),
            None => Ok(()),
        }
    }
}

pub(super) fn unknown_key(key: &str, known: &[&'static str]) -> Problem {
    Problem::Key { close: closest(key, known), known: known.to_vec() }
}

pub(super) fn whole(value: &At<'_>) -> Option<u64> {
    match value.get_ref() {
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
        _ => None,
    }
}
