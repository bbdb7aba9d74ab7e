//! Numbers as pupils write them.

use super::text;

const SMALL: [&str; 17] = [
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize",
];
const OTHERS: [(&str, u32); 9] = [
    ("une", 1),
    ("aucun", 0),
    ("aucune", 0),
    ("vingt", 20),
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("cent", 100),
];

/// What a log calls a number, which pupils copy with it.
const LABELS: [&str; 12] = ["p", "c", "k", "d", "q", "r", "m", "mid", "dup", "qos", "retain", "port"];

/// `21,50 °C` is `21.5`, `dix-sept octets` and `k17` are `17`; `None` where no number stands
/// alone. A unit after it is let pass, its name in a log before it too; a second number is not.
pub(super) fn canonical(text: &str) -> Option<String> {
    let frame = ['«', '»', '"', '\'', '=', ':', '\u{a0}', '\u{202f}', ' '];
    let text = without_label(text.trim().trim_matches(frame)).trim_start_matches(frame);
    let number_ends = text.find(|c: char| !(c.is_ascii_digit() || ",.-+".contains(c))).unwrap_or(text.len());
    let (digits, unit) = text.split_at(number_ends);
    if digits.is_empty() {
        return in_words(text);
    }
    let digits = digits.trim_end_matches(['.', ',']).trim_start_matches('+').replace(',', ".");
    // Two numbers are no answer, and 0x10 is not 0.
    if unit.contains(|c: char| c.is_ascii_digit()) || digits.matches('.').count() > 1 {
        return None;
    }
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits.as_str()),
    };
    if digits.contains('-') || !digits.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    let negative = if whole == "0" && decimals.is_empty() { "" } else { negative };
    Some(format!("{negative}{whole}{point}{decimals}"))
}

/// `QoS 0` without its name, `d0` without its letter.
fn without_label(text: &str) -> &str {
    let (name, rest) = text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()));
    if LABELS.contains(&name.to_lowercase().as_str()) { rest } else { text }
}

/// The words of one number, with at most one more word for its unit. The words of two are no answer.
fn in_words(text: &str) -> Option<String> {
    let plain = text::plain(text);
    let words: Vec<&str> = plain.split(' ').filter(|word| *word != "et").collect();
    let values: Vec<u32> = words.iter().map_while(|word| value(word)).collect();
    let unit = &words[values.len()..];
    if unit.len() > 1 || unit.contains(&"ou") {
        return None;
    }
    let number = match values[..] {
        [alone] => alone,
        // dix-sept, dix-huit, dix-neuf
        [10, last @ 7..=9] => 10 + last,
        // vingt et un, soixante-cinq
        [tens @ 20..=50, last @ 1..=9] => tens + last,
        // soixante-douze
        [60, last @ 1..=16] => 60 + last,
        _ => return None,
    };
    Some(number.to_string())
}

fn value(word: &str) -> Option<u32> {
    let small = SMALL.iter().position(|name| *name == word).map(|value| value as u32);
    small.or_else(|| OTHERS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value))
}
