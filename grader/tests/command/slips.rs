//! What the command says when something of the teacher's is wrong.

use grader::model::Entry;

use crate::support::{Class, told};

#[test]
fn faults_are_told_before_anything_is_compiled() {
    for (options, file, text, expected) in [
        ("", "classe.csv", "id;prénom\n1;Léa\n", "classe.csv, ligne 1\u{a0}: il manque la colonne"),
        ("", "bareme.toml", "titre = 3\n", "bareme.toml, ligne 1\u{a0}: «\u{a0}titre\u{a0}» attend un texte"),
        ("", "notes-manuelles.toml", "[lea]\n", "notes-manuelles.toml, ligne 1\u{a0}: personne n’a"),
        ("--classe absente.csv", "", "", "«\u{a0}absente.csv\u{a0}» ne peut pas être lu"),
        ("--bareme absent.toml", "", "", "«\u{a0}absent.toml\u{a0}» ne peut pas être lu"),
        ("--jobs 0", "", "", "valeur «\u{a0}0\u{a0}» incorrecte"),
    ] {
        let class = Class::empty();
        if !file.is_empty() {
            class.write(file, text);
        }
        let options: Vec<&str> = options.split_whitespace().collect();
        let output = class.command(&options).output().expect("started");
        assert_eq!(output.status.code(), Some(1), "{expected}: {}", told(&output));
        assert!(told(&output).contains(expected), "{expected}: {}", told(&output));
    }
}

#[test]
fn a_file_in_the_place_of_the_folder_is_told() {
    let class = Class::empty();
    class.write("rendus/classe.csv", "id;nom\n");
    let output = class.command_on("rendus/classe.csv").output().expect("started");
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("n’est pas un dossier\u{a0}: donnez le dossier"), "{}", told(&output));
}

#[test]
fn a_folder_without_a_submission_is_told() {
    let said = Class::empty().grade(&[]);
    assert!(said.contains("À voir\u{a0}: Aucun rendu dans"), "{said}");
}

#[test]
fn a_group_that_does_not_exist_is_refused_with_those_that_do() {
    let class = Class::empty();
    class.write(
        "bareme.toml",
        "titre = \"T\"\n[[lignes]]\nnom = \"a\"\ncritere = \"identifier\"\nexercice = \"00\"\ngroupes = { ports = 2 }\n",
    );
    let output = class.command(&[]).output().expect("started");
    assert!(
        told(&output).contains("pas de groupe «\u{a0}ports\u{a0}». Possibles\u{a0}: port_mqtt, port."),
        "{}",
        told(&output)
    );
}

#[test]
fn a_class_marked_by_hand_compiles_nothing() {
    let class = Class::empty();
    class.write("classe.csv", "id;nom\nlea;AUBRY Léa\nzoe;CARON Zoé\n");
    class.write("notes-manuelles.toml", "[lea]\npoints = { td1 = 2, quiz = 1.2 }\n[zoe]\nnote = 12\n");
    let said = class.grade(&["--bareme", "reseau"]);
    assert!(said.contains("AUBRY Léa   18,5  provisoire"), "{said}");
    assert!(said.contains("CARON Zoé     12  note imposée"), "{said}");
    assert!(!class.path().join(".grader").exists(), "no seed is needed");
}

#[test]
fn without_a_sandbox_marks_are_indicative() {
    let class = Class::empty();
    class.write("bareme.toml", crate::whole_class::SCHEME);
    class.write("lea/exercises/00-installation/src/lib.rs", &crate::whole_class::source(1, true));
    let said = class.grade(&["--sans-bac-a-sable"]);
    assert!(said.contains("lea     20  indicative"), "{said}");
    let entries = class.entries();
    let Some(Entry::Class(class)) = entries.first() else { panic!("the class comes first") };
    assert!(!class.sandbox.sandboxed);
    assert_eq!((class.sandbox.tier.as_str(), class.sandbox.missing.len()), ("none", 1));
}
