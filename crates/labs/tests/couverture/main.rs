//! What the course must ask of students and tell them, item by item, with the page and the place that does it. An item
//! that loses its place fails here by name.

mod classe;
mod cours;
mod travaux;

use std::fs;
use std::path::Path;

/// What it is, the file that holds it, and texts of that file without which it would be lost. A text such as `**Q6.**` is
/// a question; its words follow where the number alone would say too little.
type Item = (&'static str, &'static str, &'static [&'static str]);

fn read(path: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    // The course's spaces are French; a search need not care.
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn each_item_of_the_course_has_its_place() {
    let mut lost = Vec::new();
    for (item, path, texts) in [cours::ITEMS, travaux::ITEMS, classe::ITEMS].concat() {
        let page = read(path);
        let missing = texts.iter().filter(|text| !page.contains(**text));
        lost.extend(missing.map(|text| format!("{item}: « {text} » is not in {path}")));
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// The chapters of the theory, each of which has the same parts.
const CHAPTERS: [&str; 14] = [
    "couches",
    "publier-et-s-abonner",
    "format-des-messages",
    "quatorze-paquets",
    "connexion",
    "qos-0",
    "qos-1",
    "qos-2",
    "qos-par-saut",
    "topics",
    "retain",
    "sessions",
    "securite",
    "comparaison",
];

#[test]
fn each_chapter_has_its_parts() {
    for page in CHAPTERS {
        let text = read(&format!("book/src/{page}.md"));
        for part in [
            "<!-- minutes: ",
            "## Objectifs",
            "## L’idée",
            "{{#echange ",
            "{{#octets ",
            "## À vous de prédire",
            "## Idées reçues",
            "## Dans les logs",
            "## Pour aller plus loin",
        ] {
            assert!(text.contains(part), "{page}: no « {part} »");
        }
        let (_, check) =
            text.split_once("## Questions de contrôle").unwrap_or_else(|| panic!("{page}: no questions"));
        let (questions, answers) =
            check.split_once("<summary>Réponses</summary>").unwrap_or_else(|| panic!("{page}: no answers"));
        for (what, part) in [("questions", questions), ("answers", answers)] {
            let count = part.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
            assert_eq!(count, 5, "{page}: {what}");
        }
    }
}

#[test]
fn each_sheet_says_what_it_is() {
    for page in [
        "td/td-1",
        "td/td-2",
        "tp/tp-0",
        "tp/tp-1",
        "tp/tp-1-deux-postes",
        "tp/tp-2",
        "tp/tp-3",
        "tp/tp-4",
        "tp/tp-5",
        "tp/tp-6",
    ] {
        let text = read(&format!("book/src/{page}.md"));
        for part in [
            "<!-- minutes: ",
            "| durée ",
            "| parcours ",
            "| matériel ",
            "| compétence C09 ",
            "| critères évalués ",
            "## Objectifs",
            "**P1.**",
        ] {
            assert!(text.contains(part), "{page}: no « {part} »");
        }
        // « td/td-1 » is « td1 » on the teacher's side.
        let name = page.rsplit('/').next().unwrap_or_default().replacen('-', "", 1);
        let corrige = read(&format!("grader/secret/corriges/{name}.md"));
        assert!(corrige.contains("## Grille"), "{name}: the corrigé has no marking grid");
    }
}

#[test]
fn the_summary_lists_each_sheet() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src");
    let summary = fs::read_to_string(source.join("SUMMARY.md")).expect("the summary");
    for folder in ["td", "tp", "fiches"] {
        for entry in fs::read_dir(source.join(folder)).expect("the folder") {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            assert!(summary.contains(&format!("({folder}/{name})")), "{folder}/{name} is not in the summary");
        }
    }
}
