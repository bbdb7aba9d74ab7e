//! A reader of GIFT, by its documentation: blank lines part questions; a backslash before `~ = # { } :` takes their
//! meaning away and `\n` is a line end; `%50%` is a share of the points, `#` begins what is said, `####` what is said to all.

use quiz::moodle::gift;

use crate::{Answer, Read, bank, categories, check};

/// Characters with whether a backslash stood before them.
fn characters(text: &str) -> Vec<(char, bool)> {
    let mut out = Vec::new();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => match rest.next().expect("something is escaped") {
                'n' => out.push(('\n', true)),
                escaped => {
                    assert!("~=#{}:\\".contains(escaped), "`\\{escaped}` means nothing");
                    out.push((escaped, true));
                }
            },
            character => out.push((character, false)),
        }
    }
    out
}

fn plain(characters: &[(char, bool)]) -> String {
    characters.iter().map(|(character, _)| character).collect::<String>().trim().to_owned()
}

/// Where an unescaped text stands.
fn find(characters: &[(char, bool)], wanted: &str) -> Option<usize> {
    let wanted: Vec<(char, bool)> = wanted.chars().map(|character| (character, false)).collect();
    characters.windows(wanted.len()).position(|window| window == wanted)
}

fn question(block: &str, category: &str) -> Read {
    let all = characters(block);
    assert_eq!(find(&all, "::"), Some(0), "{block}");
    let end = 2 + find(&all[2..], "::").expect("the end of the name");
    let open = find(&all, "{").expect("answers");
    let close = find(&all, "}").expect("the end of the answers");
    assert_eq!(close, all.len() - 1, "one group of answers, at the end: {block}");
    let text = plain(&all[end + 2..open]);
    let inner = &all[open + 1..close];
    let general = find(inner, "####").expect("something for all");
    let (mut answers, general_feedback) = (&inner[..general], plain(&inner[general + 4..]));
    let numerical = plain(answers).starts_with('#')
        && answers.iter().find(|(c, _)| !c.is_whitespace()) == Some(&('#', false));
    if numerical {
        answers = &answers[find(answers, "#").expect("it begins so") + 1..];
    }
    let begins: Vec<usize> =
        (0..answers.len()).filter(|at| matches!(answers[*at], ('=' | '~', false))).collect();
    let ends = begins.iter().skip(1).copied().chain([answers.len()]);
    let answers = begins.iter().zip(ends).map(|(from, to)| answer(&answers[*from..to], numerical)).collect();
    Read {
        category: category.to_owned(),
        name: plain(&all[2..end]),
        text: text.strip_prefix("[html]").expect("texts are HTML").to_owned(),
        general_feedback,
        answers,
    }
}

fn answer(text: &[(char, bool)], numerical: bool) -> Answer {
    let mut fraction = if text[0].0 == '=' { 100.0 } else { 0.0 };
    let mut rest = &text[1..];
    if rest[0] == ('%', false) {
        let end = 1 + find(&rest[1..], "%").expect("the end of the share");
        fraction = plain(&rest[1..end]).parse().expect("a number");
        rest = &rest[end + 1..];
    }
    if let Some(arrow) = find(rest, "->") {
        return Answer { fraction, text: plain(&rest[..arrow]), feedback: plain(&rest[arrow + 2..]) };
    }
    let (mut text, feedback) = match find(rest, "#") {
        Some(at) => (plain(&rest[..at]), plain(&rest[at + 1..])),
        None => (plain(rest), String::new()),
    };
    if numerical {
        text = text.strip_suffix(":0").expect("no tolerance").to_owned();
    }
    Answer { fraction, text, feedback }
}

#[test]
fn all_questions_come_back_from_gift() {
    let bank = bank();
    let text = gift(&categories(&bank));
    let mut category = String::new();
    let mut read = Vec::new();
    for block in
        text.split("\n\n").map(str::trim).filter(|block| !block.is_empty() && !block.starts_with("//"))
    {
        match block.strip_prefix("$CATEGORY: ") {
            Some(path) => category = path.to_owned(),
            None => read.push(question(block, &category)),
        }
    }
    check(&read, &bank);
}
