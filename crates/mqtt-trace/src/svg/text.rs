//! Texts in a drawing, whose fonts are not known: widths are those of a wide fixed-pitch font.

use std::fmt::{self, Write as _};

use crate::width;

/// Pixels of so many columns: 0.61 of the font's size, which is 12.
pub(super) fn pixels(columns: usize) -> i32 {
    i32::try_from(columns * 73 / 10 + 1).unwrap_or(i32::MAX)
}

/// Cuts a text into lines of at most so many columns: between words, after a `/` of a long topic, or anywhere.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in text.split_inclusive(' ').flat_map(|word| pieces(word, columns)) {
        if !line.is_empty() && width::of_text(&line) + width::of_text(piece.trim_end()) > columns {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(piece);
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// A word as it is, or in parts where it is too long for a line.
fn pieces(word: &str, columns: usize) -> Vec<&str> {
    if width::of_text(word.trim_end()) <= columns {
        return vec![word];
    }
    let mut pieces = Vec::new();
    for level in word.split_inclusive('/') {
        let (mut start, mut used) = (0, 0);
        for (at, character) in level.char_indices() {
            if at > start && used + width::of(character) > columns {
                pieces.push(&level[start..at]);
                (start, used) = (at, 0);
            }
            used += width::of(character);
        }
        pieces.push(&level[start..]);
    }
    pieces
}

/// Text as it must be written in XML.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            // Not allowed in XML, even escaped; what comes from the network is made visible before.
            _ if character.is_control() => f.write_char('\u{fffd}'),
            _ => f.write_char(character),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_are_cut_between_words_and_levels() {
        let table: [(&str, usize, &[&str]); 6] = [
            ("une seule fois", 20, &["une seule fois"]),
            ("une seule fois", 10, &["une seule", "fois"]),
            (
                "maison/salon/temperature «\u{a0}21.5\u{a0}»",
                26,
                &["maison/salon/temperature", "«\u{a0}21.5\u{a0}»"],
            ),
            ("maison/salon/temperature", 14, &["maison/salon/", "temperature"]),
            ("abcdefgh", 3, &["abc", "def", "gh"]),
            ("", 3, &[]),
        ];
        for (text, columns, expected) in table {
            assert_eq!(wrap(text, columns), expected, "{text} in {columns}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_nor_too_wide(text in ".{0,60}", columns in 2..40_usize) {
            let lines = wrap(&text, columns);
            let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(kept(&lines.concat()), kept(&text));
            for line in lines {
                prop_assert!(width::of_text(&line) <= columns, "« {} » in {}", line, columns);
            }
        }
    }
}
