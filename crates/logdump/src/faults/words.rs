//! The words of a line of a script, and where they stand.

use super::error::Problem;
use super::reader::Wrong;

/// A word, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Its first column, from 1, in characters.
    pub(super) column: usize,
    /// Its width, in characters, quotes included.
    pub(super) width: usize,
    /// It stood between quotes: it is a name, whatever it looks like.
    pub(super) quoted: bool,
}

impl Word {
    /// Whether it is this keyword.
    pub(super) fn is(&self, plain: &str) -> bool {
        !self.quoted && self.plain() == plain
    }

    /// Whether it seems to be a number.
    pub(super) fn is_number(&self) -> bool {
        !self.quoted && self.text.starts_with(|first: char| first.is_ascii_digit())
    }

    /// This word is wrong.
    pub(super) fn wrong(&self, problem: Problem) -> Wrong {
        (self.column, self.width, problem)
    }

    /// In lower case and without accents, so that « Après » is « apres ».
    pub(super) fn plain(&self) -> String {
        let letter = |letter: char| match letter {
            'é' | 'è' | 'ê' => 'e',
            'à' | 'â' => 'a',
            'î' => 'i',
            other => other,
        };
        self.text.to_lowercase().chars().map(letter).collect()
    }
}

/// Cuts a line at its spaces; `#` begins a comment, `"` a word that may hold spaces. Commas after words are dropped.
pub(super) fn words(line: &str) -> Result<Vec<Word>, Wrong> {
    let mut words: Vec<Word> = Vec::new();
    let mut letters = line.chars().enumerate().peekable();
    while let Some((at, letter)) = letters.next() {
        let column = at + 1;
        if letter == '#' {
            break;
        }
        if letter.is_whitespace() || letter == ',' {
            continue;
        }
        let quoted = letter == '"';
        let mut text = String::new();
        if !quoted {
            text.push(letter);
        }
        let mut closed = !quoted;
        while let Some((_, next)) = letters.next_if(|(_, next)| quoted || !next.is_whitespace()) {
            if quoted && next == '"' {
                closed = true;
                break;
            }
            text.push(next);
        }
        if !closed {
            return Err((column, text.chars().count() + 1, Problem::OpenQuote));
        }
        let text = if quoted { text } else { text.trim_end_matches(',').to_owned() };
        let width = text.chars().count() + if quoted { 2 } else { 0 };
        words.push(Word { text, column, width, quoted });
    }
    Ok(words)
}

/// The word of `known` that `typed` was probably meant to be.
pub(super) fn closest(typed: &str, known: &[&'static str]) -> Option<&'static str> {
    let near = known.iter().map(|word| (distance(typed, &word.to_lowercase()), *word));
    near.min().filter(|(distance, word)| *distance <= word.len() / 3).map(|(_, word)| word)
}

/// How many letters must be put in, taken out or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = index;
        row[0] = index + 1;
        for (at, known) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *known);
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
    fn words_know_their_place() {
        let words = words("couper  avant, \"mon client\" # ici").expect("no open quote");
        let seen: Vec<_> = words.iter().map(|word| (&*word.text, word.column, word.width)).collect();
        assert_eq!(seen, [("couper", 1, 6), ("avant", 9, 5), ("mon client", 16, 12)]);
    }

    #[test]
    fn a_slip_finds_its_word() {
        let table = [
            ("pubak", Some("PUBACK")),
            ("puback", Some("PUBACK")),
            ("publich", Some("PUBLISH")),
            ("bonjour", None),
            ("", None),
        ];
        for (typed, expected) in table {
            assert_eq!(closest(typed, &["PUBLISH", "PUBACK", "PUBREC"]), expected, "{typed}");
        }
    }
}
