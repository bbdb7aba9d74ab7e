//! The sample class, a newcomer's first try.

use std::fs;

use crate::support::{Class, without_times};

#[test]
fn the_sample_class_has_its_golden_marks() {
    let class = Class::sample();
    let said = class.grade(&["--titre", "Classe d’essai"]);
    let shown =
        said.replace(&class.path().canonicalize().expect("a folder").display().to_string(), "[classe]");
    insta::assert_snapshot!("summary", shown);
    insta::assert_snapshot!("marks", class.output("notes.csv").replace('\u{feff}', "[BOM]"));
    assert!(
        class.output("junit.xml").contains("<testsuite name=\"aubry-lea\""),
        "{}",
        class.output("junit.xml")
    );
    for name in ["index.html", "eleves/aubry-lea.html", "eleves/ismail-yanis.html"] {
        assert!(class.output(name).to_lowercase().starts_with("<!doctype html>"), "{name}");
    }
}

#[test]
fn the_same_class_gives_the_same_result() {
    let class = Class::sample();
    // Endless loops take their time, and nothing that another does not show.
    fs::remove_dir_all(class.path().join("girard-paul")).expect("removed");
    class.grade(&[]);
    let first = without_times(class.entries());
    // From nothing but the seed, one submission after another.
    fs::remove_dir_all(class.path().join("rapports")).expect("removed");
    class.grade(&["--jobs", "1"]);
    assert!(without_times(class.entries()) == first, "the same class gave another result");
}

#[cfg(unix)]
#[test]
fn the_seed_is_the_teacher_s_alone_and_drawn_once() {
    use std::os::unix::fs::PermissionsExt;
    let class = Class::empty();
    class.grade(&[]);
    let path = class.path().join(".grader").join("graine");
    let seed = fs::read_to_string(&path).expect("a seed");
    assert_eq!(seed.trim().len(), 64, "{seed:?}");
    assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
    class.grade(&[]);
    assert_eq!(fs::read_to_string(&path).expect("a seed"), seed);
}
