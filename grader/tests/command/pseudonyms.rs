//! A class without its names, and the names put back.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;

use crate::support::{Class, told};

const SCHEME: &str = "titre = \"Oral\"\nsur = 20\n\n[[lignes]]\nnom = \"oral\"\ncritere = \"rendre-compte\"\nintitule = \"Oral\"\n\
                      points = 10\n\n[[lignes]]\nnom = \"tp1\"\ncritere = \"manipuler\"\nfeuille = \"tp1\"\npoints = 10\n";
const LIST: &str = "id;nom;prénom;groupe;binôme;statut;aménagements\nlea.aubry;AUBRY;Léa;Bleu;;;tiers temps\nsam;BENALI;Samir;Bleu;b1;;\n\
                    zoe;CARON;Zoé;Bleu;b1;;\nyan;ISMAÏL;Yanis;Vert;;absent;\ntom;ÉLOI;Tom;Vert;;;\n";
const MARKS: &str = "[\"lea.aubry\"]\npoints.oral = 7.5\nremarque = \"Bravo Léa\"\nretard = 2\n\n[sam]\npoints.oral = 4\nraisons.oral = \"Samir a bien parlé\"\n\n\
                     [tom]\nnote = 11\n";
const PERSONAL: [&str; 14] = [
    "AUBRY", "aubry", "Léa", "BENALI", "Samir", "sam", "CARON", "zoe", "Zoé", "Yanis", "Tom", "ÉLOI",
    "tiers", "Bleu",
];

fn class() -> Class {
    let class = Class::empty();
    class.write("bareme.toml", SCHEME);
    class.write("classe.csv", LIST);
    class.write("notes-manuelles.toml", MARKS);
    let form = |ports: u32| format!("q1 = '{ports}'\nq2 = 'oui'\n");
    class.write("AUBRY Léa_12_assignsubmission_file_/tp-aubry/reponses/tp1.toml", &form(1883));
    class.write("AUBRY Léa_12_assignsubmission_file_/tp-aubry/photo-lea.png", "…");
    let file = fs::File::create(class.path().join("BENALI_CARON.zip")).expect("a file");
    let mut zip = zip::ZipWriter::new(file);
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("samir-et-zoe/reponses/tp1.toml", options).expect("started");
    zip.write_all(form(8883).as_bytes()).expect("written");
    zip.finish().expect("finished");
    fs::write(class.path().join("Tom ELOI.ZIP"), "PK, coupé").expect("written");
    class.write("inconnu/reponses/tp1.toml", &form(1));
    class
}

