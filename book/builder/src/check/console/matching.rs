//! Whether lines are as expected, with wildcards.

/// Whether `lines` are what `expected` tells: `...` is any number of lines.
pub(super) fn matches(expected: &[&str], lines: &[String]) -> bool {
    match expected.split_first() {
        None => lines.is_empty(),
        Some((&"...", rest)) => (0..=lines.len()).any(|skipped| matches(rest, &lines[skipped..])),
        Some((first, rest)) => lines
            .split_first()
            .is_some_and(|(line, others)| line_matches(first, line) && matches(rest, others)),
    }
}

/// Whether a line is what `expected` tells: `[..]` is any text. Blanks at the end do not count.
fn line_matches(expected: &str, line: &str) -> bool {
    let parts: Vec<&str> = expected.trim_end().split("[..]").collect();
    let [first, middle @ .., last] = &parts[..] else { return line.trim_end() == expected.trim_end() };
    let Some(mut rest) = line.trim_end().strip_prefix(first) else { return false };
    for part in middle {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// Lines shown of either side.
const SHOWN: usize = 20;

/// What is expected and what came, one after the other, for who has to mend one of them. No-break spaces are shown
/// as `⍽`: they are what one does not see.
pub(super) fn difference(expected: &[&str], lines: &[String]) -> String {
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let side = |mark: char, lines: &[&str]| {
        let visible = |line: &&str| format!("\n  {mark} {}", line.replace(['\u{a0}', '\u{202f}'], "⍽"));
        let rest = lines.len().saturating_sub(SHOWN);
        let more = if rest > 0 { format!("\n  {mark} (and {rest} more lines)") } else { String::new() };
        lines.iter().take(SHOWN).map(visible).collect::<String>() + &more
    };
    let (wanted, got) = (side('-', expected), side('+', &lines));
    format!("the page shows (-) something else than the program writes (+){wanted}{got}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards() {
        let table: [(&[&str], &[&str], bool); 9] = [
            (&["a", "b"], &["a", "b"], true),
            (&["a"], &["a", "b"], false),
            (&["a", "..."], &["a", "b", "c"], true),
            (&["...", "c"], &["a", "b", "c"], true),
            (&["...", "b"], &["a", "b", "c"], false),
            (&["x [..] y"], &["x 1 2 y"], true),
            (&["x [..] y [..]"], &["x 1 y z"], true),
            (&["[..]x"], &["axb"], false),
            (&[], &[], true),
        ];
        for (expected, lines, whether) in table {
            let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
            assert_eq!(matches(expected, &lines), whether, "{expected:?} and {lines:?}");
        }
    }

    #[test]
    fn a_difference_shows_both_sides_and_what_cannot_be_seen() {
        let lines: Vec<String> = (0..22).map(|number| format!("{number}\u{a0}: x")).collect();
        let shown = difference(&["0 : x"], &lines);
        assert!(shown.contains("\n  - 0 : x\n  + 0⍽: x\n"), "{shown}");
        assert!(shown.ends_with("\n  + 19⍽: x\n  + (and 2 more lines)"), "{shown}");
    }
}
