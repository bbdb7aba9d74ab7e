//! The mistakes that several pupils made, by what tests and the compiler said of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::messages;
use crate::model::{ClassResult, ExerciseResult, Outcome, VisibleTest};
use crate::report::people::Person;
use crate::report::text::{clean, line};
use crate::report::{NAME, SENTENCE};

/// How many are shown.
const SHOWN: usize = 10;
/// How many of those who made one are named.
const NAMED: usize = 6;

#[derive(Debug, Serialize)]
pub(super) struct Mistake {
    /// The line of the scheme in which it was made.
    line: String,
    what: String,
    count: usize,
    /// The first of those who made it.
    people: Vec<Person>,
    more: Option<String>,
}

/// The commonest first; a pupil who made one several times in an exercise counts once.
pub(super) fn commonest(result: &ClassResult, people: &[Person]) -> Vec<Mistake> {
    let mut makers: BTreeMap<(&str, String), BTreeSet<usize>> = BTreeMap::new();
    for (number, pupil) in result.pupils.iter().enumerate() {
        for line in &pupil.lines {
            for mistake in line.exercise.iter().flat_map(mistakes) {
                makers.entry((&line.id, mistake)).or_default().insert(number);
            }
        }
    }
    let mut makers: Vec<_> = makers.into_iter().collect();
    // A stable sort: of two as common, the one of the earlier exercise.
    makers.sort_by_key(|(_, makers)| std::cmp::Reverse(makers.len()));
    let view = |((id, what), makers): ((&str, String), BTreeSet<usize>)| Mistake {
        line: line(id, NAME),
        what,
        count: makers.len(),
        people: makers.iter().take(NAMED).filter_map(|&number| people.get(number).cloned()).collect(),
        more: makers.len().checked_sub(NAMED + 1).map(|rest| messages::and_more(rest + 1)),
    };
    makers.into_iter().take(SHOWN).map(view).collect()
}

fn mistakes(exercise: &ExerciseResult) -> impl Iterator<Item = String> {
    let compilation = exercise.compilation.iter().map(|compilation| {
        let text = clean(&compilation.text);
        let error = text.lines().find(|line| line.starts_with("error")).map(str::to_owned);
        line(&without_values(&messages::compiler_error(&text).or(error).unwrap_or_default()), SENTENCE)
    });
    let tests = exercise.tests.iter().filter_map(of_test);
    compilation.chain(tests).filter(|mistake| !mistake.is_empty())
}

fn of_test(test: &VisibleTest) -> Option<String> {
    let what = match test.outcome {
        Outcome::Pass | Outcome::NotRun => return None,
        // Not written yet is no mistake.
        Outcome::Panic if test.message.contains("not yet implemented") => return None,
        Outcome::Timeout | Outcome::Memory | Outcome::OutputLimit => None,
        Outcome::Fail | Outcome::Panic => gist(&clean(&test.message)),
    };
    let what = what.unwrap_or_else(|| messages::mistake(&line(&test.what, SENTENCE), test.outcome));
    Some(line(&what, SENTENCE))
}

/// What a message says of the mistake itself, without the values that differ from pupil to pupil.
fn gist(message: &str) -> Option<String> {
    let mut lines = message.lines().filter(|line| !line.trim().is_empty());
    let starts = |line: &str, labels: &[&str]| labels.iter().any(|label| line.trim().starts_with(label));
    let margin = |line: &str| line.len() - line.trim_start().len();
    // The course's own tests show the values, then name the mistake; others say all in their first line.
    if let Some(result) = lines.by_ref().find(|line| starts(line, &messages::TEST_RESULT)) {
        // Less far right than the values; a long sentence goes on below, further right again.
        let begins = |line: &&str| margin(line) < margin(result) && !starts(line, &messages::TEST_DETAIL);
        let first = lines.find(begins)?;
        let rest = lines.take_while(|line| margin(line) > margin(first));
        return Some([first].into_iter().chain(rest).map(str::trim).collect::<Vec<_>>().join(" "));
    }
    let first = message.lines().map(str::trim).find(|line| !line.is_empty() && !starts(line, &["thread '"]));
    first.map(without_values)
}

