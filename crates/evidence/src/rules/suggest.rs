//! The word that was probably meant.

/// The one of `known` that `typed` was probably meant to be.
pub(super) fn closest<'k>(typed: &str, known: &[&'k str]) -> Option<&'k str> {
    let typed = typed.to_lowercase();
    let near = known.iter().map(|word| (distance(&typed, &word.to_lowercase()), *word));
    near.min()
        .filter(|(distance, word)| *distance <= (word.len() / 3).max(1) && typed.len() > 1)
        .map(|(_, word)| word)
}

/// How many letters must be put in, taken out or changed.
fn distance(one: &str, other: &str) -> usize {
    // Nobody means a word by something so much longer.
    let one: Vec<char> = one.chars().take(40).collect();
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.iter().enumerate() {
        let mut diagonal = index;
        row[0] = index + 1;
        for (at, known) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != known);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word() {
        let table = [
            ("pubak", Some("PUBACK")),
            ("Publish", Some("PUBLISH")),
            ("bonjour", None),
            ("p", None),
            ("", None),
        ];
        for (typed, expected) in table {
            assert_eq!(closest(typed, &["PUBLISH", "PUBACK"]), expected, "{typed}");
        }
    }
}
