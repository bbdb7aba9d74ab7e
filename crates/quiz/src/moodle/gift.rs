//! GIFT: a question is a block without blank lines; `~ = # { } :` and the backslash are escaped.

use std::fmt::Write;

use labs::Shape;

use super::{Category, share, text, ways, why};
use crate::html::inline;
use crate::messages::command as messages;
use crate::question::{Choice, Kind, Question};

/// Categories of questions as a GIFT file.
#[must_use]
pub fn gift(categories: &[Category<'_>]) -> String {
    let mut out = format!("// {}\n\n", messages::MOODLE_HEADING);
    for category in categories.iter().filter(|category| !category.questions.is_empty()) {
        let _ = writeln!(out, "$CATEGORY: $course$/{}\n", category.path);
        for question in &category.questions {
            write(&mut out, question);
        }
    }
    out
}

fn write(out: &mut String, question: &Question) {
    let _ = writeln!(out, "::{}::[html]{}{{", escape(&question.name), escape(&text(question)));
    match &question.kind {
        Kind::Single(choices) => {
            choices.iter().for_each(|choice| {
                let sign = if choice.is_right { "=" } else { "~" };
                line(out, sign, &escape(&inline(&choice.text)), &choice.said);
            });
        }
        Kind::Several(choices) => several(out, choices),
        Kind::Order { items, .. } => (1..).zip(items).for_each(|(place, item)| {
            let _ = writeln!(out, "={} -> {place}", escape(&inline(item)));
        }),
        Kind::Bytes { right, mistakes, .. } => {
            ways(right).iter().for_each(|way| line(out, "=", &escape(way), ""));
            for mistake in mistakes {
                let digits = Shape::Bytes.canonical(&mistake.given).unwrap_or_default();
                ways(&digits).iter().for_each(|way| line(out, "=%0%", &escape(way), &mistake.said));
            }
        }
        Kind::Number { right, mistakes } => {
            let _ = writeln!(out, "#={right}:0");
            mistakes
                .iter()
                .for_each(|mistake| line(out, "=%0%", &format!("{}:0", mistake.given), &mistake.said));
        }
    }
    let _ = writeln!(out, "####{}\n}}\n", escape(&why(question)));
}

fn several(out: &mut String, choices: &[Choice]) {
    let right = choices.iter().filter(|choice| choice.is_right).count();
    for choice in choices {
        let sign = match choice.is_right {
            true => format!("~%{}%", share(right)),
            false => format!("~%-{}%", share(choices.len() - right)),
        };
        // Moodle says it to who ticks the choice, and ours of a right one is for who does not.
        let said = if choice.is_right { "" } else { &choice.said };
        line(out, &sign, &escape(&inline(&choice.text)), said);
    }
}

/// An answer, and what to say to who gives it.
fn line(out: &mut String, sign: &str, answer: &str, said: &str) {
    let _ = match said {
        "" => writeln!(out, "{sign}{answer}"),
        said => writeln!(out, "{sign}{answer}#{}", escape(&inline(said))),
    };
}

/// Text in which nothing is GIFT's own any more.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' => escaped.push_str("\\n"),
            _ => escaped.push(character),
        }
    }
    escaped
}
