//! Thirty submissions at once, with names that collide.

use std::collections::BTreeSet;
use std::fs;

use grader::model::{Entry, ExerciseStatus, Presence};

use crate::support::{Class, root};

/// Exercise 00 in three minutes, each pupil's a little different so that nothing is shared.
pub fn source(number: usize, right: bool) -> String {
    let tls = if right { "8883" } else { "1883" };
    format!(
        "// Élève {number}.\npub fn port_mqtt() -> u16 {{\n    1883\n}}\n\npub fn port(chiffre: bool) -> u16 {{\n    if chiffre {{ {tls} }} else {{ 1883 }}\n}}\n"
    )
}

/// Marks exercise 00 only.
pub const SCHEME: &str = "titre = \"Installation\"\n[[lignes]]\nnom = \"ex00\"\ncritere = \"identifier\"\nexercice = \"00\"\npoints = 2\n";

/// A class of thirty, every third of them half right.
pub fn thirty() -> Class {
    let class = Class::empty();
    class.write("bareme.toml", SCHEME);
    for number in 1..=30 {
        let path = format!("eleve-{number:02}/exercises/00-installation/src/lib.rs");
        class.write(&path, &source(number, number % 3 != 0));
    }
    class
}

#[test]
fn thirty_submissions_have_thirty_marks() {
    let class = thirty();
    class.grade(&[]);
    let marks: Vec<f64> = pupils(&class).iter().map(|(_, _, mark)| mark.expect("a mark")).collect();
    let expected: Vec<f64> = (1..=30).map(|number| if number % 3 == 0 { 10.0 } else { 20.0 }).collect();
    assert_eq!(marks, expected);
    assert_eq!(class.kept(), 30);
}

#[test]
fn names_that_collide_have_each_their_report() {
    let class = Class::empty();
    class.write("bareme.toml", SCHEME);
    for (number, name) in ["Dupont", "DUPONT_12_assignsubmission_file_", "dupont!", "李"].iter().enumerate()
    {
        class.write(&format!("{name}/00-installation/src/lib.rs"), &source(number, true));
    }
    fs::write(class.path().join("dupont.zip"), "PK").expect("written");
    class.grade(&[]);
    let pupils = pupils(&class);
    let ids: BTreeSet<String> = pupils.iter().map(|(id, ..)| id.clone()).collect();
    assert_eq!(ids.len(), 5, "{pupils:?}");
    for id in ids {
        assert!(class.path().join(format!("rapports/eleves/{id}.html")).is_file(), "{id}");
    }
    let unreadable = pupils.iter().filter(|(_, presence, _)| *presence == Presence::Unreadable).count();
    assert_eq!(unreadable, 1, "{pupils:?}");
}

#[test]
fn untouched_starters_are_told_apart_from_nothing() {
    let class = Class::empty();
    class.write("bareme.toml", SCHEME);
    let starter = fs::read_to_string(root().join("exercises/00-installation/src/lib.rs")).expect("a starter");
    class.write("a/exercises/00-installation/src/lib.rs", &starter.replace('\n', "\r\n"));
    class.write("b/exercises/01-premier-octet/src/lib.rs", "// autre exercice");
    class.write("c/notes.txt", "rien");
    fs::create_dir(class.path().join("d")).expect("a folder");
    class.grade(&[]);
    let because: Vec<String> = class
        .entries()
        .into_iter()
        .filter_map(|entry| match entry {
            Entry::Pupil(pupil) => Some(pupil.lines[0].because.join(" ")),
            Entry::Class(_) => None,
        })
        .collect();
    assert_eq!(
        because,
        [
            "Rendu tel que le kit le donne\u{a0}: rien n’a encore été écrit.",
            "Exercice non rendu\u{a0}: aucun fichier .rs de son dossier src.",
            "Exercice non rendu\u{a0}: aucun fichier .rs de son dossier src.",
            "",
        ]
    );
    let presences: Vec<Presence> = pupils(&class).iter().map(|(_, presence, _)| *presence).collect();
    use Presence::{HandedIn, NotHandedIn};
    assert_eq!(presences, [HandedIn, HandedIn, HandedIn, NotHandedIn]);
}

#[test]
fn unsafe_code_is_refused_and_told_where() {
    let class = Class::empty();
    class.write("bareme.toml", SCHEME);
    let source = source(1, true).replace("    1883\n", "    unsafe { 1883 }\n");
    class.write("lea/exercises/00-installation/src/lib.rs", &source);
    let said = class.grade(&[]);
    assert!(said.contains("À regarder dans le code de 1 élève"), "{said}");
    let entries = class.entries();
    let Some(Entry::Pupil(lea)) = entries.last() else { panic!("a pupil comes last") };
    let line = &lea.lines[0];
    assert_eq!(
        line.because,
        ["Le code emploie «\u{a0}unsafe\u{a0}», qui est refusé\u{a0}: il n’a pas été exécuté."]
    );
    assert_eq!(line.points, Some(0.0));
    let exercise = line.exercise.as_ref().expect("an exercise");
    assert_eq!(exercise.status, ExerciseStatus::Refused);
    assert_eq!((exercise.flags[0].file.as_str(), exercise.flags[0].line), ("src/lib.rs", Some(3)));
}

fn pupils(class: &Class) -> Vec<(String, Presence, Option<f64>)> {
    let entries = class.entries().into_iter();
    let pupil = |entry| match entry {
        Entry::Pupil(pupil) => Some((pupil.id, pupil.presence, pupil.mark.value)),
        Entry::Class(_) => None,
    };
    entries.filter_map(pupil).collect()
}
