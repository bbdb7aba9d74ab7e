//! The book's page of an exercise: in the browser where the book is built and a screen is there, else its place.

use std::path::PathBuf;

use course::Exercise;

use crate::browser::browse;
use crate::{disk, messages};

/// Where the students' pack has the pages, and `cargo x book build` and `mdbook build book` put them, from the kit's root:
/// the first that is there.
const BUILT: [&str; 3] = ["livre", "target/book/html", "target/book"];

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
