//! Settings of a TOML file.

use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{anyhow, bail};
use toml::de::{DeTable, DeValue};

use super::Settings;
use super::sources::{Reader, is_path};
use crate::messages;

/// Reads a file. Paths in it begin in its own folder.
pub(super) fn read(file: &Path) -> anyhow::Result<Settings> {
    let text = fs::read_to_string(file).map_err(|error| anyhow!(tls::messages::cannot_read(file, &error)))?;
    // Some editors begin a file with a byte order mark.
    let text = text.trim_start_matches('\u{feff}');
    let at = |place: Range<usize>, problem: &str| {
        let before = text.get(..place.start).unwrap_or_default();
        anyhow!(messages::at(file.display(), before.matches('\n').count() + 1, problem))
    };
    let table = DeTable::parse(text).map_err(|error| {
        at(error.span().unwrap_or_default(), &messages::not_toml(text, error.span().unwrap_or_default()))
    })?;
    let mut reader = Reader::default();
    let mut entries: Vec<_> = table.into_inner().into_iter().collect();
    // In the order of the file, so that the first fault is told.
    entries.sort_by_key(|(name, _)| name.span().start);
    for (name, value) in entries {
        let (place, called) = (name.span(), name.into_inner());
        let option = called.replace('_', "-");
        let mut values = Vec::new();
        match value.get_ref() {
            DeValue::Array(items) => {
                for item in items.iter() {
                    values.push(
                        simple(item.get_ref())
                            .ok_or_else(|| at(item.span(), &messages::not_simple(&called)))?,
                    );
                }
            }
            value => {
                values.push(simple(value).ok_or_else(|| at(place.clone(), &messages::not_simple(&called)))?);
            }
        }
        if is_path(&option) {
            let folder = file.parent().unwrap_or(Path::new(""));
            values.iter_mut().for_each(|value| *value = folder.join(&*value).display().to_string());
        }
        if let Err(problem) = reader.take(&option, &called, &values) {
            bail!(at(place, &problem));
        }
    }
    Ok(reader.settings())
}

/// A value as the command line would have it.
fn simple(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Boolean(value) => Some(value.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        _ => None,
    }
}
