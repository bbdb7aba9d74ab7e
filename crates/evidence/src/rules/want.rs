//! The value of a field in a rule.

use toml::de::DeValue;

use super::error::{Kind, Problem, RuleError};
use super::table::{At, Table, whole};
use super::variables::{Use, Variables};
use crate::field::Field;
use crate::text::{Filter, Text};
use crate::want::Want;

/// The most entries of a list.
const MOST: usize = 20;

/// What a value is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Number,
    Text,
    Topic,
    Connection,
}

impl Sort {
    pub(super) fn of(field: Field) -> Sort {
        match field {
            field if field.is_topic() => Sort::Topic,
            field if field.is_text() => Sort::Text,
            _ => Sort::Number,
        }
    }

    fn kind(self) -> Kind {
        if matches!(self, Sort::Text | Sort::Topic) { Kind::SomeTexts } else { Kind::SomeNumbers }
    }
}

/// Reads what is wanted. `must_know`: variables are used, not given their value.
pub(super) fn want<'s>(
    table: &Table<'s>,
    value: At<'s>,
    sort: Sort,
    variables: &mut Variables,
    must_know: bool,
) -> Result<Want, RuleError> {
    if let Some(name) = value.get_ref().as_str().and_then(|text| text.strip_prefix('$')) {
        let how = if must_know { Use::Known } else { Use::Given };
        let place = variables.place(name, sort, how).map_err(|problem| table.wrong_at(&value, problem))?;
        return Ok(Want::Same(place));
    }
    match value.get_ref() {
        DeValue::Table(_) => bounds(table.table(value)?, sort, variables),
        DeValue::Array(_) => {
            let values = table.list(value, MOST)?;
            several(table, &values, sort)
        }
        _ => several(table, std::slice::from_ref(&value), sort),
    }
}

/// `{ sauf = … }`, `{ min = 5, max = 10 }`.
fn bounds<'s>(mut table: Table<'s>, sort: Sort, variables: &mut Variables) -> Result<Want, RuleError> {
    if let Some(value) = table.take("sauf") {
        let unwanted = want(&table, value, sort, variables, true)?;
        table.finish(&["sauf"])?;
        return Ok(Want::Other(Box::new(unwanted)));
    }
    if sort != Sort::Number {
        return Err(table.wrong(Problem::Kind(sort.kind())));
    }
    let mut bound = |key: &str, default| match table.take(key) {
        Some(value) => table.whole(&value),
        None => Ok(default),
    };
    let (min, max) = (bound("min", 0)?, bound("max", u64::MAX)?);
    table.finish(&["min", "max", "sauf"])?;
    Ok(Want::Number(vec![min..=max]))
}

fn several(table: &Table<'_>, values: &[At<'_>], sort: Sort) -> Result<Want, RuleError> {
    let wrong = |value: &At<'_>| table.wrong_at(value, Problem::Kind(sort.kind()));
    let text = |value: &At<'_>| value.get_ref().as_str().map(str::to_owned).ok_or_else(|| wrong(value));
    Ok(match sort {
        Sort::Connection => {
            let Some(first) = values.first() else { return Err(table.wrong(Problem::Kind(sort.kind()))) };
            return Err(wrong(first));
        }
        Sort::Number => {
            let number = |value| whole(value).map(|number| number..=number).ok_or_else(|| wrong(value));
            Want::Number(values.iter().map(number).collect::<Result<_, _>>()?)
        }
        Sort::Text => {
            Want::Text(values.iter().map(|value| Ok(Text::new(&text(value)?))).collect::<Result<_, _>>()?)
        }
        Sort::Topic => {
            let filter = |value: &At<'_>| {
                let written = text(value)?;
                match Filter::is_valid(&written) {
                    true => Ok(Filter::new(&written)),
                    false => Err(table.wrong_at(value, Problem::Filter)),
                }
            };
            Want::Topic(values.iter().map(filter).collect::<Result<_, _>>()?)
        }
    })
}
