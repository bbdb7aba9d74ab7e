//! The sheets that `cargo x book sheets` makes, as files.

mod card;
mod odt;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use book_builder::{Class, Order};
use tempfile::TempDir;

/// The folder of `book.toml`.
pub fn book() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn secret() -> PathBuf {
    book().join("../grader/secret")
}

/// The sheets, made once for all tests, for a class of two pairs: each file by its path, with its text.
pub fn sheets() -> &'static BTreeMap<String, Vec<u8>> {
    static MADE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let class = Class { seed: "une graine pour les essais".to_owned(), pairs: 2 };
        make(&folder, &secret(), Some(class));
        let mut files = BTreeMap::new();
        collect(folder.path(), folder.path(), &mut files);
        files
    })
}

fn make(folder: &TempDir, secret: &Path, class: Option<Class>) -> String {
    let order = Order { root: book(), secret, out: folder.path(), class, pdf: false };
    book_builder::sheets(&order).expect("the sheets can be made")
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("it is within").to_string_lossy().into_owned();
            files.insert(name, fs::read(&path).expect("a file"));
        }
    }
}

/// The names of the Markdown files of a folder, without their ending.
fn stems(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let pages = files.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    pages.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect()
}

#[test]
fn each_lab_has_its_sheets_in_all_versions_and_forms() {
    let mut labs = stems(&book().join("src/tp"));
    labs.extend(["td-1", "td-2"].map(str::to_owned));
    assert!(labs.len() >= 9, "{labs:?}");
    for lab in labs {
        let lab = lab.replacen('-', "", 1);
        for folder in ["", "grands-caracteres/", "tiers-temps/", "grands-caracteres-et-tiers-temps/"] {
            for ending in ["html", "odt"] {
                let name = format!("eleve/{folder}{lab}.{ending}");
                assert!(sheets().contains_key(&name), "{name} is not made");
            }
        }
        for folder in ["", "grands-caracteres/"] {
            for ending in ["html", "odt"] {
                let name = format!("professeur/{folder}{lab}-corrige.{ending}");
                assert!(sheets().contains_key(&name), "{name} is not made");
            }
        }
    }
}

#[test]
fn each_pair_has_its_own_td() {
    let sheet = |pair: u8| text(&format!("eleve/binomes/td1-binome-0{pair}.odt"));
    assert_ne!(sheet(1), sheet(2));
    let all = text("eleve/td1-classe.html");
    for pair in [1, 2] {
        assert!(all.contains(&format!("(binôme {pair})")), "pair {pair} is not in the class's page");
        assert!(sheets().contains_key(&format!("professeur/binomes/td2-corrige-binome-0{pair}.odt")));
    }
}

#[test]
fn what_pupils_get_holds_nothing_of_a_corrige() {
    let told = corriges();
    assert!(told.len() > 100, "{} lines", told.len());
    let (pupils, teachers): (Vec<_>, Vec<_>) = sheets().keys().partition(|name| name.starts_with("eleve/"));
    let teachers: String = teachers.into_iter().map(|name| text(name)).collect();
    for line in &told {
        assert!(teachers.contains(line.as_str()), "this test reads corrigés wrongly: « {line} » is in none");
    }
    for name in pupils {
        let sheet = text(name);
        for line in told.iter().map(String::as_str).chain(["Corrigé", "Pour le professeur"]) {
            assert!(!sheet.contains(line), "{name} tells « {line} »");
        }
    }
}

/// Lines of the corrigés and explanations of the keys, those of the drawn TD too: long ones, that nothing else says.
fn corriges() -> Vec<String> {
    let mut told = Vec::new();
    for stem in stems(&secret().join("corriges")) {
        let page = fs::read_to_string(secret().join(format!("corriges/{stem}.md"))).expect("a corrigé");
        let mut in_code = false;
        for line in page.lines() {
            in_code ^= line.starts_with("```");
            let is_text = !in_code && !line.starts_with(['|', '#', '<']);
            told.extend((is_text && line.chars().count() > 60).then(|| plain(line)));
        }
        let key = fs::read_to_string(secret().join(format!("cles/{stem}.toml"))).expect("a key");
        told.extend(reasons(&key));
    }
    for (number, pair) in [(1, 1), (1, 2), (2, 1), (2, 2)] {
        let drawn = labs::draw(number, "une graine pour les essais", pair).expect("it can be drawn");
        told.extend(reasons(&drawn.key));
    }
    told
}

fn reasons(key: &str) -> Vec<String> {
    let questions = labs::Key::parse(key).expect("a key").questions;
    questions
        .into_iter()
        .map(|question| plain(&question.why))
        .filter(|why| why.chars().count() > 40)
        .collect()
}

/// Markdown without its marks, blanks as one space.
fn plain(markdown: &str) -> String {
    let text = markdown.trim_start_matches(['-', ' ']).replace(['*', '`'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a sheet says: its text without elements, blanks as one space.
fn text(name: &str) -> String {
    let file = &sheets()[name];
    let xml = match name.ends_with(".odt") {
        true => {
            let files = odt::files(file);
            files.iter().filter(|file| file.name.ends_with(".xml")).map(|file| file.text.clone()).collect()
        }
        false => String::from_utf8(file.clone()).expect("UTF-8"),
    };
    let mut text = String::new();
    for part in xml.split('<') {
        let (tag, after) = part.split_once('>').unwrap_or(("", part));
        // Not those within a line: they do not part words.
        let inline = ["span", "/span", "text:span", "/text:span", "code", "/code", "b", "/b", "i", "/i"];
        if !inline.iter().any(|name| tag == *name || tag.starts_with(&format!("{name} "))) {
            text.push(' ');
        }
        text.push_str(after);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn without_the_teachers_folder_there_are_no_corriges_and_it_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = make(&folder, Path::new("nowhere"), None);
    assert!(told.contains("Pas de corrigés"), "{told}");
    assert!(!folder.path().join("professeur").exists());
    assert!(folder.path().join("eleve/tp1.odt").exists());
}
