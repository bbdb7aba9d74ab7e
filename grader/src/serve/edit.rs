//! One field of the teacher's file set or cleared, and all the rest left as the teacher has laid it out, comments too. (Lines
//! such as `points.oral = 2` that belong together are brought together, with their comments.)

#[cfg(test)]
mod tests;

use serde::Deserialize;
use toml_edit::{Decor, DocumentMut, Item, Key, Table, TableLike, Value};

use crate::messages::serve as messages;

/// What becomes of one field of a pupil.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Change {
    pub field: Field,
    /// The line of the scheme, for what is said of one.
    #[serde(default)]
    pub line: Option<String>,
    /// As it was typed; an empty one clears the field.
    pub value: String,
}

/// A field, under the key that it has in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Field {
    #[serde(rename = "points")]
    Points,
    #[serde(rename = "raisons")]
    Reasons,
    #[serde(rename = "commentaires")]
    Comments,
    #[serde(rename = "retard")]
    DaysLate,
    #[serde(rename = "indices")]
    Hints,
    #[serde(rename = "ajustement")]
    Adjustment,
    #[serde(rename = "note")]
    Imposed,
    #[serde(rename = "remarque")]
    Remark,
}

impl Field {
    fn key(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Reasons => "raisons",
            Self::Comments => "commentaires",
            Self::DaysLate => "retard",
            Self::Hints => "indices",
            Self::Adjustment => "ajustement",
            Self::Imposed => "note",
            Self::Remark => "remarque",
        }
    }

    fn is_of_a_line(self) -> bool {
        matches!(self, Self::Points | Self::Reasons | Self::Comments)
    }

    fn is_text(self) -> bool {
        matches!(self, Self::Reasons | Self::Comments | Self::Remark)
    }
}

/// The file `source` with these changes for the pupil `id`.
///
/// # Errors
/// In French, why a change cannot be made.
pub fn edited(source: &str, id: &str, changes: &[Change]) -> Result<String, String> {
    let mut document: DocumentMut =
        source.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    for change in changes {
        let Change { field, line, value } = change;
        if field.is_of_a_line() != line.is_some() {
            return Err(messages::UNKNOWN_FIELD.to_owned());
        }
        let (key, line) = (field.key(), line.as_deref());
        match typed(*field, value)? {
            Some(value) => set(section(&mut document, id)?, key, line, value)?,
            None => {
                clear(&mut document, id, key, line);
                // A reason without the points that it is for means nothing.
                if *field == Field::Points {
                    clear(&mut document, id, Field::Reasons.key(), line);
                }
            }
        }
    }
    let text = document.to_string();
    // What this program adds ends its lines as the rest does.
    Ok(if source.contains("\r\n") { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text })
}

/// What was typed, as TOML.
fn typed(field: Field, value: &str) -> Result<Option<Value>, String> {
    let value = value.trim().replace("\r\n", "\n");
    if value.is_empty() {
        return Ok(None);
    }
    if field.is_text() {
        return Ok(Some(value.into()));
    }
    let plain = value.replace(',', ".").replace('−', "-");
    let is_plain = plain.chars().all(|c| c.is_ascii_digit() || "+-.".contains(c));
    match plain.parse::<f64>() {
        // Whole numbers are written as a teacher would.
        Ok(number) if is_plain && number.fract() == 0.0 && number.abs() < 1e6 => {
            Ok(Some((number as i64).into()))
        }
        Ok(number) if is_plain => Ok(Some(number.into())),
        _ => Err(messages::not_a_number(&value)),
    }
}

/// The pupil's section, made at the end of the file where there is none.
fn section<'d>(document: &'d mut DocumentMut, id: &str) -> Result<&'d mut dyn TableLike, String> {
    if !document.contains_key(id) {
        let mut table = Table::new();
        // What stands at the end of the file stays above what comes after it.
        let mut above = end_of(document);
        if !above.is_empty() || !document.is_empty() {
            above.push('\n');
        }
        table.decor_mut().set_prefix(above);
        document.set_trailing("");
        document.insert(id, Item::Table(table));
    }
    let section = document.get_mut(id).and_then(Item::as_table_like_mut);
    section.ok_or_else(|| messages::not_a_section(id))
}

/// What stands after the last value, in whole lines.
fn end_of(document: &DocumentMut) -> String {
    let end = document.trailing().as_str().unwrap_or_default();
    if end.is_empty() || end.ends_with('\n') { end.to_owned() } else { format!("{end}\n") }
}

fn set(section: &mut dyn TableLike, key: &str, line: Option<&str>, value: Value) -> Result<(), String> {
    let Some(line) = line else {
        put(section, key, value);
        return Ok(());
    };
    if !section.contains_key(key) {
        let mut table = Table::new();
        table.set_dotted(true);
        section.insert(key, Item::Table(table));
    }
    let table = section.get_mut(key).and_then(Item::as_table_like_mut);
    put(table.ok_or_else(|| messages::not_a_section(key))?, line, value);
    Ok(())
}

/// In place of the value that is there, whose comment stays; else at the end.
fn put(table: &mut dyn TableLike, key: &str, mut value: Value) {
    if let Some(Item::Value(old)) = table.get_mut(key) {
        *value.decor_mut() = old.decor().clone();
        *old = value;
        return;
    }
    // In braces, the last value has the space before the closing one.
    if let Some((_, Item::Value(last))) = table.iter_mut().last() {
        let suffix = last.decor().suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default().to_owned();
        if suffix == " " {
            last.decor_mut().set_suffix("");
            *value.decor_mut() = Decor::new(" ", suffix);
        }
    }
    table.insert(key, Item::Value(value));
}

/// Removes a key, and the table that it leaves empty; its comments go above the pupil's section, or to the end of the file
/// where no line begins that section.
fn clear(document: &mut DocumentMut, id: &str, key: &str, line: Option<&str>) {
    let Some(section) = document.get_mut(id).and_then(Item::as_table_like_mut) else { return };
    let mut comments = String::new();
    match line {
        None => comments += &removed(section, key),
        Some(line) => {
            let Some(item) = section.get_mut(key) else { return };
            let Some(table) = item.as_table_like_mut() else { return };
            comments += &removed(table, line);
            let has_header = item.as_table().is_some_and(|table| !table.is_dotted());
            if !has_header && item.as_table_like().is_some_and(TableLike::is_empty) {
                comments += &removed(section, key);
            }
        }
    }
    let section = document.get_mut(id).and_then(Item::as_table_mut);
    if let Some(section) = section.filter(|section| !section.is_implicit() && !section.is_dotted()) {
        let above = section.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
        let above = format!("{above}{comments}");
        section.decor_mut().set_prefix(above);
    } else {
        let end = format!("{}{comments}", end_of(document));
        document.set_trailing(end);
    }
}

/// Removes a key; the comments that stood with it, line by line.
fn removed(table: &mut dyn TableLike, key: &str) -> String {
    let Some(item) = table.get(key) else { return String::new() };
    let of_key = table.key(key).map(Key::leaf_decor);
    let of_value = item.as_value().map(Value::decor);
    let comments =
        [of_key, of_value].into_iter().flatten().flat_map(|decor| [decor.prefix(), decor.suffix()]);
    let comments = comments.flatten().filter_map(|text| text.as_str()).flat_map(str::lines);
    let comments = comments.map(str::trim).filter(|line| line.starts_with('#'));
    let comments = comments.map(|line| format!("{line}\n")).collect();
    table.remove(key);
    comments
}
