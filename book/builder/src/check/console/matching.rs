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

/// What is expected and what came, side after side, for who has to mend one of them.
pub(super) fn difference(expected: &[&str], lines: &[String]) -> String {
    let shown = |mark: char, lines: &mut dyn Iterator<Item = &str>| {
        lines.map(|line| format!("  {mark} {line}\n")).collect::<String>()
    };
    let wanted = shown('-', &mut expected.iter().copied());
    let got = shown('+', &mut lines.iter().map(String::as_str));
    format!("the page shows (-) something else than the program writes (+)\n{}{}", wanted, got.trim_end())
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
}
