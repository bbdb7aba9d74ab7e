//! Moodle XML: texts are HTML within CDATA.

use std::fmt::Write;

use labs::Shape;

use super::{Category, share, text, ways, why};
use crate::html::{escaped, inline};
use crate::messages::paper::criterion;
use crate::question::{Choice, Kind, Question};

/// Categories of questions as a Moodle XML file.
#[must_use]
pub fn xml(categories: &[Category<'_>]) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n".to_owned();
    for category in categories.iter().filter(|category| !category.questions.is_empty()) {
        let path = escaped(&format!("$course$/{}", category.path));
        let _ =
            writeln!(out, "<question type=\"category\"><category><text>{path}</text></category></question>");
        for question in &category.questions {
            write(&mut out, question);
        }
    }
    out + "</quiz>\n"
}

fn write(out: &mut String, question: &Question) {
    let kind = match question.kind {
        Kind::Single(_) | Kind::Several(_) => "multichoice",
        Kind::Order { .. } => "matching",
        Kind::Bytes { .. } => "shortanswer",
        Kind::Number { .. } => "numerical",
    };
    let name = escaped(&question.name);
    let _ = writeln!(out, "<question type=\"{kind}\">\n<name><text>{name}</text></name>");
    let _ = writeln!(out, "<questiontext format=\"html\">{}</questiontext>", cdata(&text(question)));
    let _ = writeln!(out, "<generalfeedback format=\"html\">{}</generalfeedback>", cdata(&why(question)));
    let _ = writeln!(out, "<defaultgrade>1</defaultgrade>\n<penalty>0.3333333</penalty>\n<hidden>0</hidden>");
    let _ = writeln!(out, "<idnumber>{name}</idnumber>");
    match &question.kind {
        Kind::Single(choices) => {
            out.push_str("<single>true</single>\n");
            multichoice(out, choices);
        }
        Kind::Several(choices) => {
            out.push_str("<single>false</single>\n");
            multichoice(out, choices);
        }
        Kind::Order { items, .. } => {
            out.push_str("<shuffleanswers>true</shuffleanswers>\n");
            for (place, item) in (1..).zip(items) {
                let item = cdata(&inline(item));
                let _ = writeln!(
                    out,
                    "<subquestion format=\"html\">{item}<answer><text>{place}</text></answer></subquestion>"
                );
            }
        }
        Kind::Bytes { right, mistakes, .. } => {
            out.push_str("<usecase>0</usecase>\n");
            ways(right).iter().for_each(|way| answer(out, "100", "moodle_auto_format", way, "", ""));
            for mistake in mistakes {
                let digits = Shape::Bytes.canonical(&mistake.given).unwrap_or_default();
                ways(&digits)
                    .iter()
                    .for_each(|way| answer(out, "0", "moodle_auto_format", way, &mistake.said, ""));
            }
        }
        Kind::Number { right, mistakes } => {
            let exact = "<tolerance>0</tolerance>";
            answer(out, "100", "moodle_auto_format", &right.to_string(), "", exact);
            for mistake in mistakes {
                answer(out, "0", "moodle_auto_format", &mistake.given, &mistake.said, exact);
            }
        }
    }
    let tags = [criterion(question.criterion).to_owned(), format!("niveau {}", question.level)];
    let tags = tags.map(|tag| format!("<tag><text>{tag}</text></tag>")).concat();
    let _ = writeln!(out, "<tags>{tags}</tags>\n</question>");
}

fn multichoice(out: &mut String, choices: &[Choice]) {
    out.push_str("<shuffleanswers>true</shuffleanswers>\n<answernumbering>abc</answernumbering>\n");
    let right = choices.iter().filter(|choice| choice.is_right).count();
    let minus = if right == 1 { "0".to_owned() } else { format!("-{}", share(choices.len() - right)) };
    for choice in choices {
        // Moodle says it to who ticks the choice, and ours of a right one is for who does not.
        let (fraction, said) = if choice.is_right { (share(right), "") } else { (&*minus, &*choice.said) };
        answer(out, fraction, "html", &inline(&choice.text), said, "");
    }
}

fn answer(out: &mut String, fraction: &str, format: &str, text: &str, said: &str, more: &str) {
    let _ = writeln!(
        out,
        "<answer fraction=\"{fraction}\" format=\"{format}\">{}{more}<feedback format=\"html\">{}</feedback></answer>",
        cdata(text),
        cdata(&inline(said))
    );
}

fn cdata(text: &str) -> String {
    format!("<text><![CDATA[{}]]></text>", text.replace("]]>", "]]]]><![CDATA[>"))
}
