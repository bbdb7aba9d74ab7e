//! Sentences that fit in the width of a terminal.

/// The columns of a line, margin included: what a window half as wide as a class-room screen shows without folding.
const WIDTH: usize = 98;
const MARGIN: &str = "  ";
/// What follows stands further right than the margin, so that nobody takes it for the next sentence.
const CONTINUATION: &str = "    ";

/// `sentence` on lines of at most [`WIDTH`] columns; only a word longer than that goes beyond. A no-break space holds its words together.
pub fn wrap(sentence: &str) -> String {
    let mut text = String::new();
    let mut line = MARGIN.to_owned();
    let mut is_empty = true;
    for word in sentence.split(' ') {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            text += &line;
            text.push('\n');
            line = CONTINUATION.to_owned();
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line += word;
        is_empty = false;
    }
    text + &line + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_on_its_line() {
        let longest = format!("{} fin", "a".repeat(WIDTH - 6));
        assert_eq!(wrap(&longest), format!("  {longest}\n"));
        assert_eq!(wrap("deux  espaces"), "  deux  espaces\n");
    }

    #[test]
    fn what_does_not_fit_goes_on_below_and_loses_no_word() {
        let sentence = "un mot après l’autre ".repeat(15);
        let text = wrap(sentence.trim_end());
        assert!(text.lines().count() > 2, "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        let further = |line: &str| line.strip_prefix(CONTINUATION).is_some_and(|rest| !rest.starts_with(' '));
        assert!(text.lines().skip(1).all(further), "{text}");
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&text), words(&sentence));
    }

    #[test]
    fn a_no_break_space_is_no_place_to_break() {
        let start = "a".repeat(WIDTH - 7);
        assert_eq!(wrap(&format!("{start} norme\u{a0}: oui")), format!("  {start}\n    norme\u{a0}: oui\n"));
    }
}
