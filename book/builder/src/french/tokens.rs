//! How a text is cut into the words that the search knows. `theme/recherche.js` does the same in the page: both must
//! agree, and a test in a browser compares them.

/// Words that say nothing of what a page is about, after folding.
const STOP: &[&str] = &[
    "a", "au", "aux", "c", "ce", "ces", "d", "dans", "de", "des", "du", "elle", "en", "est", "et", "il",
    "ils", "j", "je", "l", "la", "le", "les", "leur", "mais", "n", "ne", "on", "ou", "par", "pas", "pour",
    "qu", "que", "qui", "s", "sa", "se", "ses", "si", "son", "sont", "sur", "t", "un", "une", "vous", "y",
];

/// Letters with accents, and what stands for them.
const ACCENTS: &[(&str, &str)] = &[
    ("àâäáã", "a"),
    ("ç", "c"),
    ("éèêë", "e"),
    ("îïíì", "i"),
    ("ñ", "n"),
    ("ôöóòõ", "o"),
    ("ùûüú", "u"),
    ("ÿý", "y"),
    ("œ", "oe"),
    ("æ", "ae"),
];

/// The words of a text: without accents, cut at apostrophes and hyphens, in the singular, without the commonest.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match ACCENTS.iter().find(|(accented, _)| accented.contains(letter)) {
            Some((_, plain)) => folded.push_str(plain),
            None => folded.push(letter),
        }
    }
    folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty() && !STOP.contains(word))
        .map(|word| singular(word).to_owned())
        .collect()
}

/// A word without the mark of the plural: in search, a client and clients are one.
fn singular(word: &str) -> &str {
    match word.strip_suffix(['s', 'x']) {
        Some(stem) if stem.chars().count() >= 3 => stem,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_words() {
        let table: [(&str, &[&str]); 8] = [
            ("accusé", &["accuse"]),
            ("l’émetteur", &["emetteur"]),
            ("l'émetteur", &["emetteur"]),
            ("Les clients et le broker", &["client", "broker"]),
            ("keep-alive, QoS\u{a0}2", &["keep", "alive", "qos", "2"]),
            ("maison/salon/#", &["maison", "salon"]),
            ("cœur ÉTÉ", &["coeur", "ete"]),
            ("«\u{a0}accès\u{a0}»", &["acce"]),
        ];
        for (text, expected) in table {
            assert_eq!(tokens(text), expected, "{text}");
        }
    }
}
