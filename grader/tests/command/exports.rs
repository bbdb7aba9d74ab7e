//! What goes to a school's software.

use std::fs;

use serde_json::Value;

use crate::support::Class;

/// Marks by hand: nothing to compile.
const SCHEME: &str = "\
titre = \"Oral\"\nsur = 20\n\n[[lignes]]\nnom = \"oral\"\ncritere = \"rendre-compte\"\nintitule = \"Oral\"\npoints = 10\n";
const LIST: &str = "id;nom;prénom;statut\nlea;AUBRY;Léa;\nsam;=2+3;Samir;\nyanis;ISMAÏL;Yanis;absent\nnina;FAURE;Nina;dispensé\n\
                    zoe;CARON;Zoé;\n";
const MARKS: &str = "[lea]\npoints = { oral = 7.25 }\nremarque = \"Bien, mais \\\"trop\\\" court\"\n\n[sam]\npoints = { oral = 10 }\n";

fn graded(options: &[&str]) -> (Class, String) {
    let class = Class::empty();
    class.write("bareme.toml", SCHEME);
    class.write("classe.csv", LIST);
    class.write("notes-manuelles.toml", MARKS);
    let said = class.grade(options);
    (class, said)
}

#[test]
fn a_gradebook_and_a_column_to_paste() {
    let (class, _) = graded(&[]);
    assert_eq!(
        class.output("exports/moodle-carnet.csv"),
        "id,nom,note,remarque\r\nlea,AUBRY Léa,14.5,\"Bien, mais \"\"trop\"\" court\"\r\nsam,\"'=2+3 Samir\",20,\r\n\
         yanis,ISMAÏL Yanis,,\r\nnina,FAURE Nina,,\r\nzoe,CARON Zoé,,\r\n"
    );
    assert_eq!(
        class.output("exports/pronote.csv"),
        "\u{feff}Nom;Prénom;Note\r\nAUBRY;Léa;14,5\r\n\"'=2+3\";Samir;20\r\nISMAÏL;Yanis;Abs\r\nFAURE;Nina;Disp\r\nCARON;Zoé;\r\n"
    );
}

#[test]
fn a_worksheet_of_moodle_is_filled_in() {
    let sheet = "Identifiant,Nom complet,Note,Dernière modification (note)\nParticipant 5,Léa Aubry,,-\n";
    let class = Class::empty();
    class.write("bareme.toml", SCHEME);
    class.write("classe.csv", LIST);
    class.write("notes-manuelles.toml", MARKS);
    class.write("feuille.csv", sheet);
    let path = class.path().join("feuille.csv");
    let said = class.grade(&["--feuille-moodle", path.to_str().expect("UTF-8")]);
    assert_eq!(class.output("exports/feuille.csv"), sheet.replace("Aubry,,", "Aubry,14.5,"));
    assert!(said.contains("(1 note)") && said.contains("ISMAÏL Yanis"), "{said}");
    assert_eq!(fs::read_to_string(path).expect("there"), sheet, "the teacher's file was changed");
}

#[test]
fn the_summary_of_a_run_names_nobody() {
    let (class, _) = graded(&["--titre", "TP <1>"]);
    let page = class.output("exports/resume.md");
    assert!(page.starts_with("## TP &lt;1>\n\n5 élèves, 2 notes"), "{page}");
    assert!(page.contains("| lea | 14,5 | notée | 7,25 |"), "{page}");
    assert!(!page.contains("AUBRY") && !page.contains("Léa"), "{page}");
}

#[test]
fn the_plain_marks_are_as_their_schema_says() {
    let schema = include_str!("../../schema/notes.schema.json");
    let schema: Value = serde_json::from_str(schema).expect("a schema");
    let (class, _) = graded(&[]);
    let marks: Value = serde_json::from_str(&class.output("exports/notes.json")).expect("JSON");
    assert_eq!(check(&schema, &schema, &marks), Ok(()));
    assert_eq!(marks["pupils"][0]["mark"], 14.5);
    // And the schema is one that can refuse.
    for (place, wrong) in
        [("/format", 2.into()), ("/pupils/0/presence", "ici".into()), ("/pupils/1/mark", "20".into())]
    {
        let mut other = marks.clone();
        *other.pointer_mut(place).expect("there") = wrong;
        assert!(check(&schema, &schema, &other).is_err(), "{place}");
    }
    let mut other = marks.clone();
    other["pupils"][0]["lines"][0].as_object_mut().expect("a line").remove("points");
    assert!(check(&schema, &schema, &other).is_err());
}

/// The part of JSON Schema that ours uses; a word that is not here is a fault of the test.
fn check(root: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let object = schema.as_object().expect("a schema");
    for (word, told) in object {
        let fine = match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let place = told.as_str().and_then(|place| place.strip_prefix('#')).expect("a place");
                return check(root, root.pointer(place).expect("defined"), value);
            }
            "const" => told == value,
            "enum" => told.as_array().expect("a list").contains(value),
            "minimum" => value.as_f64() >= told.as_f64(),
            "type" => match told {
                Value::Array(types) => types.iter().any(|kind| is_a(kind, value)),
                kind => is_a(kind, value),
            },
            "required" => told
                .as_array()
                .expect("a list")
                .iter()
                .all(|key| value.get(key.as_str().expect("a key")).is_some()),
            "additionalProperties" => {
                let known = &schema["properties"];
                value.as_object().is_none_or(|object| object.keys().all(|key| known.get(key).is_some()))
            }
            "properties" => {
                for (key, of_key) in told.as_object().expect("properties") {
                    value.get(key).map_or(Ok(()), |inner| check(root, of_key, inner))?;
                }
                true
            }
            "items" => {
                for item in value.as_array().into_iter().flatten() {
                    check(root, told, item)?;
                }
                true
            }
            _ => panic!("{word} is not checked"),
        };
        if !fine {
            return Err(format!("{word}: {told} refuses {value}"));
        }
    }
    Ok(())
}

fn is_a(kind: &Value, value: &Value) -> bool {
    match kind.as_str().expect("a type") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("type {other} is not checked"),
    }
}