/// Numbers and quoted code left out: `index out of bounds: the len is … but the index is …`.
fn without_values(text: &str) -> String {
    let quoted = text.split('`').enumerate().map(|(i, part)| if i % 2 == 1 { "…" } else { part });
    let mut kept = String::new();
    for character in quoted.collect::<String>().chars() {
        match character {
            '0'..='9' if kept.ends_with('…') => {}
            // The digits of an error code are part of its name.
            '0'..='9' if !kept.ends_with(|c: char| c.is_alphanumeric()) => kept.push('…'),
            _ => kept.push(character),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_known_by_what_it_says_of_the_mistake() {
        for (message, expected) in [
            (
                "\n  coder(128)\n    attendu : 80 01\n    obtenu  : 00 01\n              ^^ premier écart\n\n  Vous avez oublié le bit de suite.\n  Indice : bit 7",
                Some("Vous avez oublié le bit de suite."),
            ),
            ("coder(128)\n  attendu : 80 01\n  obtenu : 00\n  Indice : bit 7", None),
            (
                "index out of bounds: the len is 3 but the index is 17",
                Some("index out of bounds: the len is … but the index is …"),
            ),
            ("thread 'a' panicked at src/lib.rs:3:1:\nboum", Some("boum")),
            ("", None),
        ] {
            assert_eq!(gist(message).as_deref(), expected, "{message}");
        }
    }

    /// More than fits on a line of a message.
    const LONG: &str = "Vous avez sans doute pris l’identifiant pour le début du payload\u{a0}: en QoS 1 et 2, il vient avant (§2.3.1).";

    /// The labels that [`gist`] looks for are the test kit's.
    #[test]
    fn the_test_kit_s_own_messages_are_understood() {
        let named = || {
            let check = testkit::bytes("coder(128)", &[0x80, 1]).hint("bit 7").clause("§2.2.3");
            check.mistake(Some(vec![0, 1]), "Vous avez oublié le bit 7.").when(|| Some(vec![0, 1]));
        };
        let unnamed = || testkit::bits("octet", 1).hint("bit 0").clause("§2.2.2").when(|| Some(2));
        let longer = || testkit::bytes("coder(1)", &[1]).clause("§2.2.3").when(|| Some(vec![1, 2]));
        let panics = || testkit::value("f()", 1).when(|| [1, 2][std::hint::black_box(7)]);
        let folded = || {
            let check = testkit::value("f()", 1).remark(LONG).hint("un").clause("§2.2.3");
            check.when(|| 2);
        };
        let hint_only = || testkit::value("f()", 1).hint(LONG).when(|| 2);
        let failing: [fn(); 6] = [named, unnamed, longer, panics, folded, hint_only];
        let gists = [
            Some("Vous avez oublié le bit 7."),
            None,
            None,
            Some("Vous lisez une place qui n’existe pas\u{a0}: vérifiez d’abord la longueur."),
            Some(LONG),
            None,
        ];
        for (test, expected) in failing.into_iter().zip(gists) {
            let panic = std::panic::catch_unwind(test).expect_err("a failing test");
            let message = panic.downcast_ref::<String>().expect("a message");
            assert_eq!(gist(message).as_deref(), expected, "{message}");
        }
    }

    #[test]
    fn values_are_left_out_and_names_are_not() {
        for (text, expected) in [
            ("error[E0308]: mismatched types", "error[E0308]: mismatched types"),
            ("error: cannot find `x` in 12 places", "error: cannot find … in … places"),
            ("QoS 2, étape12", "QoS …, étape12"),
        ] {
            assert_eq!(without_values(text), expected, "{text}");
        }
    }
}
