//! What each attack got, held against what it may get. Each fault is a line to read.

use std::collections::BTreeSet;
use std::fs;

use grader::model::{Outcome, Pupil};

use crate::attack::Attack;
use crate::grading::Grading;
use crate::ground::{Ground, HALF, RIGHT};
use crate::html::{Token, tokens};
use crate::outputs;

/// The longest page, in bytes: the class page has a row for each attack.
const PAGE: usize = 400 << 10;

/// What is not as the attacks declare.
pub fn faults(attacks: &[&Attack], ground: &Ground, grading: &Grading) -> Vec<String> {
    let table = fs::read_to_string(ground.path("classe/rapports/notes.csv")).expect("notes.csv");
    attacks.iter().flat_map(|attack| of_one(attack, ground, grading, &table)).collect()
}

fn of_one(attack: &Attack, ground: &Ground, grading: &Grading, table: &str) -> Vec<String> {
    let pupil = grading.of(&attack.label());
    let mut faults = Vec::new();
    let mut fault = |text: String| {
        faults.push(format!("{} ({}; {:?} must stop it): {text}", attack.name, attack.title, attack.layer));
    };
    for line in &pupil.lines {
        let expected = attack.expect.points.get(&line.id).copied();
        // A submission that cannot be read has no points at all.
        if line.points.unwrap_or_default() != expected.unwrap_or_default() {
            fault(format!("{} has {:?}, not {expected:?}: {:?}", line.id, line.points, line.because));
        }
    }
    let row = table.lines().find(|row| row.starts_with(&format!("{};", pupil.id))).unwrap_or_default();
    if !row.split(';').any(|cell| cell == attack.expect.standing) {
        fault(format!("the mark is not « {} »: {row}", attack.expect.standing));
    }
    let report = report(ground, pupil);
    for words in attack.expect.report.iter().map(|words| ground.fill(words)) {
        if !report.contains(&outputs::plain(&words)) {
            fault(format!("the report does not say « {words} »:\n{report}"));
        }
    }
    let tests = || pupil.lines.iter().filter_map(|line| line.exercise.as_ref()).flat_map(|it| &it.tests);
    for name in &attack.expect.deceives {
        if !tests().any(|test| test.name == *name && test.outcome == Outcome::Pass) {
            fault(format!("{name} is not deceived: {report}"));
        }
    }
    faults
}

/// The text of a pupil's report.
pub fn report(ground: &Ground, pupil: &Pupil) -> String {
    let path = ground.path("classe/rapports/eleves").join(&pupil.id).with_extension("html");
    let html = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    outputs::text(&html)
}

/// The two honest pupils have their points, no more and no less.
pub fn of_the_honest(grading: &Grading) -> Vec<String> {
    let expected = [(RIGHT, [2.0, 5.0]), (HALF, [1.0, 2.0])];
    let points = |name: &str| {
        grading.of(name).lines.iter().map(|line| line.points.unwrap_or(-1.0)).collect::<Vec<_>>()
    };
    let wrong = expected.iter().filter(|(name, expected)| points(name) != expected);
    wrong.map(|(name, expected)| format!("{name} has {:?}, not {expected:?}", points(name))).collect()
}

/// Nothing that was written acts, or tells what it must not.
pub fn of_the_outputs(ground: &Ground, grading: &Grading) -> Vec<String> {
    let seed = fs::read_to_string(ground.path("classe/.grader/graine")).expect("the seed");
    let mut all = outputs::files(ground);
    all.push(("what it said".into(), grading.said.clone()));
    let mut faults = Vec::new();
    for (path, text) in &all {
        let path = path.display();
        for secret in [ground.secret.as_str(), seed.trim()] {
            if text.contains(secret) {
                faults.push(format!("{path} tells a secret: {}", around(text, secret)));
            }
        }
        if path.to_string().ends_with(".html") && text.len() > PAGE {
            faults.push(format!("{path} has {} bytes", text.len()));
        }
        let commands = outputs::commands(text);
        if !commands.is_empty() {
            faults.push(format!("{path} commands a terminal: {commands:?}"));
        }
    }
    for (path, text) in &all {
        let live = match path.extension().and_then(|end| end.to_str()) {
            Some("html") => outputs::live_html(text),
            Some("csv") => outputs::formulas(text).into_iter().map(str::to_owned).collect(),
            Some("xml") => strange_elements(text),
            _ => continue,
        };
        if !live.is_empty() {
            faults.push(format!("{} has live {live:?}", path.display()));
        }
    }
    let ids: BTreeSet<&str> = grading.pupils.iter().map(|pupil| pupil.id.as_str()).collect();
    if ids.len() != grading.pupils.len() {
        faults.push("two pupils have one id".to_owned());
    }
    faults
}

fn strange_elements(xml: &str) -> Vec<String> {
    const KNOWN: [&str; 6] = ["testsuites", "testsuite", "testcase", "failure", "error", "skipped"];
    let (_, body) = xml.split_once('\n').expect("a declaration");
    let names = tokens(body).into_iter().filter_map(|token| match token {
        Token::Open { name, .. } | Token::Close(name) => Some(name),
        Token::Text(text) => (!text.trim().is_empty()).then_some(text),
    });
    names.filter(|name| !KNOWN.contains(&name.as_str())).collect()
}

/// The place of `found`, to know it by.
fn around(text: &str, found: &str) -> String {
    let before = text.split(found).next().unwrap_or_default();
    let last: Vec<char> = before.chars().rev().take(150).collect();
    last.into_iter().rev().chain(found.chars()).collect()
}

/// The second grading says the same, and found it in what the first one kept.
pub fn of_the_second(attacks: &[&Attack], first: &Grading, second: &Grading) -> Vec<String> {
    let mut faults = Vec::new();
    let (one, two) = (first.without_times(), second.without_times());
    if one.0 != two.0 {
        faults.push(format!("the second grading says of the class {:#?}, not {:#?}", two.0, one.0));
    }
    let differing = one.1.iter().zip(&two.1).filter(|(one, two)| one != two);
    faults.extend(differing.map(|(one, two)| format!("the second grading says {two:#?}, not {one:#?}")));
    for pupil in &second.pupils {
        let label = pupil.submission.as_ref().map(|handed| handed.label.as_str());
        let unsteady = attacks.iter().any(|attack| attack.unsteady && Some(attack.label().as_str()) == label);
        let run = pupil.lines.iter().filter_map(|line| line.exercise.as_ref());
        // What compiles, and what does not, has tests; what is not there has none.
        let run = run.filter(|exercise| !exercise.tests.is_empty()).count();
        let reused = pupil.times.reused as usize;
        if !unsteady && reused != run {
            faults.push(format!("{label:?}: {reused} of {run} exercises were not run again"));
        }
    }
    faults
}
