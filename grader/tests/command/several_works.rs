//! A shared folder, where anybody may hand in under anybody's name.

use grader::model::{Class as ClassEntry, Entry, Pupil};

use crate::support::Class;
use crate::whole_class::{SCHEME, source};

const FILE: &str = "exercises/00-installation/src/lib.rs";

fn class() -> Class {
    let class = Class::empty();
    class.write("bareme.toml", SCHEME);
    class.write("classe.csv", "id;nom;prénom\naubry-lea;AUBRY;Léa\nbenali-samir;BENALI;Samir\n");
    class
}

fn first_pupil(class: &Class) -> (ClassEntry, Pupil) {
    let mut entries = class.entries().into_iter();
    match (entries.next(), entries.next()) {
        (Some(Entry::Class(class)), Some(Entry::Pupil(pupil))) => (*class, *pupil),
        other => panic!("{other:?}"),
    }
}

#[test]
fn nobody_loses_a_mark_by_what_another_hands_in_under_the_same_name() {
    let class = class();
    class.write(&format!("tp1 Léa AUBRY/{FILE}"), &source(1, true));
    // The exact identifier, as a neighbour may write it.
    class.write(&format!("aubry-lea/{FILE}"), &source(2, false));
    std::fs::write(class.path().join("AUBRY Léa.zip"), "PK").expect("written");
    let said = class.grade(&[]);
    let (told, lea) = first_pupil(&class);
    assert_eq!(lea.mark.value, Some(20.0));
    assert_eq!(lea.submission.expect("a submission").label, "tp1 Léa AUBRY");
    let remark = "AUBRY Léa a 3 rendus\u{a0}: le plus avantageux compte, «\u{a0}tp1 Léa AUBRY\u{a0}» (2 points), et non \
                  «\u{a0}AUBRY Léa.zip\u{a0}» (rien à noter), ni «\u{a0}aubry-lea\u{a0}» (1 point). Si ce n’est pas le bon, \
                  retirez-le du dossier, puis relancez.";
    assert_eq!(told.remarks, [remark]);
    assert!(said.contains(remark), "{said}");
    assert!(class.output("index.html").contains("a 3 rendus"), "the class page does not tell");
}

#[test]
fn of_two_versions_that_are_worth_the_same_the_later_copy_counts() {
    let class = class();
    class.write(&format!("aubry tp1/{FILE}"), &source(1, true));
    class.write(&format!("aubry tp1 (1)/{FILE}"), &source(2, true));
    class.grade(&[]);
    let (told, lea) = first_pupil(&class);
    assert_eq!(lea.submission.expect("a submission").label, "aubry tp1 (1)");
    assert_eq!(told.remarks.len(), 1, "{:?}", told.remarks);
}
