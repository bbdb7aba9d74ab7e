//! `exercise.toml`, as written: what it must hold, and where it is wrong.

use std::num::NonZeroU16;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::{Clause, Error, TestCase, messages};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub title: Text,
    pub chapter: Text,
    pub minutes: NonZeroU16,
    pub estimate: Text,
    pub points: NonZeroU16,
    pub clauses: Spanned<Vec<Clause>>,
    pub hints: [Text; 3],
    /// Files of `src/` that are given whole, beside `lib.rs`.
    pub given: Option<Spanned<Vec<String>>>,
    pub tests: Spanned<Vec<Test>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    name: Spanned<String>,
    text: Text,
}

/// A text with something in it. Checked while parsing, so that the parser's own span tells the line.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Text(pub String);

impl TryFrom<String> for Text {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        let text = text.trim();
        if text.is_empty() { Err(messages::BLANK) } else { Ok(Self(text.to_owned())) }
    }
}

impl Manifest {
    /// Parses `source`, read from `path`, and checks what types alone cannot.
    pub fn parse(path: &Path, source: &str) -> Result<Self, Error> {
        let fault = |span: Range<usize>, problem: String| {
            let before = source.get(..span.start).unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            Error::Manifest {
                path: path.to_owned(),
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                problem,
            }
        };
        let manifest: Self = toml::from_str(source)
            .map_err(|e| fault(e.span().unwrap_or_default(), e.message().to_owned()))?;
        if manifest.clauses.as_ref().is_empty() {
            return Err(fault(manifest.clauses.span(), messages::NO_CLAUSE.to_owned()));
        }
        let tests = manifest.tests.as_ref();
        if tests.is_empty() {
            return Err(fault(manifest.tests.span(), messages::NO_TEST.to_owned()));
        }
        if let Some(given) = &manifest.given
            && let Some(name) = given.as_ref().iter().find(|name| !is_source_name(name))
        {
            return Err(fault(given.span(), messages::wrong_given(name)));
        }
        for (place, test) in tests.iter().enumerate() {
            let name = test.name.as_ref();
            if !is_function_name(name) {
                return Err(fault(test.name.span(), messages::wrong_test_name(name)));
            }
            if tests[..place].iter().any(|earlier| earlier.name.as_ref() == name) {
                return Err(fault(test.name.span(), messages::duplicate_test(name)));
            }
        }
        Ok(manifest)
    }
}

impl From<Test> for TestCase {
    fn from(test: Test) -> Self {
        Self { name: test.name.into_inner(), text: test.text.0 }
    }
}

fn is_source_name(name: &str) -> bool {
    name != "lib.rs" && name.strip_suffix(".rs").is_some_and(is_function_name)
}

fn is_function_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
