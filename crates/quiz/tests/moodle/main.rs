//! What is written for Moodle, read back as Moodle reads it: nothing is lost on the way, nothing escapes its place.

mod gift;
mod xml;

use std::path::Path;

use quiz::html::inline;
use quiz::moodle::Category;
use quiz::{Bank, FOLDER, Kind, Question, Usage};

/// A question as Moodle would hold it.
#[derive(Debug, Clone, PartialEq)]
struct Read {
    category: String,
    name: String,
    /// In HTML.
    text: String,
    general_feedback: String,
    answers: Vec<Answer>,
}

/// An answer: a share of the points in percent, a text, and what is said of it.
#[derive(Debug, Clone, PartialEq)]
struct Answer {
    fraction: f64,
    text: String,
    feedback: String,
}

fn bank() -> Bank {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    Bank::load(&root.join(FOLDER)).unwrap_or_else(|error| panic!("{error}"))
}

fn categories(bank: &Bank) -> Vec<Category<'_>> {
    let of = |chapter: &'_ quiz::Chapter| format!("MQTT/{}", chapter.title);
    let chapters = bank.chapters.iter();
    chapters.map(|own| Category { path: of(own), questions: own.questions.iter().collect() }).collect()
}

/// What must have been read, whatever the format.
fn check(read: &[Read], bank: &Bank) {
    let questions: Vec<&Question> = bank.chapters.iter().flat_map(|chapter| &chapter.questions).collect();
    assert_eq!(read.len(), questions.len());
    assert!(bank.questions(Usage::Exam).count() > 40, "both usages are there");
    for (read, question) in read.iter().zip(questions) {
        let name = &question.name;
        assert_eq!(&read.name, name);
        let chapter = bank.chapter_of(question).expect("it comes from the bank");
        assert_eq!(read.category, format!("$course$/MQTT/{}", chapter.title), "{name}");
        assert!(
            read.text.starts_with(&format!("<p>{}</p>", inline(&question.text))),
            "{name}: {}",
            read.text
        );
        if let Some(log) = &question.log {
            assert!(
                read.text.ends_with(&format!("<pre>{}</pre>", quiz::html::escaped(log))),
                "{name}: {}",
                read.text
            );
        }
        assert!(read.general_feedback.contains(&inline(&question.why)), "{name}: {}", read.general_feedback);
        answers(&read.answers, question);
    }
}

fn answers(read: &[Answer], question: &Question) {
    let name = &question.name;
    let sum: f64 = read.iter().map(|answer| answer.fraction).filter(|fraction| *fraction > 0.0).sum();
    match &question.kind {
        Kind::Single(choices) | Kind::Several(choices) => {
            assert!((sum - 100.0).abs() < 0.001, "{name}: {sum}");
            assert_eq!(read.len(), choices.len(), "{name}");
            for (read, choice) in read.iter().zip(choices) {
                assert_eq!(read.text, inline(&choice.text), "{name}");
                assert_eq!(read.fraction > 0.0, choice.is_right, "{name}: {}", choice.text);
                assert_eq!(read.feedback, if choice.is_right { String::new() } else { inline(&choice.said) });
            }
            if matches!(question.kind, Kind::Several(_)) {
                let lost: f64 =
                    read.iter().map(|answer| answer.fraction).filter(|fraction| *fraction < 0.0).sum();
                assert!((lost + 100.0).abs() < 0.001, "{name}: who ticks all has nothing, {lost}");
            }
        }
        Kind::Order { items, .. } => {
            let places = (1..).zip(items).map(|(place, item)| (inline(item), place.to_string()));
            let read = read.iter().map(|answer| (answer.text.clone(), answer.feedback.clone()));
            assert_eq!(read.collect::<Vec<_>>(), places.collect::<Vec<_>>(), "{name}");
        }
        Kind::Bytes { right, mistakes, .. } => {
            let digits = |answer: &Answer| answer.text.replace(' ', "").replace("0x", "");
            for answer in read {
                let said = mistakes.iter().find(|mistake| mistake.given == digits(answer));
                assert_eq!(answer.fraction > 0.0, digits(answer) == *right, "{name}: {}", answer.text);
                assert_eq!(
                    answer.feedback,
                    said.map_or(String::new(), |mistake| inline(&mistake.said)),
                    "{name}"
                );
            }
            assert!(read.iter().any(|answer| answer.text == *right && answer.fraction == 100.0), "{name}");
        }
        Kind::Number { right, mistakes } => {
            assert_eq!(read[0], Answer { fraction: 100.0, text: right.to_string(), feedback: String::new() });
            for (read, mistake) in read[1..].iter().zip(mistakes) {
                assert_eq!((read.fraction, &read.text), (0.0, &mistake.given), "{name}");
                assert_eq!(read.feedback, inline(&mistake.said), "{name}");
            }
            assert_eq!(read.len(), mistakes.len() + 1, "{name}");
        }
    }
}
