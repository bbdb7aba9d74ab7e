//! What students, their programs and their file names say, made harmless to read.

use mqtt_trace::visible::Visible;

use super::messages;

/// Longest list shown whole.
const MOST: usize = 40;

/// `text` without terminal sequences, its other control characters and the marks that reorder a line shown as
/// `\u{202e}`. Lines stay lines, a tab is four spaces. Cleaning twice changes nothing more.
pub(crate) fn clean(text: &str) -> String {
    let text = without_terminal_sequences(text).replace("\r\n", "\n").replace('\t', "    ");
    text.split('\n').map(|line| Visible(line).to_string()).collect::<Vec<_>>().join("\n")
}

/// [`clean`], on one line of at most `length` characters.
pub(super) fn line(text: &str, length: usize) -> String {
    let text = clean(text);
    let parts: Vec<&str> = text.split('\n').map(str::trim).filter(|part| !part.is_empty()).collect();
    cut(&parts.join(" "), length)
}

/// [`clean`], on at most `lines` lines of at most `length` characters, without empty lines at either end nor the
/// margin that all lines have.
pub(super) fn block(text: &str, lines: usize, length: usize) -> String {
    let text = clean(text);
    let text = text.trim_end().trim_start_matches('\n');
    let indents =
        text.lines().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len());
    let margin = indents.min().unwrap_or(0);
    let mut all = text.split('\n').map(|line| line.get(margin..).unwrap_or_default());
    let mut kept: Vec<String> = all.by_ref().take(lines).map(|line| cut(line, length)).collect();
    if all.next().is_some() {
        kept.push("…".to_owned());
    }
    kept.join("\n")
}

/// Each of `texts` on one line; past [`MOST`], only how many more there are.
pub(super) fn list(texts: &[String], length: usize) -> Vec<String> {
    let mut shown: Vec<String> = texts.iter().take(MOST).map(|text| line(text, length)).collect();
    if texts.len() > MOST {
        shown.push(messages::and_more(texts.len() - MOST));
    }
    shown
}

/// `text` as it is, or its first `length` characters and an ellipsis.
pub(super) fn cut(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

/// Drops what commands a terminal (colours, titles, cursor): it means nothing on a page.
fn without_terminal_sequences(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let introducer = match character {
            '\u{1b}' => characters.next_if(|c| matches!(c, '[' | ']')),
            '\u{9b}' => Some('['),
            '\u{9d}' => Some(']'),
            _ => None,
        };
        match introducer {
            // Parameters, then one letter.
            Some('[') => while characters.next().is_some_and(|c| !('\u{40}'..='\u{7e}').contains(&c)) {},
            // A text that ends with BEL, or with ESC and a backslash.
            Some(_) => {
                while let Some(c) = characters.next_if(|c| *c != '\n') {
                    if c == '\u{7}' || (c == '\u{1b}' && characters.next_if_eq(&'\\').is_some()) {
                        break;
                    }
                }
            }
            None => kept.push(character),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_commands_a_terminal_nor_reorders_a_line() {
        for (text, expected) in [
            ("été « ok »", "été « ok »"),
            ("\u{1b}[1;31merreur\u{1b}[0m", "erreur"),
            ("a\u{9b}2Jb", "ab"),
            ("\u{1b}]0;titre\u{7}b", "b"),
            ("\u{1b}]8;;lien\u{1b}\\b", "b"),
            ("\u{1b}]sans fin\nsuite", "\nsuite"),
            ("\u{1b}", r"\u{1b}"),
            ("a\tb\r\nc\rd", "a    b\nc\\rd"),
            ("gpj\u{202e}exe", r"gpj\u{202e}exe"),
            ("a\u{200b}b\u{0}", r"a\u{200b}b\u{0}"),
        ] {
            assert_eq!(clean(text), expected, "{text:?}");
            assert_eq!(clean(&clean(text)), expected, "twice: {text:?}");
        }
    }

    #[test]
    fn long_texts_are_cut_and_say_so() {
        assert_eq!(line("un\n  deux\n", 20), "un deux");
        assert_eq!(line("abcdef", 3), "abc…");
        assert_eq!(block("\n\n    a\n\n  b\n  c\n\n", 3, 10), "  a\n\nb\n…");
        assert_eq!(block("abcdef\ng", 2, 3), "abc…\ng");
        let many = list(&vec!["a\nb".to_owned(); MOST + 2], 10);
        assert_eq!((many.len(), &*many[0], &*many[MOST]), (MOST + 1, "a b", "et 2 de plus"));
    }
}
