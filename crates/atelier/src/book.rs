//! The book's page of an exercise: in the browser where the book is built and a screen is there, else its place.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use course::Exercise;

use crate::{disk, messages};

/// Where `cargo x book build` and `mdbook build book` put the pages, from the kit's root: the first that is there.
const BUILT: [&str; 2] = ["target/book/html", "target/book"];

/// Opens the page that teaches `exercise`, and says what was done.
pub fn open(exercise: &Exercise) -> String {
    let root = exercise.root();
    let pages = BUILT.map(|folder| root.join(folder).join(format!("{}.html", exercise.chapter)));
    let Some(page) = pages.into_iter().find(|page| page.is_file()) else {
        return messages::book_not_built(&disk::shown(root, &source(exercise)));
    };
    if browse(&page) { messages::book_opened(&page) } else { messages::book_to_open(&page) }
}

fn source(exercise: &Exercise) -> PathBuf {
    exercise.root().join("book/src").join(format!("{}.md", exercise.chapter))
}

/// Asks the system to show a page; false where nothing could.
fn browse(page: &Path) -> bool {
    let program = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        // By a line to another machine there is no screen, and xdg-open might start a browser in this very terminal.
        let has_screen =
            ["DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(|name| std::env::var_os(name).is_some());
        if !has_screen {
            return false;
        }
        "xdg-open"
    };
    let quiet = Command::new(program)
        .arg(page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    quiet.is_ok()
}

#[cfg(test)]
mod tests {
    use course::Course;

    use super::*;
    use crate::support::Kit;

    #[test]
    fn without_a_built_book_the_text_of_the_page_is_named() {
        let kit = Kit::new();
        let course = Course::load(kit.root()).unwrap();
        let said = open(&course.exercises()[0]);
        assert!(said.contains("book/src/c.md") && said.contains("mdbook build book"), "{said}");
    }
}
