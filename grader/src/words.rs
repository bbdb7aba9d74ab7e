//! Names as people write them, made comparable.

/// Lower case, without accents, ligatures undone: `ÉLOÏ` and a decomposed `Éloi¨` both become `eloi`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' | 'ă' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'ď' | 'đ' | 'ð' => folded.push('d'),
            'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' | 'ė' => folded.push('e'),
            'ğ' => folded.push('g'),
            'ì' | 'í' | 'î' | 'ï' | 'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'ø' | 'ő' => folded.push('o'),
            'ř' => folded.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => folded.push('s'),
            'ť' | 'ț' | 'ţ' => folded.push('t'),
            'ù' | 'ú' | 'û' | 'ü' | 'ű' | 'ů' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ž' | 'ż' => folded.push('z'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            // Combining accents: macOS writes file names decomposed.
            '\u{300}'..='\u{36f}' => {}
            _ => folded.push(c),
        }
    }
    folded
}

/// Whether two texts are the same once folded. Most are plain ASCII, and a class has as many pairs as pupils squared.
pub fn same(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        one.eq_ignore_ascii_case(other)
    } else {
        fold(one) == fold(other)
    }
}

/// Letters and digits that follow one another.
pub fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty())
}

/// The words of a name, folded: `MARTIN-PETIT Zoé` is `martin`, `petit`, `zoe`.
pub fn words(text: &str) -> Vec<String> {
    runs(&fold(text)).map(str::to_owned).collect()
}

/// A name that is safe as a file name on any system: `MARTIN Zoé` is `martin-zoe`; never empty.
pub fn slug(text: &str) -> String {
    let ascii: Vec<String> = words(text)
        .into_iter()
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    let slug: String = ascii.join("-").chars().take(60).collect();
    if slug.is_empty() { "sans-nom".to_owned() } else { slug }
}

/// `words` holds all of `wanted`, in any order.
pub fn holds_all(words: &[String], wanted: &[String]) -> bool {
    !wanted.is_empty() && wanted.iter().all(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_comparable() {
        for (text, expected) in [
            ("MARTIN-PETIT  Zoé", "martin-petit-zoe"),
            ("E\u{301}loi d’Œuvre", "eloi-d-oeuvre"),
            ("../../etc/passwd", "etc-passwd"),
            ("=cmd|' /C calc'!A0", "cmd-c-calc-a0"),
            ("", "sans-nom"),
            ("李雷", "sans-nom"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }
}
