//! The course is read as written, and what is wrong is said with its place.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use course::{Course, Error, find_root_from};
use tempfile::TempDir;

const GOOD: &str = r#"
title = "Le premier octet"
chapter = "format"
minutes = 20
estimate = "cinq fonctions de quatre minutes"
points = 4
clauses = ["MQTT-2.2.2-1", "§2.2.1"]
hints = ["Pourquoi ?", "Regardez par là.", "Écrivez ceci."]

[[tests]]
name = "etape_1_le_type"
text = "Lire le type"

[[tests]]
name = "etape_2_retain"
text = "Lire RETAIN"
"#;

/// A kit with these exercises: folder name and manifest.
fn kit(exercises: &[(&str, &str)]) -> TempDir {
    let root = TempDir::new().unwrap();
    fs::write(root.path().join("Cargo.toml"), "[workspace]\n").unwrap();
    fs::create_dir(root.path().join("exercises")).unwrap();
    fs::write(root.path().join("exercises/README.md"), "# Le parcours\n").unwrap();
    for (folder, manifest) in exercises {
        let folder = root.path().join("exercises").join(folder);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("exercise.toml"), manifest).unwrap();
    }
    root
}

fn error(exercises: &[(&str, &str)]) -> (Error, String) {
    let root = kit(exercises);
    let error = Course::load(root.path()).expect_err("a fault");
    let text = error.to_string().replace(&*root.path().to_string_lossy(), "KIT").replace('\\', "/");
    (error, text)
}

#[test]
fn exercises_come_in_order_with_all_their_data() {
    let root = kit(&[("10-mini-broker", GOOD), ("01-premier-octet", GOOD)]);
    let course = Course::load(root.path()).unwrap();
    let ids: Vec<_> = course.exercises().iter().map(course::Exercise::id).collect();
    assert_eq!(ids, ["01-premier-octet", "10-mini-broker"]);
    let first = &course.exercises()[0];
    assert_eq!((first.package(), first.solution_package()), ("exercise-01".into(), "solution-01".into()));
    assert_eq!((first.title.as_str(), first.minutes, first.points), ("Le premier octet", 20, 4));
    assert_eq!(first.tests[1].name, "etape_2_retain");
    assert_eq!(first.clauses[1].as_str(), "§2.2.1");
    assert_eq!(first.hints[2], "Écrivez ceci.");
    assert!(first.source_path().ends_with("exercises/01-premier-octet/src/lib.rs"));
    assert!(first.given.is_empty());
    assert!(first.solution_path().ends_with("solutions/01-premier-octet/src/lib.rs"));
}

#[test]
fn an_exercise_is_found_by_every_name_people_give_it() {
    let root = kit(&[("01-premier-octet", GOOD), ("10-mini-broker", GOOD)]);
    let course = Course::load(root.path()).unwrap();
    for name in ["1", "01", "01-premier-octet", "exercise-01"] {
        assert_eq!(course.find(name).map(|e| e.number), Some(1), "for {name}");
    }
    assert!(course.find("2").is_none());
    let [first, last] = course.exercises() else { panic!("two exercises") };
    assert_eq!(course.after(first), Some(last));
    assert_eq!(course.after(last), None);
}

#[test]
fn a_faulty_manifest_is_refused_at_its_line() {
    let cases = [
        ("\"Regardez par là.\"", "\" \"", 8, "vide"),
        ("\"Pourquoi ?\", ", "", 8, "length 3"),
        ("minutes = 20", "minutes = 0", 4, "nonzero"),
        ("§2.2.1", "chapitre 2", 7, "pas une référence à la norme"),
        ("[\"MQTT-2.2.2-1\", \"§2.2.1\"]", "[]", 7, "au moins une référence"),
        ("etape_2_retain", "etape_1_le_type", 15, "déjà dans la liste"),
        ("etape_2_retain", "étape 2", 15, "ne nomme pas"),
        ("points = 4", "points = 4\ngiven = [\"../lib.rs\"]", 7, "pas un fichier donné"),
        ("points = 4", "points = 4\ngiven = [\"lib.rs\"]", 7, "pas un fichier donné"),
        ("points = 4", "pionts = 4", 6, "pionts"),
        ("title = \"Le premier octet\"", "title = \"Le premier octet", 2, "string"),
    ];
    for (from, to, expected_line, words) in cases {
        assert!(GOOD.contains(from), "{from} is not in the model");
        let (error, text) = error(&[("01-a", &GOOD.replacen(from, to, 1))]);
        let Error::Manifest { line, .. } = error else { panic!("{to}: {text}") };
        assert_eq!(line, expected_line, "for {to}: {text}");
        assert!(text.contains(words), "for {to}: {text}");
    }
}

#[test]
fn a_key_left_out_is_named() {
    let (_, text) = error(&[("01-a", &GOOD.replace("points = 4\n", ""))]);
    assert!(text.contains("points"), "{text}");
}

#[test]
fn each_error_reads_well() {
    let texts = [
        error(&[]).1,
        error(&[("essai", GOOD)]).1,
        error(&[("01-a", GOOD), ("01-b", GOOD)]).1,
        error(&[("01-a", &GOOD.replace("§2.2.1", "2.2.1"))]).1,
        Error::RootNotFound { start: "/tmp".into() }.to_string(),
        Error::RootVariable { path: "/tmp".into() }.to_string(),
        Error::Read { path: "exercise.toml".into(), source: std::io::ErrorKind::NotFound.into() }.to_string(),
    ];
    insta::assert_snapshot!(texts.join("\n\n"));
}

#[test]
fn the_root_is_found_upwards_and_the_variable_wins() {
    let (kit, other, nowhere) = (kit(&[]), kit(&[]), TempDir::new().unwrap());
    let deep = kit.path().join("exercises/01-a/src");
    fs::create_dir_all(&deep).unwrap();
    let find = |start: &Path, variable: Option<&Path>| find_root_from(start, variable.map(Path::as_os_str));
    assert_eq!(find(&deep, None).unwrap(), kit.path());
    assert_eq!(find(&deep, Some(other.path())).unwrap(), other.path());
    assert!(matches!(find(nowhere.path(), None), Err(Error::RootNotFound { .. })));
    assert!(matches!(find(&deep, Some(nowhere.path())), Err(Error::RootVariable { .. })));
    assert_eq!(find_root_from(&deep, Some(OsStr::new(""))).unwrap(), kit.path());
}
