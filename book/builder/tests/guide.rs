//! The teacher's guide and the students' edition, built side by side.

use std::fs;
use std::path::{Path, PathBuf};

/// In the title and the menu of each page of the guide.
const MARK: &str = "Guide de l’enseignant";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a folder whose names end so, and those of folders in it.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            found.push(path);
        }
    }
    found
}

#[test]
fn nothing_of_the_guide_is_in_the_students_edition() {
    let book = root().join("book");
    let folder = tempfile::tempdir().expect("a folder");
    let guide = book_builder::build_guide(&book).expect("the guide can be built");
    let students = book_builder::build_into(&book, folder.path()).expect("the book can be built");
    let read = |file: &PathBuf| fs::read_to_string(file).expect("a page");

    let pages = files(&guide, &[".html"]);
    let unmarked: Vec<_> =
        pages.iter().filter(|page| !read(page).contains(MARK) && !page.ends_with("toc.html")).collect();
    assert!(pages.len() > 15 && unmarked.is_empty(), "pages of the guide without « {MARK} »: {unmarked:?}");

    let leaks: Vec<_> = files(&students, &[".html", ".js", ".md"])
        .into_iter()
        .filter(|page| read(page).contains(MARK))
        .collect();
    assert!(leaks.is_empty(), "the guide is in {leaks:?}");
}
