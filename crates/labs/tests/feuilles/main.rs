//! Pages, forms, keys and corrigés of the labs say the same: a question of a page is in the form, in the key and in the
//! corrigé, under the same name.
//!
//! Forms, and the table of answers in each corrigé, are written from the pages and the keys:
//! `LABS_UPDATE=1 cargo test -p labs --test feuilles`.

mod page;

use std::fs;
use std::path::{Path, PathBuf};

use labs::{Criterion, Form, Key};
use page::Page;

const LABS: [&str; 8] = ["tp0", "tp1", "tp1-deux-postes", "tp2", "tp3", "tp4", "tp5", "tp6"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn page(lab: &str) -> Page {
    Page::parse(&read(&format!("book/src/tp/{}.md", lab.replacen("tp", "tp-", 1))))
}

fn key(sheet: &str) -> Key {
    Key::parse(&read(&format!("grader/secret/cles/{sheet}.toml")))
        .unwrap_or_else(|error| panic!("{sheet}: {error}"))
}

/// Fails when a file is not as it is written from its sources; writes it where `LABS_UPDATE` is set.
fn check_written(path: &str, text: &str) {
    let mut there = fs::read_to_string(root().join(path)).unwrap_or_default();
    if there != text && std::env::var_os("LABS_UPDATE").is_some() {
        fs::write(root().join(path), text).expect("the file can be written");
        there = text.to_owned();
    }
    assert!(
        there == text,
        "{path} is behind: LABS_UPDATE=1 cargo test -p labs --test feuilles writes it anew"
    );
}

#[test]
fn each_form_asks_what_its_page_asks() {
    for lab in LABS {
        let page = page(lab);
        assert!(
            page.items('Q').count() >= 8 && page.items('P').count() >= 3,
            "{lab}: predictions and questions"
        );
        check_written(&format!("book/formulaires/reponses/{lab}.toml"), &page.form(lab));
    }
}

#[test]
fn each_key_answers_what_its_page_asks() {
    for lab in LABS {
        let key = key(lab);
        assert_eq!(key.sheet, lab);
        let names: Vec<String> = key.questions.iter().map(|question| question.name.to_uppercase()).collect();
        let asked: Vec<String> = page(lab).items('Q').map(|item| item.name.clone()).collect();
        assert_eq!(names, asked, "{lab}");
    }
}

#[test]
fn the_answers_of_a_key_are_right_and_a_blank_form_is_not() {
    for sheet in LABS.into_iter().chain(["td1", "td2"]) {
        let form = read(&format!("book/formulaires/reponses/{sheet}.toml"));
        let blank = Form::parse(&form).unwrap_or_else(|error| panic!("{sheet}: {error}"));
        for marked in blank.mark(&key(sheet)) {
            assert!(blank.get(&marked.name).is_some(), "{sheet}: {} is not in the form", marked.name);
            assert!(!marked.judged.is_right(), "{sheet}: a blank is right for {}", marked.name);
        }
        for question in key(sheet).questions {
            assert!(question.expected.accepts(&question.expected.shown()), "{sheet}: {}", question.name);
        }
    }
}

#[test]
fn each_corrige_shows_the_answers_of_its_key() {
    for sheet in LABS {
        let path = format!("grader/secret/corriges/{sheet}.md");
        let text = read(&path);
        let (before, rest) =
            text.split_once("<!-- réponses -->\n").unwrap_or_else(|| panic!("{path}: no answers"));
        let (_, after) =
            rest.split_once("<!-- fin des réponses -->").unwrap_or_else(|| panic!("{path}: no end"));
        let table = page::answers(&key(sheet));
        check_written(
            &path,
            &format!("{before}<!-- réponses -->\n\n{table}\n<!-- fin des réponses -->{after}"),
        );
    }
}

#[test]
fn each_corrige_answers_predictions_and_prose() {
    for lab in LABS {
        let corrige = read(&format!("grader/secret/corriges/{lab}.md"));
        for kind in ['P', 'R'] {
            for item in page(lab).items(kind) {
                assert!(
                    corrige.contains(&format!("**{}.**", item.name)),
                    "{lab}: {} has no answer",
                    item.name
                );
            }
        }
    }
}

#[test]
fn each_grid_is_out_of_20_and_its_objective_lines_are_those_of_the_key() {
    for sheet in LABS.into_iter().chain(["td1", "td2"]) {
        let grid = page::grid(&read(&format!("grader/secret/corriges/{sheet}.md")));
        let total: f64 = grid.iter().map(|line| line.points).sum();
        assert_eq!(total, 20.0, "{sheet}: the grid's points");
        for (criterion, name) in [
            (Criterion::Identify, "Identifier"),
            (Criterion::Manipulate, "Manipuler"),
            (Criterion::Apply, "Appliquer"),
        ] {
            let of_key = key(sheet).questions.into_iter().filter(|question| question.criterion == criterion);
            let expected: f64 = of_key.map(|question| question.points).sum();
            let objective =
                grid.iter().filter(|line| line.criterion == name && line.what.contains("objectives"));
            let shown: f64 = objective.map(|line| line.points).sum();
            assert_eq!(shown, expected, "{sheet}: « {name} », objective questions");
        }
        assert!(
            grid.iter().any(|line| line.criterion == "Rendre compte"),
            "{sheet}: nothing for « Rendre compte »"
        );
    }
}

/// The account that pupils fill in has a place for each prose question.
#[test]
fn the_account_has_a_place_for_each_prose_question() {
    let account = read("book/formulaires/compte-rendu.md");
    for lab in LABS {
        let title = format!("## {}", page::title(lab));
        let (_, part) = account.split_once(&title).unwrap_or_else(|| panic!("no « {title} »"));
        let part = part.split_once("\n## ").map_or(part, |(part, _)| part);
        for item in page(lab).items('R') {
            assert!(part.contains(&format!("**{}.**", item.name)), "{lab}: {} has no place", item.name);
        }
    }
}
