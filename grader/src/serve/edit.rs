//! One field of the teacher's file set or cleared, and all the rest left as the teacher has laid it out, comments too. (Lines
//! such as `points.oral = 2` that belong together are brought together, with their comments.)

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
        let mut above = document.trailing().as_str().unwrap_or_default().to_owned();
        if !above.is_empty() && !above.ends_with('\n') {
            above.push('\n');
        }
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

/// Removes a key, and the table that it leaves empty; its comments go above the pupil's section.
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
    if let Some(section) = document.get_mut(id).and_then(Item::as_table_mut) {
        let above = section.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
        let above = format!("{above}{comments}");
        section.decor_mut().set_prefix(above);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn change(field: Field, line: &str, value: &str) -> Change {
        Change { field, line: (!line.is_empty()).then(|| line.to_owned()), value: value.to_owned() }
    }

    fn after(source: &str, id: &str, field: Field, line: &str, value: &str) -> String {
        edited(source, id, &[change(field, line, value)]).unwrap_or_else(|error| panic!("{error}"))
    }

    /// A file as teachers write them, in every form that TOML has.
    const FILE: &str = "# Les points de la 2\u{b0} B.\n\n[lea] # à l’heure\npoints = { oral = 2, usages = 1.5 } # vu\nremarque = 'Bien.'\n\n\
        # Absente en mai.\n[zoe]\npoints.oral = 3   # à l’oral\nretard = 2\n\n[\"tom.b@ecole\"]\n[\"tom.b@ecole\".points]\noral = 1\n# fin\n";

    #[test]
    fn what_is_changed_is_changed_and_nothing_else() {
        for (id, field, line, value, from, to) in [
            ("lea", Field::Points, "oral", "2,5", "oral = 2,", "oral = 2.5,"),
            ("lea", Field::Points, "examen", "3", "usages = 1.5 }", "usages = 1.5, examen = 3 }"),
            ("lea", Field::Remark, "", "Très\u{a0}bien\u{a0}!", "'Bien.'", "\"Très\u{a0}bien\u{a0}!\""),
            (
                "lea",
                Field::Comments,
                "oral",
                "Clair.",
                "'Bien.'\n",
                "'Bien.'\ncommentaires.oral = \"Clair.\"\n",
            ),
            ("zoe", Field::Points, "oral", " 0 ", "points.oral = 3 ", "points.oral = 0 "),
            ("zoe", Field::Points, "usages", "1", "à l’oral\n", "à l’oral\npoints.usages = 1\n"),
            ("zoe", Field::DaysLate, "", "", "retard = 2\n", ""),
            ("zoe", Field::Adjustment, "", "−0,25", "retard = 2\n", "retard = 2\najustement = -0.25\n"),
            ("tom.b@ecole", Field::Points, "oral", "0.5", "oral = 1\n", "oral = 0.5\n"),
            ("tom.b@ecole", Field::Points, "usages", "2", "oral = 1\n", "oral = 1\nusages = 2\n"),
        ] {
            assert_eq!(after(FILE, id, field, line, value), FILE.replace(from, to), "{id} {field:?} {value}");
        }
    }

    #[test]
    fn what_is_cleared_leaves_its_comment() {
        let without = after(FILE, "zoe", Field::Points, "oral", "");
        assert_eq!(
            without,
            FILE.replace("points.oral = 3   # à l’oral\n", "").replace("mai.\n", "mai.\n# à l’oral\n")
        );
        let without = after(FILE, "lea", Field::Points, "oral", "");
        assert!(without.contains("points = { usages = 1.5 } # vu"), "{without}");
        let without = after(&without, "lea", Field::Points, "usages", "");
        assert!(!without.contains("points = {") && without.contains("# vu"), "{without}");
        let without = after(FILE, "tom.b@ecole", Field::Points, "oral", "");
        assert!(without.parse::<DocumentMut>().is_ok() && !without.contains("oral = 1"), "{without}");
        assert_eq!(after(FILE, "nina", Field::Points, "oral", ""), FILE, "nothing to clear");
    }

    #[test]
    fn points_go_with_their_reason() {
        let file = "[lea]\npoints.ex = 1\npoints.autre = 2\nraisons.ex = \"Vu.\"\nraisons.autre = \"Là.\"\n";
        let without = after(file, "lea", Field::Points, "ex", "");
        assert_eq!(without, "[lea]\npoints.autre = 2\nraisons.autre = \"Là.\"\n");
    }

    #[test]
    fn a_new_pupil_comes_at_the_end() {
        assert_eq!(after("", "lea", Field::Points, "oral", "2"), "[lea]\npoints.oral = 2\n");
        assert_eq!(after("# rien", "lea", Field::Remark, "", "x"), "# rien\n\n[lea]\nremarque = \"x\"\n");
        for id in ["nina", "李雷", "a.b@c", "espace et \"guillemet\"", "é"] {
            let text = after(FILE, id, Field::Comments, "oral", "dit");
            assert!(text.starts_with(FILE), "{text}");
            let document: DocumentMut = text.parse().expect("TOML");
            assert_eq!(document[id]["commentaires"]["oral"].as_str(), Some("dit"), "{text}");
        }
    }

    #[test]
    fn any_text_comes_back_as_it_was() {
        for text in ["\"\"\"", "a\nb\n\nc", "\\u0041 \u{1b}[2J", "'''", "]\n[zoe]\nnote = 20", "<script>"] {
            let file = after(FILE, "lea", Field::Remark, "", text);
            let document: DocumentMut = file.parse().expect("TOML");
            assert_eq!(document["lea"]["remarque"].as_str(), Some(text), "{file}");
            assert_eq!(document["zoe"].as_table().map(Table::len), Some(2), "{file}");
        }
    }

    #[test]
    fn lines_end_as_in_the_rest_of_the_file() {
        let file = FILE.replace('\n', "\r\n");
        let text = after(&file, "nina", Field::Points, "oral", "1");
        assert_eq!(text.replace("\r\n", ""), text.replace(['\r', '\n'], ""), "{text:?}");
        assert!(text.starts_with(&file), "{text:?}");
    }

    #[test]
    fn what_is_no_number_is_told() {
        for wrong in ["deux", "1e3", "inf", "NaN", "2.5.1", "1/2", "0x10"] {
            let refused = edited(FILE, "lea", &[change(Field::Points, "oral", wrong)]);
            assert!(refused.is_err_and(|why| why.contains(wrong)), "{wrong}");
        }
        assert!(edited(FILE, "lea", &[change(Field::Points, "", "1")]).is_err(), "points of no line");
    }

    #[test]
    fn a_pupil_on_one_line_stays_on_one_line() {
        let text = after("lea = { points = { oral = 1 } }\n", "lea", Field::Points, "usages", "2");
        assert_eq!(text.lines().count(), 1, "{text}");
        let document: DocumentMut = text.parse().expect("TOML");
        assert_eq!(document["lea"]["points"]["usages"].as_integer(), Some(2), "{text}");
    }
}
