//! How many columns of a terminal a text takes.

/// Columns of a character: 0 for a combining mark, 2 for East Asian wide characters and emoji, else 1.
#[must_use]
pub fn of(character: char) -> usize {
    match character as u32 {
        0x0300..=0x036f | 0x0483..=0x0489 | 0x0591..=0x05bd | 0x0610..=0x061a | 0x064b..=0x065f => 0,
        0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f => 0,
        0x1100..=0x115f | 0x231a..=0x231b | 0x23e9..=0x23ec | 0x25fd..=0x25fe | 0x2614..=0x2615 => 2,
        0x26a1 | 0x26c4..=0x26c5 | 0x2705 | 0x274c | 0x274e | 0x2753..=0x2755 | 0x2795..=0x2797 => 2,
        0x2e80..=0x303e | 0x3041..=0x4dbf | 0x4e00..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff => 2,
        0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1f64f | 0x1f680..=0x1f6ff => 2,
        0x1f900..=0x1f9ff | 0x1fa70..=0x1faff | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// Columns of a text.
#[must_use]
pub fn of_text(text: &str) -> usize {
    text.chars().map(of).sum()
}

/// Writes `text` in exactly `columns` columns, at least one: filled with spaces, or cut with `…`.
#[must_use]
pub fn fit(text: &str, columns: usize) -> String {
    let full = of_text(text);
    if full <= columns {
        return format!("{text}{}", " ".repeat(columns - full));
    }
    let mut fitted = String::with_capacity(text.len());
    let mut left = columns.saturating_sub(1);
    for character in text.chars() {
        let Some(rest) = left.checked_sub(of(character)) else {
            break;
        };
        left = rest;
        fitted.push(character);
    }
    fitted.push('…');
    fitted.push_str(&" ".repeat(left));
    fitted
}

/// Cuts a text into lines of at most so many columns: between words, after a `/` of a long topic, or anywhere.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in text.split_inclusive(' ').flat_map(|word| pieces(word, columns)) {
        if !line.is_empty() && of_text(&line) + of_text(piece.trim_end()) > columns {
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
    if of_text(word.trim_end()) <= columns {
        return vec![word];
    }
    let mut pieces = Vec::new();
    for level in word.split_inclusive('/') {
        let (mut start, mut used) = (0, 0);
        for (at, character) in level.char_indices() {
            if at > start && used + of(character) > columns {
                pieces.push(&level[start..at]);
                (start, used) = (at, 0);
            }
            used += of(character);
        }
        pieces.push(&level[start..]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_fit_in_columns() {
        let table = [
            ("été", 5, "été  "),
            ("e\u{301}te\u{301}", 3, "e\u{301}te\u{301}"),
            ("maison", 6, "maison"),
            ("maison", 5, "mais…"),
            ("温度計", 6, "温度計"),
            ("温度計", 5, "温度…"),
            ("温度計", 4, "温… "),
            ("🌡 20", 3, "🌡…"),
            ("ab", 1, "…"),
        ];
        for (text, columns, expected) in table {
            let fitted = fit(text, columns);
            assert_eq!(fitted, expected, "{text} in {columns}");
            assert_eq!(of_text(&fitted), columns, "{text} in {columns}");
        }
    }

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
                prop_assert!(of_text(&line) <= columns, "« {} » in {}", line, columns);
            }
        }
    }
}
