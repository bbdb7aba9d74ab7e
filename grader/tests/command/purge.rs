//! Personal data, removed when their time is over and not before.

use std::fs;
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;

use crate::support::{Class, told};

fn purge(class: &Class, options: &[&str]) -> Output {
    let mut command = Command::new(cargo_bin("grader"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("purge").arg(class.path()).args(options);
    command.output().expect("started")
}

/// Two pupils by hand, and what else a teacher keeps there.
fn marked() -> Class {
    let class = Class::empty();
    class.write(
        "bareme.toml",
        "titre = \"Oral\"\n[[lignes]]\nnom = \"oral\"\ncritere = \"rendre-compte\"\nintitule = \"Oral\"\npoints = 5\n",
    );
    class.write("classe.csv", "id;nom\nlea;AUBRY\nzoe;CARON\n");
    class.write("notes-manuelles.toml", "[lea]\npoints.oral = 4\n");
    class.write("lea/compte-rendu.md", "# À moi\n");
    class.write("sujet.pdf", "%PDF");
    class.grade(&[]);
    class
}

fn names(class: &Class) -> Vec<String> {
    let entries = fs::read_dir(class.path()).expect("a folder").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn nothing_goes_unless_it_is_asked_for_and_old_enough() {
    let class = marked();
    let before = names(&class);
    let output = purge(&class, &[]);
    let said = told(&output);
    assert!(output.status.success() && said.contains("Rien n’est supprimé"), "{said}");
    assert!(
        said.contains("  lea\n") && said.contains("  rapports\n") && said.contains("sujet.pdf"),
        "{said}"
    );
    assert_eq!(names(&class), before);

    let output = purge(&class, &["--oui"]);
    assert!(!output.status.success() && told(&output).contains("durée de conservation"), "{}", told(&output));
    assert_eq!(names(&class), before);
}

#[test]
fn all_that_is_of_pupils_goes_and_nothing_else() {
    let class = marked();
    let output = purge(&class, &["--oui", "--apres", "0"]);
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(names(&class), ["bareme.toml", "sujet.pdf"]);
}

#[test]
fn a_folder_that_was_never_marked_is_left_alone() {
    let class = Class::empty();
    class.write("lea/important.txt", "à garder");
    let output = purge(&class, &["--oui", "--apres", "0"]);
    assert!(!output.status.success() && told(&output).contains("n’a pas de rapports"), "{}", told(&output));
    assert_eq!(names(&class), ["lea"]);
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_stays() {
    let elsewhere = Class::empty();
    elsewhere.write("precieux.txt", "à garder");
    let class = marked();
    std::os::unix::fs::symlink(elsewhere.path(), class.path().join("lea/lien")).expect("a link");
    let output = purge(&class, &["--oui", "--apres", "0"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(elsewhere.path().join("precieux.txt").is_file());
}
