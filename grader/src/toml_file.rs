//! A teacher's TOML file, read value by value so that each fault is told with its line and in French: the
//! deserializer's own messages are English and name Rust's types.

use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::messages;

/// What is wrong in a file, and where.
#[derive(Debug, thiserror::Error)]
#[error("{}", messages::wrong_line(path, *line, problem))]
pub struct Wrong {
    path: PathBuf,
    line: usize,
    problem: String,
}

impl Wrong {
    /// What is wrong, without the place.
    pub fn problem(&self) -> &str {
        &self.problem
    }
}

/// A file and its text.
#[derive(Debug, Clone, Copy)]
pub struct TomlFile<'s> {
    pub path: &'s Path,
    pub source: &'s str,
}

/// A table of the file, from which values are taken one by one.
#[derive(Debug)]
pub struct Section<'s> {
    file: TomlFile<'s>,
    table: DeTable<'s>,
    at: Range<usize>,
    asked: Vec<&'static str>,
}

/// A value with its place.
#[derive(Debug)]
pub struct At<T> {
    pub value: T,
    place: usize,
}

impl<'s> TomlFile<'s> {
    /// The whole file as one table.
    pub fn root(self) -> Result<Section<'s>, Wrong> {
        let table = DeTable::parse(self.source).map_err(|error| {
            self.wrong(error.span().unwrap_or_default().start, messages::toml_syntax(error.message()))
        })?;
        Ok(Section { file: self, table: table.into_inner(), at: 0..0, asked: Vec::new() })
    }

    fn wrong(self, place: usize, problem: String) -> Wrong {
        let before = self.source.get(..place).unwrap_or_default();
        Wrong { path: self.path.to_owned(), line: before.matches('\n').count() + 1, problem }
    }
}

impl<'s> Section<'s> {
    /// A fault of the whole section.
    pub fn wrong(&self, problem: String) -> Wrong {
        self.file.wrong(self.at.start, problem)
    }

    /// A fault of one value.
    pub fn wrong_at<T>(&self, value: &At<T>, problem: String) -> Wrong {
        self.file.wrong(value.place, problem)
    }

    pub fn text(&mut self, key: &'static str) -> Result<Option<At<String>>, Wrong> {
        let Some(value) = self.take(key) else { return Ok(None) };
        self.to_text(key, &value).map(Some)
    }

    pub fn number(
        &mut self,
        key: &'static str,
        range: RangeInclusive<f64>,
    ) -> Result<Option<At<f64>>, Wrong> {
        let Some(value) = self.take(key) else { return Ok(None) };
        self.to_number(key, &value, range).map(Some)
    }

    pub fn texts(&mut self, key: &'static str) -> Result<Vec<At<String>>, Wrong> {
        let Some(value) = self.take(key) else { return Ok(Vec::new()) };
        let DeValue::Array(values) = value.get_ref() else {
            return Err(self.file.wrong(value.span().start, messages::expected_list(key)));
        };
        values.iter().map(|value| self.to_text(key, value)).collect()
    }

    /// A table of numbers, by name: `groupes = { coder = 2, decoder = 1 }`.
    pub fn numbers(
        &mut self,
        key: &'static str,
        range: RangeInclusive<f64>,
    ) -> Result<Vec<(At<String>, f64)>, Wrong> {
        let Some(section) = self.section(key)? else { return Ok(Vec::new()) };
        section
            .table
            .iter()
            .map(|(name, value)| {
                let number = self.to_number(name.get_ref(), value, range.clone())?;
                Ok((At { value: name.get_ref().to_string(), place: name.span().start }, number.value))
            })
            .collect()
    }

    /// A table of texts: `raisons = { a = "…" }`.
    pub fn named_texts(&mut self, key: &'static str) -> Result<Vec<(At<String>, String)>, Wrong> {
        let Some(section) = self.section(key)? else { return Ok(Vec::new()) };
        section
            .table
            .iter()
            .map(|(name, value)| {
                let text = self.to_text(name.get_ref(), value)?;
                Ok((At { value: name.get_ref().to_string(), place: name.span().start }, text.value))
            })
            .collect()
    }

    /// A table: `[retard]`.
    pub fn section(&mut self, key: &'static str) -> Result<Option<Self>, Wrong> {
        let Some(value) = self.take(key) else { return Ok(None) };
        self.to_section(key, value).map(Some)
    }

    /// Tables in a row: `[[lignes]]`.
    pub fn sections(&mut self, key: &'static str) -> Result<Vec<Self>, Wrong> {
        let Some(value) = self.take(key) else { return Ok(Vec::new()) };
        let place = value.span().start;
        match value.into_inner() {
            DeValue::Array(values) => values.into_iter().map(|value| self.to_section(key, value)).collect(),
            _ => Err(self.file.wrong(place, messages::expected_sections(key))),
        }
    }

    /// Everything that was not asked for, as tables by name: `[martin-a]`.
    pub fn named_sections(mut self) -> Result<Vec<(At<String>, Self)>, Wrong> {
        let table = std::mem::take(&mut self.table);
        table
            .into_iter()
            .map(|(name, value)| {
                let place = name.span().start;
                let name = name.into_inner().into_owned();
                let section = self.to_section(&name, value)?;
                Ok((At { value: name, place }, section))
            })
            .collect()
    }

    /// Refuses what nobody asked for, a slip of the pen most often.
    pub fn finish(self) -> Result<(), Wrong> {
        match self.table.iter().min_by_key(|(key, _)| key.span().start) {
            Some((key, _)) => {
                Err(self.file.wrong(key.span().start, messages::unknown_key(key.get_ref(), &self.asked)))
            }
            None => Ok(()),
        }
    }

    fn take(&mut self, key: &'static str) -> Option<Spanned<DeValue<'s>>> {
        self.asked.push(key);
        self.table.remove(key)
    }

    fn to_text(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<At<String>, Wrong> {
        let place = value.span().start;
        match value.get_ref().as_str().map(str::trim) {
            Some(text) if !text.is_empty() => Ok(At { value: text.to_owned(), place }),
            _ => Err(self.file.wrong(place, messages::expected_text(key))),
        }
    }

    fn to_number(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        range: RangeInclusive<f64>,
    ) -> Result<At<f64>, Wrong> {
        let place = value.span().start;
        let number = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            _ => None,
        };
        match number {
            Some(number) if range.contains(&number) => Ok(At { value: number, place }),
            _ => Err(self.file.wrong(place, messages::expected_number(key, &range))),
        }
    }

    fn to_section(&self, key: &str, value: Spanned<DeValue<'s>>) -> Result<Self, Wrong> {
        let at = value.span();
        match value.into_inner() {
            DeValue::Table(table) => Ok(Self { file: self.file, table, at, asked: Vec::new() }),
            _ => Err(self.file.wrong(at.start, messages::expected_section(key))),
        }
    }
}
