//! A few lines of a pupil's file, numbered, the one in question marked.

use serde::Serialize;

use super::messages;
use crate::model::Excerpt;
use crate::report::SENTENCE;
use crate::report::text::{clean, cut, line};

/// Longest line of code shown: more would not fit on paper.
const WIDTH: usize = 160;
/// Lines shown before and after the marked one, at most.
const AROUND: usize = 8;

#[derive(Debug, Serialize)]
pub(super) struct ExcerptView {
    caption: String,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    number: usize,
    text: String,
    marked: bool,
}

impl ExcerptView {
    pub fn new(excerpt: &Excerpt) -> Self {
        let numbered = (excerpt.first..).zip(&excerpt.lines);
        let near = |number: &usize| number.abs_diff(excerpt.marked) <= AROUND;
        let rows: Vec<Row> = numbered
            .filter(|(number, _)| near(number))
            .map(|(number, text)| Row {
                number,
                text: cut(&clean(text), WIDTH),
                marked: number == excerpt.marked,
            })
            .collect();
        Self { caption: messages::excerpt(&line(&excerpt.file, SENTENCE), excerpt.marked), rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_excerpt_keeps_the_lines_round_the_marked_one() {
        let lines = (1..=100).map(|n| format!("ligne {n}\u{1b}[0m")).collect();
        let view = ExcerptView::new(&Excerpt { file: "src/lib.rs".into(), first: 1, marked: 50, lines });
        let numbers: Vec<usize> = view.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, (42..=58).collect::<Vec<_>>());
        let marked: Vec<&str> =
            view.rows.iter().filter(|row| row.marked).map(|row| row.text.as_str()).collect();
        assert_eq!(marked, ["ligne 50"]);
    }
}
