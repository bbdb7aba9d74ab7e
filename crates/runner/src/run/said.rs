//! What a process said, made fit to show: short, plain, and without the frame that libtest puts round it.

use crate::messages;
use crate::verdict::Place;

/// Longest message, in characters.
const MESSAGE: usize = 3000;
/// Longest shown call or result, in characters.
const LINE: usize = 240;
/// Lines of rustc shown; the first errors cause the others.
const DIAGNOSTIC_LINES: usize = 60;

/// rustc's first errors.
pub fn diagnostics(stderr: &str) -> String {
    let mut text = stderr.lines().take(DIAGNOSTIC_LINES).collect::<Vec<_>>().join("\n");
    if stderr.lines().count() > DIAGNOSTIC_LINES {
        text = format!("{text}\n{}", messages::CUT);
    }
    shortened(&plain(&text), MESSAGE)
}

/// What a test said on its error output, without places and notes.
pub fn message(stderr: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in stderr.lines() {
        let frame = line.starts_with("note: run with `RUST_BACKTRACE")
            || line.ends_with(" has overflowed its stack")
            || panic_place(line).is_some();
        let double = line.trim().is_empty() && lines.last().is_none_or(|last| last.trim().is_empty());
        if !frame && !double {
            lines.push(line);
        }
    }
    shortened(plain(&lines.join("\n")).trim_end(), MESSAGE)
}

/// One line of a transcript.
pub fn one_line(text: &str) -> String {
    shortened(&plain(text), LINE)
}

/// Where the student's own code panicked, if it did.
pub fn student_place(stderr: &str) -> Option<Place> {
    stderr.lines().filter_map(panic_place).find(|place| place.file.starts_with("src/"))
}

/// `thread 'name' (1234) panicked at src/lib.rs:12:5:` is that file, line 12.
fn panic_place(line: &str) -> Option<Place> {
    let (_, place) = line.strip_prefix("thread '")?.split_once(" panicked at ")?;
    let mut parts = place.strip_suffix(':')?.rsplitn(3, ':').skip(1);
    let line = parts.next()?.parse().ok()?;
    Some(Place { file: parts.next()?.replace('\\', "/"), line })
}

/// Without what would move a terminal's cursor or change its colours.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{} {}", text[..end].trim_end(), messages::CUT),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_keeps_the_tests_own_words() {
        let stderr = "\nthread 'visible::a' (7) panicked at src/lib.rs:12:25:\nnot yet implemented: le port\nnote: run with \
                      `RUST_BACKTRACE=1` environment variable to display a backtrace\n\n\n  Cette étape reste à écrire.\n\n";
        assert_eq!(message(stderr), "not yet implemented: le port\n\n  Cette étape reste à écrire.");
        assert_eq!(student_place(stderr), Some(Place { file: "src/lib.rs".into(), line: 12 }));
    }

    #[test]
    fn a_panic_of_the_test_itself_is_not_the_students() {
        assert_eq!(student_place("thread 'a' panicked at exercises/03-x/tests/verifie.rs:8:1:\nnon"), None);
    }

    #[test]
    fn nothing_moves_the_terminal() {
        assert_eq!(one_line("a\u{1b}[31mb\tc"), "a\u{fffd}[31mb\u{fffd}c");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let text = one_line(&"é".repeat(LINE + 1));
        assert_eq!(text, format!("{} {}", "é".repeat(LINE), messages::CUT));
    }
}
