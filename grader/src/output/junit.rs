//! `JUnit` XML, which most continuous integration services show: a suite for each pupil, a case for each hidden
//! group and each question of a form.

use std::fmt::Write;
use std::io;

use mqtt_trace::visible::Visible;

use super::{Counts, Format};
use crate::answers;
use crate::messages;
use crate::model::{
    Answer, AnswerOutcome, Class, Compilation, HiddenGroup, Line, LineState, Outcome, Pupil, RuleResult,
    SheetResult,
};

enum Outcomes {
    Pass,
    Failure(String),
    Error(String),
    Skipped(String),
}

/// The suites of a class.
pub struct Suites;

impl Format for Suites {
    fn head(&mut self, class: &Class, _: Counts) -> io::Result<String> {
        let name = escape(&class.title);
        Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{name}\">\n"))
    }

    fn pupil(&mut self, pupil: &Pupil) -> io::Result<String> {
        Ok(suite(pupil))
    }

    fn foot(&mut self) -> String {
        "</testsuites>\n".to_owned()
    }
}

fn suite(pupil: &Pupil) -> String {
    let mut xml = String::new();
    let cases: Vec<(String, String, Outcomes)> =
        pupil.lines.iter().flat_map(|line| cases(line, pupil)).collect();
    let count =
        |wanted: fn(&Outcomes) -> bool| cases.iter().filter(|(_, _, outcome)| wanted(outcome)).count();
    let _ = writeln!(
        xml,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"{:.3}\">",
        escape(&pupil.id),
        cases.len(),
        count(|outcome| matches!(outcome, Outcomes::Failure(_))),
        count(|outcome| matches!(outcome, Outcomes::Error(_))),
        count(|outcome| matches!(outcome, Outcomes::Skipped(_))),
        pupil.times.seconds
    );
    for (class, name, outcome) in &cases {
        let _ = write!(xml, "    <testcase classname=\"{}\" name=\"{}\"", escape(class), escape(name));
        xml += &match outcome {
            Outcomes::Pass => "/>\n".to_owned(),
            Outcomes::Failure(text) => format!("><failure message=\"{}\"/></testcase>\n", escape(text)),
            Outcomes::Error(text) => format!("><error message=\"{}\"/></testcase>\n", escape(text)),
            Outcomes::Skipped(text) => format!("><skipped message=\"{}\"/></testcase>\n", escape(text)),
        };
    }
    xml + "  </testsuite>\n"
}

fn cases(line: &Line, pupil: &Pupil) -> Vec<(String, String, Outcomes)> {
    let whole = |outcome| vec![(line.id.clone(), line.what.clone(), outcome)];
    match (line.state, &line.exercise) {
        (LineState::NotApplicable, _) => whole(Outcomes::Skipped(messages::standing(pupil))),
        (LineState::ToMark, _) => whole(Outcomes::Skipped(messages::TO_MARK.to_owned())),
        (LineState::NotHandedIn, _) => whole(Outcomes::Skipped(line.because.join(" "))),
        (LineState::ToRetry, _) => whole(Outcomes::Error(line.because.join(" "))),
        (LineState::Marked, Some(exercise)) if !exercise.groups.is_empty() => {
            let case = |group: &HiddenGroup| {
                let outcome = outcome(group, exercise.compilation.as_ref());
                (exercise.exercise.clone(), group.name.clone(), outcome)
            };
            exercise.groups.iter().map(case).collect()
        }
        (LineState::Marked, Some(_)) => whole(Outcomes::Failure(line.because.join(" "))),
        (LineState::Marked, None) => match (&line.sheet, &line.trace) {
            (_, Some(trace)) if !trace.rules.is_empty() => {
                let asked = trace.rules.iter().filter(|rule| !rule.optional);
                asked.map(|rule| (trace.trace.clone(), rule.text.clone(), kept(rule))).collect()
            }
            (Some(sheet), _) if !sheet.answers.is_empty() => {
                sheet.answers.iter().map(|a| answer(sheet, a)).collect()
            }
            _ => whole(Outcomes::Pass),
        },
    }
}

/// A rule of a trace.
fn kept(rule: &RuleResult) -> Outcomes {
    match &rule.missing {
        Some(missing) if !rule.kept => Outcomes::Failure(missing.clone()),
        _ => Outcomes::Pass,
    }
}

/// A question of a form. What is expected is the teacher's, and stays out.
fn answer(sheet: &SheetResult, answer: &Answer) -> (String, String, Outcomes) {
    let outcome = match answer.outcome {
        AnswerOutcome::Right | AnswerOutcome::Accepted => Outcomes::Pass,
        AnswerOutcome::Wrong => Outcomes::Failure(answers::answered(&answer.given)),
        AnswerOutcome::Blank => Outcomes::Failure(answers::NOT_ANSWERED.to_owned()),
    };
    (sheet.sheet.clone(), format!("{} {}", answer.name.to_uppercase(), answer.question), outcome)
}

fn outcome(group: &HiddenGroup, compilation: Option<&Compilation>) -> Outcomes {
    match (group.outcome, &group.difference, compilation) {
        (Outcome::Pass, ..) => Outcomes::Pass,
        (Outcome::NotRun, _, Some(compilation)) => Outcomes::Failure(compilation.text.clone()),
        (_, Some(difference), _) => Outcomes::Failure(messages::difference(difference)),
        _ => Outcomes::Failure(messages::group_missed(group)),
    }
}

/// XML has no way at all to write most control characters: they are shown, as are those that would reorder a line.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\n' => escaped += "&#10;",
            '\t' => escaped += "&#9;",
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => {
                let _ = write!(escaped, "{}", Visible(c.encode_utf8(&mut [0; 4])));
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Suites, escape};
    use crate::model::ClassResult;
    use crate::output::{Counts, Format};

    #[test]
    fn every_state_of_the_sample_is_told() {
        let sample = include_str!("../../exemples/resultats.jsonl");
        let result = ClassResult::from_lines(sample).expect("a result");
        let mut document = Suites.head(&result.class, Counts::default()).expect("a head");
        for pupil in &result.pupils {
            document += &Suites.pupil(pupil).expect("a suite");
        }
        insta::assert_snapshot!(document + &Suites.foot());
    }

    #[test]
    fn what_xml_cannot_hold_is_shown() {
        assert_eq!(escape("<a b=\"&\">\x1b[31m\0"), r"&lt;a b=&quot;&amp;&quot;&gt;\u{1b}[31m\u{0}");
    }
}
