//! A class marked in shares, and joined.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;

use crate::support::{self, Class, told, without_times};

/// Marks by hand: nothing to compile.
const SCHEME: &str = "\
titre = \"Oral\"\nsur = 20\n\n[[lignes]]\nnom = \"oral\"\ncritere = \"rendre-compte\"\nintitule = \"Oral\"\npoints = 10\n";

/// Nobody's work, and everybody's marks.
fn oral(pupils: usize) -> Class {
    let class = Class::empty();
    let (mut list, mut marks) = ("id;nom\n".to_owned(), String::new());
    for number in 0..pupils {
        list += &format!("eleve-{number:02};NOM{number:02}\n");
        marks += &format!("[eleve-{number:02}]\npoints.oral = {}\n", number % 11);
    }
    class.write("bareme.toml", SCHEME);
    class.write("classe.csv", &list);
    class.write("notes-manuelles.toml", &marks);
    class
}

fn run_share(class: &Class, shard: &str, options: &[&str]) -> (PathBuf, Output) {
    let path = class.path().join("rapports").join(format!("part-{}.jsonl", shard.replace('/', "-")));
    let mut command = Command::new(cargo_bin("grader"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("run").arg(class.path());
    command.args(["--shard", shard, "--sortie"]).arg(&path).args(options);
    let output = command.output().expect("started");
    (path, output)
}

/// The files of `of` shares.
fn shares(class: &Class, of: u16) -> Vec<PathBuf> {
    let one = |number| {
        let (path, output) = run_share(class, &format!("{number}/{of}"), &[]);
        assert!(output.status.success(), "{}", told(&output));
        path
    };
    (1..=of).map(one).collect()
}

fn merge(paths: &[PathBuf], to: &Path, options: &[&str]) -> Output {
    let mut command = Command::new(cargo_bin("grader"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("merge").args(paths);
    command.arg("--sortie").arg(to).args(options).output().expect("started")
}

/// What is told of files that do not go together; nothing is written, nor left.
fn refused(paths: &[PathBuf], folder: &Path, options: &[&str]) -> String {
    let to = folder.join("refuse/resultats");
    let output = merge(paths, &to, options);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let left: Vec<_> = fs::read_dir(folder.join("refuse")).into_iter().flatten().flatten().collect();
    assert!(left.is_empty(), "{left:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

/// Every file below a folder, but for what is kept from one grading to the next.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = entry.file_name().into_string().expect("UTF-8");
        if entry.path().is_dir() && name != ".cache" {
            all.extend(
                files(&entry.path()).into_iter().map(|(below, text)| (format!("{name}/{below}"), text)),
            );
        } else if entry.path().is_file() && !name.starts_with("part-") {
            all.insert(name, fs::read_to_string(entry.path()).expect("UTF-8"));
        }
    }
    all
}

/// Without dates and durations.
fn timeless(text: &str) -> String {
    let mut kept = String::new();
    for part in text.split_inclusive([' ', '\n', '>']) {
        let is_time = part.starts_with("time=\"") || part.starts_with("20") && part.contains(['-', ':']);
        kept += if is_time { "" } else { part };
    }
    kept
}

#[test]
fn three_shares_are_the_class_marked_at_once() {
    let class = Class::sample();
    // Endless loops take their time, and nothing that another does not show.
    fs::remove_dir_all(class.path().join("girard-paul")).expect("removed");
    // What is seen over the whole class: copies of code, traces and drawn sheets, two works under one name, nobody's work.
    for (from, to) in [("aubry-lea", "jacob-rose"), ("eloi-tom", "Tom ÉLOI (2)"), ("eloi-tom", "inconnu")] {
        fs::create_dir(class.path().join(to)).expect("a folder");
        support::copy(&class.path().join(from), &class.path().join(to));
    }
    let list = fs::read_to_string(class.path().join("classe.csv")).expect("a list");
    class.write("classe.csv", &list.replace("JACOB;Rose;B;;9", "JACOB;Rose;B;;1"));
    let said = class.grade(&["--titre", "Classe"]);
    let whole = files(&class.path().join("rapports"));
    let paths: Vec<PathBuf> = (1..=3)
        .map(|number| {
            let (path, output) = run_share(&class, &format!("{number}/3"), &["--titre", "Classe"]);
            assert!(output.status.success(), "{}", told(&output));
            path
        })
        .collect();
    let to = class.path().join("rapports/reunis");
    // In any order.
    let output = merge(&[paths[1].clone(), paths[2].clone(), paths[0].clone()], &to, &[]);
    assert!(output.status.success(), "{}", told(&output));
    let joined = files(&to);

    assert_eq!(joined.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    for (name, text) in &whole {
        match name.as_str() {
            "resultats.jsonl" => {
                let entries = |text: &str| {
                    text.lines().map(|line| serde_json::from_str(line).expect("an entry")).collect()
                };
                assert!(without_times(entries(&joined[name])) == without_times(entries(text)), "{name}");
            }
            _ => assert_eq!(timeless(&joined[name]), timeless(text), "{name}"),
        }
    }
    // Without one share, nobody is compared with who is not there.
    let partial = class.path().join("rapports/partiel");
    let output_of_two = merge(&paths[..2], &partial, &["--partiel", "--sans-rapports"]);
    assert!(output_of_two.status.success(), "{}", told(&output_of_two));
    let text = fs::read_to_string(partial.join("resultats.jsonl")).expect("results");
    let (head, pupils) = text.split_once('\n').expect("lines");
    let head: serde_json::Value = serde_json::from_str(head).expect("JSON");
    let compared = head["copies"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|copy| copy["pupils"].as_array().expect("two"));
    let compared =
        compared.chain(head["similar"].as_array().into_iter().flatten().map(|similar| &similar["pupil"]));
    for pupil in compared {
        assert!(pupils.contains(&format!("\"id\":{pupil}")), "{pupil} is compared and has no result");
    }
    // What concerns several pupils is told alike.
    let remarks = |said: &str| said.lines().filter(|line| line.starts_with("À voir\u{a0}:")).count();
    assert_eq!(remarks(&said), 3, "{said}");
    let page = &whole["index.html"];
    assert!(page.contains("Codes semblables") && page.contains("copie"), "nothing to compare");
    assert_eq!(remarks(&String::from_utf8_lossy(&output.stdout)), remarks(&said));
}

#[test]
fn lines_may_come_in_any_order() {
    let class = oral(12);
    class.grade(&[]);
    let paths = shares(&class, 2);
    for path in &paths {
        let text = fs::read_to_string(path).expect("a file");
        let (head, pupils) = text.split_once('\n').expect("lines");
        let pupils: String = pupils.lines().rev().map(|line| format!("{line}\n")).collect();
        fs::write(path, format!("{head}\n{pupils}")).expect("written");
    }
    let to = class.path().join("rapports/reunis");
    let output = merge(&paths, &to, &["--sans-rapports"]);
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(fs::read_to_string(to.join("notes.csv")).expect("a table"), class.output("notes.csv"));
    assert!(!to.join("index.html").exists() && !to.join("eleves").exists());
}

#[test]
fn who_is_missing_or_there_twice_is_told() {
    let class = oral(12);
    let paths = shares(&class, 3);
    let folder = class.path().join("rapports");

    let said = refused(&paths[..2], &folder, &[]);
    let ids = |path: &Path| -> Vec<String> {
        let text = fs::read_to_string(path).expect("a file");
        let id = |line: &str| line.split("\"id\":\"").nth(1).expect("an id")[..8].to_owned();
        text.lines().skip(1).map(id).collect()
    };
    let third = ids(&paths[2]);
    assert!(!third.is_empty(), "an empty share shows nothing");
    let expected = format!("part 3/3 (aucun fichier donné)\u{a0}: {}", third.join(", "));
    assert!(said.contains(&expected), "{said}");

    // A line that is gone.
    let text = fs::read_to_string(&paths[0]).expect("a file");
    let lines: Vec<&str> = text.lines().collect();
    let cut: String = lines[..lines.len() - 1].iter().map(|line| format!("{line}\n")).collect();
    fs::write(&paths[0], cut).expect("written");
    let gone = ids(&paths[0]);
    let said = refused(&paths, &folder, &[]);
    assert!(said.contains("il manque 1 élève\n") && said.contains("part-1-3.jsonl"), "{said}");
    let to = folder.join("partiel");
    let output = merge(&paths, &to, &["--partiel", "--sans-rapports"]);
    assert!(output.status.success(), "{}", told(&output));
    let table = fs::read_to_string(to.join("notes.csv")).expect("a table");
    assert_eq!(table.lines().count(), 12, "{table}");
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("Résultats incomplets\u{a0}: il manque 1 élève")
    );
    let first = fs::read_to_string(to.join("resultats.jsonl")).expect("results");
    assert!(first.lines().next().is_some_and(|class| class.contains("Résultats incomplets")), "{first}");

    // Twice the same share: each pupil with both places.
    let again = folder.join("part-copie.jsonl");
    fs::copy(&paths[0], &again).expect("copied");
    let all = [&paths[..], &[again]].concat();
    let said = refused(&all, &folder, &["--partiel"]);
    for (number, id) in gone.iter().enumerate() {
        let line = number + 2;
        assert!(said.contains(&format!("{id}\u{a0}: ")), "{said}");
        assert!(said.contains(&format!("part-1-3.jsonl, ligne {line}, et ")), "{said}");
        assert!(
            said.contains(&format!("part-copie.jsonl, ligne {line}\n")) || number + 1 == gone.len(),
            "{said}"
        );
    }
}

#[test]
fn shares_that_were_marked_otherwise_do_not_mix() {
    let class = oral(6);
    let paths = shares(&class, 2);
    let folder = class.path().join("rapports");
    let second = fs::read_to_string(&paths[1]).expect("a file");
    for (field, what) in [
        ("kit", "exercices et tests du kit"),
        ("rustc", "compilateur"),
        ("sandbox", "protection de la machine"),
        ("seed", "secret du tirage"),
        ("grader", "version du correcteur"),
    ] {
        let (head, pupils) = second.split_once('\n').expect("lines");
        let mut head: serde_json::Value = serde_json::from_str(head).expect("JSON");
        head["conditions"][field] = "0123456789ab".into();
        fs::write(&paths[1], format!("{head}\n{pupils}")).expect("written");
        let said = refused(&paths, &folder, &[]);
        assert!(said.contains(&format!("ne vont pas ensemble\u{a0}: {what}.")), "{said}");
        assert!(said.contains("part-2-2.jsonl\u{a0}: 0123456789ab"), "{said}");
    }
    // The teacher's own files, for real.
    let marked_again = |what: &str| {
        let (_, output) = run_share(&class, "2/2", &[]);
        assert!(output.status.success(), "{}", told(&output));
        let said = refused(&paths, &folder, &[]);
        assert!(said.contains(&format!("ne vont pas ensemble\u{a0}: {what}.")), "{said}");
    };
    let scheme = SCHEME.replace("points = 10", "points = 5\n# autre");
    class.write("notes-manuelles.toml", "");
    marked_again("points de l’enseignant");
    class.write("bareme.toml", &scheme);
    marked_again("barème");
    class.write("bareme.toml", SCHEME);
    class.write("classe.csv", "id;nom\neleve-00;NOM\n");
    marked_again("liste de la classe");
    let (third, output) = run_share(&oral(6), "1/3", &[]);
    assert!(output.status.success(), "{}", told(&output));
    let other = [third];
    assert!(refused(&other, &folder, &[]).contains("peut pas être lu"), "its folder is gone");
}

#[test]
fn a_file_that_was_cut_or_changed_is_told_with_its_line() {
    let class = oral(6);
    let paths = shares(&class, 1);
    let folder = class.path().join("rapports");
    let whole = fs::read_to_string(&paths[0]).expect("a file");
    let lines: Vec<&str> = whole.lines().collect();
    let with_line = |place: usize, line: &str| {
        let mut lines = lines.clone();
        lines[place] = line;
        lines.join("\n") + "\n"
    };
    let other_place = lines[3].replace("\"place\":2", "\"place\":4");
    for (text, line, problem) in [
        (whole[..whole.len() - 1].to_owned(), 7, "la ligne est coupée"),
        (whole[..whole.len() - 40].to_owned(), 7, "la ligne est coupée"),
        (with_line(4, "{\"place\":3}"), 5, "ce n’est pas le résultat d’un élève"),
        (with_line(4, ""), 5, "ce n’est pas le résultat d’un élève"),
        (with_line(3, &other_place), 4, "« eleve-02 » n’est pas à cette place"),
        (with_line(0, "{}"), 1, "ce n’est pas la première ligne d’une part"),
        (with_line(0, &lines[0].replace("{\"format\":1", "{\"format\":2")), 1, "format 2"),
        (with_line(0, &lines[0].replace("\"1/1\"", "\"1/0\"")), 1, "ce n’est pas la première ligne"),
        (class_results(&class), 1, "ce n’est pas la première ligne d’une part"),
        (String::new(), 1, "ce fichier est vide"),
    ] {
        fs::write(&paths[0], text).expect("written");
        let said = refused(&paths, &folder, &["--partiel"]).replace('\u{a0}', " ");
        assert!(said.contains(&format!("part-1-1.jsonl, ligne {line} : ")), "{problem}: {said}");
        assert!(said.contains(problem), "{problem}: {said}");
    }
}

fn class_results(class: &Class) -> String {
    class.grade(&[]);
    class.output("resultats.jsonl")
}

#[test]
fn nothing_is_written_over() {
    let class = oral(3);
    let paths = shares(&class, 1);
    let to = class.path().join("rapports/pris");
    fs::create_dir(&to).expect("a folder");
    fs::write(to.join("notes.txt"), "à garder").expect("written");
    let output = merge(&paths, &to, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("n’est pas un dossier vide"), "{}", told(&output));
    fs::remove_file(to.join("notes.txt")).expect("removed");
    let output = merge(&paths, &to, &[]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(to.join("index.html").is_file() && to.join("eleves/eleve-00.html").is_file());
}

#[test]
fn a_share_needs_a_number_a_place_and_the_class_s_secret() {
    let class = oral(3);
    for wrong in ["0/3", "4/3", "a/b", "3"] {
        let (_, output) = run_share(&class, wrong, &[]);
        assert_eq!(output.status.code(), Some(1), "{wrong}");
        assert!(told(&output).contains("une part s’écrit 2/3"), "{}", told(&output));
    }
    let mut command = Command::new(cargo_bin("grader"));
    command.arg("run").arg(class.path()).args(["--shard", "1/2", "--sortie"]);
    let output = command.arg(class.path().join("part.jsonl")).output().expect("started");
    assert!(told(&output).contains("serait parmi les rendus"), "{}", told(&output));

    class.write("bareme.toml", crate::whole_class::SCHEME);
    class.write("notes-manuelles.toml", "");
    let (_, output) = run_share(&class, "1/2", &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = told(&output);
    assert!(said.contains("il n’y a pas de secret de tirage") && said.contains(".grader"), "{said}");
}
