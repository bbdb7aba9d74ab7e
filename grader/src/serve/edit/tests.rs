//! The edit of the teacher's file, on every form that TOML has.

use std::collections::BTreeMap;

use proptest::prelude::*;

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
        ("lea", Field::Comments, "oral", "Clair.", "'Bien.'\n", "'Bien.'\ncommentaires.oral = \"Clair.\"\n"),
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

/// Every value of a file, by pupil, key and line.
type Values = BTreeMap<(String, String, Option<String>), String>;

fn values(file: &str) -> Values {
    let document: DocumentMut = file.parse().unwrap_or_else(|error| panic!("{error}\n{file}"));
    let plain = |value: &Value| value.clone().decorated("", "").to_string();
    let mut values = Values::new();
    for (pupil, section) in document.iter() {
        for (key, item) in section.as_table_like().expect("a section").iter() {
            let at = |line: Option<&str>| (pupil.to_owned(), key.to_owned(), line.map(str::to_owned));
            match item.as_table_like() {
                Some(lines) => values.extend(
                    lines.iter().filter_map(|(line, item)| Some((at(Some(line)), plain(item.as_value()?)))),
                ),
                None => values.extend(item.as_value().map(|value| (at(None), plain(value)))),
            }
        }
    }
    values
}

fn any_change() -> impl Strategy<Value = (String, Change)> {
    use Field::{Adjustment, Comments, DaysLate, Hints, Imposed, Points, Reasons, Remark};
    let pupil = prop::sample::select(vec!["lea", "zoe", "tom.b@ecole", "李 \"雷\"", "points"]);
    let field = prop::sample::select(vec![
        Points, Points, Points, Reasons, Comments, DaysLate, Hints, Adjustment, Imposed, Remark,
    ]);
    let line = prop::sample::select(vec!["oral", "usages", "ex-1"]);
    let number = prop::sample::select(vec!["", "2,5", "3", "-0.25"]);
    (pupil, field, line, number, "[a-zé\"'#\\\\\n= \\]\\[]{0,12}").prop_map(
        |(pupil, field, line, number, text)| {
            let value = if field.is_text() { &text } else { number };
            (pupil.to_owned(), change(field, if field.is_of_a_line() { line } else { "" }, value))
        },
    )
}

proptest! {
    #[test]
    fn any_row_of_changes_changes_what_it_says_and_loses_no_comment(
        start in prop::sample::select(vec![FILE, "", "lea = { points = { oral = 1 } } # là\n", "# rien\n[lea.points]\noral = 1 # vu\n[zoe]\n"]),
        changes in prop::collection::vec(any_change(), 1..12),
    ) {
        let mut file = start.to_owned();
        let mut expected = values(start);
        for (pupil, change) in changes {
            file = edited(&file, &pupil, std::slice::from_ref(&change)).unwrap_or_else(|error| panic!("{error}\n{file}"));
            let at = (pupil, change.field.key().to_owned(), change.line);
            match typed(change.field, &change.value).expect("a value") {
                Some(value) => { expected.insert(at, value.to_string()); }
                None => {
                    expected.remove(&at);
                    if change.field == Field::Points {
                        expected.remove(&(at.0, Field::Reasons.key().to_owned(), at.2));
                    }
                }
            }
            prop_assert_eq!(values(&file), expected.clone(), "{}", file);
        }
        for line in start.lines() {
            let comment = line.find('#').map_or("", |at| &line[at..]);
            prop_assert!(file.contains(comment), "{} is gone:\n{}", comment, file);
        }
    }
}