fn pseudonyms(class: &Class, to: &Path) -> Output {
    let mut command = Command::new(cargo_bin("grader"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("pseudonymes").arg(class.path());
    command.arg("--sortie").arg(to).output().expect("started")
}

/// Every path below a folder, with the text of files.
fn all(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = path.to_str().expect("UTF-8").to_owned();
        if path.is_dir() {
            found.push((name, String::new()));
            found.extend(all(&path));
        } else {
            found.push((name, fs::read_to_string(&path).expect("UTF-8")));
        }
    }
    found
}

fn merged(parts: &[PathBuf], to: &Path, list: &Path) -> Output {
    let mut command = Command::new(cargo_bin("grader"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("merge").args(parts).arg("--sortie").arg(to);
    command.arg("--classe").arg(list).output().expect("started")
}

#[test]
fn a_class_leaves_without_a_name_and_its_marks_come_back() {
    let class = class();
    class.grade(&[]);
    let away = tempfile::tempdir().expect("a folder");
    let to = away.path().join("classe");
    let output = pseudonyms(&class, &to);
    assert!(output.status.success(), "{}", told(&output));
    assert!(told(&output).contains("inconnu"), "{}", told(&output));
    for (path, text) in all(&to) {
        let below = path.strip_prefix(to.to_str().expect("UTF-8")).expect("below");
        for word in PERSONAL {
            assert!(!below.contains(word) && !text.contains(word), "{word} in {below}: {text}");
        }
    }
    // As marking sees it: a pair is still one, an absent still absent, a broken archive still broken.
    let list = fs::read_to_string(to.join("classe.csv")).expect("a list");
    assert_eq!(list.matches(";b-").count(), 2, "{list}");
    assert_eq!(list.matches(";absent\n").count(), 1, "{list}");

    let parts: Vec<PathBuf> = (1..=2)
        .map(|number| {
            let part = away.path().join("parts").join(format!("{number}.jsonl"));
            let mut command = Command::new(cargo_bin("grader"));
            command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("run").arg(&to);
            command.args(["--shard", &format!("{number}/2"), "--sortie"]).arg(&part);
            let output = command.output().expect("started");
            assert!(output.status.success(), "{}", told(&output));
            part
        })
        .collect();
    let home = away.path().join("maison");
    let output = merged(&parts, &home, &class.path().join("classe.csv"));
    assert!(output.status.success(), "{}", told(&output));
    // In the class's own order, under the real names.
    for file in ["notes.csv", "exports/pronote.csv"] {
        assert_eq!(fs::read_to_string(home.join(file)).expect("written"), class.output(file), "{file}");
    }
    let report = fs::read_to_string(home.join("eleves/sam.html")).expect("a page");
    assert!(
        report.contains("BENALI Samir") && report.contains("CARON Zoé") && !report.contains("BENALI eleve-")
    );

    // A list of another class gives nobody's name.
    let other = Class::empty();
    other.write("classe.csv", "id;nom\nx;X\n");
    let output = merged(&parts, &away.path().join("autre"), &other.path().join("classe.csv"));
    assert!(told(&output).contains("la clé des pseudonymes"), "{}", told(&output));
    fs::create_dir(other.path().join(".grader")).expect("a folder");
    other.write(".grader/pseudonymes.csv", "pseudonyme;id\neleve-bcdfgh;x\n");
    let output = merged(&parts, &away.path().join("autre"), &other.path().join("classe.csv"));
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("n’est dans la clé de personne"), "{}", told(&output));
    assert!(!away.path().join("autre").exists());
}

#[test]
fn a_pseudonym_is_drawn_once_and_kept_at_home() {
    let class = class();
    let away = tempfile::tempdir().expect("a folder");
    let key = class.path().join(".grader/pseudonymes.csv");
    let list = |name: &str| {
        let output = pseudonyms(&class, &away.path().join(name));
        assert!(output.status.success(), "{}", told(&output));
        fs::read_to_string(away.path().join(name).join("classe.csv")).expect("a list")
    };
    let first = list("un");
    let drawn = fs::read_to_string(&key).expect("a key");
    assert_eq!(drawn.lines().count(), 6, "{drawn}");
    assert_eq!(list("deux"), first);
    // A newcomer gets another; the others keep theirs.
    class.write("classe.csv", &format!("{LIST}noe;NOUVEAU;Noé;Vert;;;\n"));
    let third = list("trois");
    assert!(first.lines().all(|line| third.contains(line)) && third.lines().count() == 7, "{third}");
    assert!(!away.path().join("trois/.grader/pseudonymes.csv").exists());
    // Nothing is written over, and a damaged key is not drawn anew.
    assert!(told(&pseudonyms(&class, &away.path().join("un"))).contains("n’est pas un dossier vide"));
    let among = pseudonyms(&class, &class.path().join("copie"));
    assert!(told(&among).contains("serait parmi les rendus"), "{}", told(&among));
    fs::write(&key, drawn.replace(';', " ")).expect("written");
    let output = pseudonyms(&class, &away.path().join("quatre"));
    assert!(told(&output).contains("pseudonymes.csv, ligne 2"), "{}", told(&output));
    fs::remove_file(class.path().join("classe.csv")).expect("removed");
    assert!(told(&pseudonyms(&class, &away.path().join("cinq"))).contains("il n’y a pas de liste"));
}
