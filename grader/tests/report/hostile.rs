//! What students write stays text: in every field of the result, whatever it holds.

use serde_json::Value;

use crate::html::{Token, tokens};
use crate::support::{pages, read, sample, sample_json};

/// Fields whose values are the model's own words.
const WORDS: [&str; 8] = ["entry", "criterion", "presence", "state", "status", "outcome", "level", "row"];

const ATTACKS: [&str; 10] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</pre></code></title></svg><h1>Note : 20</h1>",
    "javascript:alert(1)",
    "=HYPERLINK(\"http://x\";\"y\")",
    "{{ name }}{% include \"commun.css\" %}",
    "\u{1b}]0;pris\u{7}\u{1b}[2J\u{9b}31m\u{0}\r\u{8}",
    "note \u{202e}02\u{202c} \u{200b}\u{2066}x\u{feff}",
];

/// `value` with `text` in the place of every string that is not one of the model's own words.
fn poison(value: &mut Value, text: &str) {
    match value {
        Value::String(own) => *own = text.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, text)),
        Value::Object(fields) => fields
            .iter_mut()
            .filter(|(name, _)| !WORDS.contains(&name.as_str()))
            .for_each(|(_, field)| poison(field, text)),
        _ => {}
    }
}

/// The sample with `text` everywhere. Several pages then say the same of different pupils.
fn poisoned(text: &str) -> grader::model::ClassResult {
    let lines = sample_json().into_iter().map(|mut line| {
        poison(&mut line, text);
        line.to_string()
    });
    read(&lines.collect::<Vec<_>>().join("\n"))
}

/// Names of tags and attributes, in order: what text must not change.
fn skeleton(html: &str) -> Vec<String> {
    let known = tokens(html).into_iter().filter_map(|token| match token {
        Token::Open { name, attributes } => {
            Some(format!("{name} {:?}", attributes.into_iter().map(|(key, _)| key).collect::<Vec<_>>()))
        }
        Token::Close(name) => Some(format!("/{name}")),
        Token::Text(_) => None,
    });
    let mut all: Vec<String> = known.collect();
    // A label of a figure takes as many lines as it needs.
    let mut place = 0;
    while place + 4 <= all.len() {
        let is_label = all[place].starts_with("text [") && all[place + 1] == "/text";
        if is_label && all[place..place + 2] == all[place + 2..place + 4] {
            all.drain(place..place + 2);
        } else {
            place += 1;
        }
    }
    all
}

#[test]
fn hostile_text_adds_no_tag_and_no_attribute() {
    let tame = pages(&poisoned("texte"));
    for attack in ATTACKS {
        for (hostile, tame) in pages(&poisoned(attack)).iter().zip(&tame) {
            let path = tame.path.display();
            assert_eq!(skeleton(&hostile.html), skeleton(&tame.html), "{path} with {attack:?}");
        }
    }
}

#[test]
fn nothing_on_a_page_commands_a_terminal_or_reorders_a_line() {
    for attack in ATTACKS {
        for page in pages(&poisoned(attack)) {
            let unseen = |c: char| {
                (c.is_control() && c != '\n')
                    || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
            };
            let found = page.html.chars().find(|c| unseen(*c));
            assert_eq!(found, None, "{} with {attack:?}", page.path.display());
        }
    }
}

#[test]
fn characters_that_would_deceive_are_shown() {
    let mut result = sample();
    result.pupils[0].name = "DUPONT \u{202e}élaM".to_owned();
    let pages = pages(&result);
    assert!(pages[1].html.contains(r"DUPONT \u{202e}élaM"), "the mark is not shown in the rapport");
    assert!(pages[0].html.contains(r"DUPONT \u{202e}élaM"), "nor on the class page");
}

#[test]
fn a_name_in_a_style_sheet_stays_a_name() {
    let mut result = sample();
    result.pupils[0].name = "Zoé \"</style><b>{}".to_owned();
    let html = &pages(&result)[1].html;
    assert_eq!(html.matches("</style>").count(), 1);
    assert!(html.contains(r#"content: "Zo\0000e9\000020\000022\00003c"#), "it is not escaped for CSS");
}

#[test]
fn endless_text_is_cut() {
    let long = "très long et sans fin\n".repeat(1_000);
    let usual: usize = pages(&poisoned("texte")).iter().map(|page| page.html.len()).sum();
    let pages = pages(&poisoned(&long));
    let size: usize = pages.iter().map(|page| page.html.len()).sum();
    assert!(size < usual + 400_000, "{size} bytes for texts of 22,000 each, {usual} for short ones");
}

#[test]
fn endless_lists_are_cut() {
    let mut result = sample();
    let usual = pages(&result)[1].html.len();
    let pupil = &mut result.pupils[0];
    pupil.remarks = vec!["mot".to_owned(); 10_000];
    if let Some(submission) = &mut pupil.submission {
        submission.files = vec!["src/f.rs".to_owned(); 10_000];
        submission.remarks = vec!["laissé de côté".to_owned(); 10_000];
    }
    let exercise = pupil.lines[1].exercise.as_mut().expect("an exercise");
    exercise.flags = vec![exercise.flags[0].clone(); 10_000];
    let test = exercise.tests.iter_mut().find_map(|test| test.excerpt.as_mut()).expect("an excerpt");
    test.lines = vec!["let x = 1;".to_owned(); 10_000];
    let size = pages(&result)[1].html.len();
    assert!(size < usual + 20_000, "{size} bytes instead of {usual}");
}
