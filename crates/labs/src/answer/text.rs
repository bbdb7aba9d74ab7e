//! Words as pupils write them.

/// The terms that a slip may turn into one another: each is its own answer.
const TERMS: [&str; 24] = [
    "connect",
    "connack",
    "publish",
    "puback",
    "pubrec",
    "pubrel",
    "pubcomp",
    "subscribe",
    "suback",
    "unsubscribe",
    "unsuback",
    "pingreq",
    "pingresp",
    "disconnect",
    "clienthello",
    "serverhello",
    "server",
    "client",
    "certificate",
    "subscriber",
    "publisher",
    "retain",
    "finished",
    "broker",
];

/// Lower case, without accents, what is neither letter nor digit turned into single spaces.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'â' | 'ä' => plain.push('a'),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'î' | 'ï' => plain.push('i'),
            'ô' | 'ö' => plain.push('o'),
            'ù' | 'û' | 'ü' => plain.push('u'),
            'ç' => plain.push('c'),
            'œ' => plain.push_str("oe"),
            letter if letter.is_alphanumeric() => plain.push(letter),
            // A combining accent belongs to the letter before it.
            '\u{300}'..='\u{36f}' => {}
            _ if plain.ends_with(' ') || plain.is_empty() => {}
            _ => plain.push(' '),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// The parts of a list.
pub(super) fn items(text: &str) -> Vec<&str> {
    let parts = text
        .split(|c: char| ",;\n→>".contains(c))
        .flat_map(|part| part.split("->"))
        .flat_map(|part| part.split(" puis "));
    parts.map(|part| part.trim().trim_end_matches('-').trim()).filter(|part| !part.is_empty()).collect()
}

/// Whether `given` is one of `right`, a few slips forgiven, and is no nearer to anything else.
pub(super) fn accepts(given: &str, right: &[String], wrong: &[String]) -> bool {
    let given = joined(&plain(given));
    if given.is_empty() {
        return false;
    }
    right.iter().map(|right| joined(&plain(right))).any(|right| {
        if given == right {
            return true;
        }
        let slips = distance(&given, &right);
        let nearer = |other: String| other != right && distance(&given, &other) <= slips;
        slips <= forgiven(&right)
            // 41 is not 42, wherever it stands.
            && digits(&given) == digits(&right)
            && !wrong.iter().any(|wrong| nearer(joined(&plain(wrong))))
            && !TERMS.iter().any(|term| nearer((*term).to_owned()))
    })
}

/// `client hello`, `ClientHello` and `client-hello` are one word.
fn joined(plain: &str) -> String {
    plain.replace(' ', "")
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Slips forgiven in a word: none in a short one.
fn forgiven(right: &str) -> usize {
    match right.chars().filter(|c| c.is_alphabetic()).count() {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// Letters to add, drop, change or swap with their neighbour to go from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let changed = row[j] + usize::from(a != b);
            let mut cost = changed.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *a == to[j - 1] && from[i - 1] == *b {
                cost = cost.min(before[j - 1] + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}
