//! What a question must be, whatever it asks. Each fault is a sentence that says how to mend it.

use std::collections::BTreeSet;

use labs::Shape;

use crate::messages;
use crate::question::{Choice, Kind, OrderMistake, Question, ValueMistake};

/// A paper has room for so many choices.
const MOST: usize = 6;

pub(crate) fn question(question: &Question, chapter: &str) -> Result<(), String> {
    let name = &question.name;
    let is_named = name.strip_prefix(chapter).is_some_and(|rest| rest.starts_with('-') && rest.len() > 1)
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    ensure(is_named, || messages::wrong_name(name, chapter))?;
    ensure((1..=3).contains(&question.level), || messages::wrong_level(name, question.level))?;
    ensure(!question.text.is_empty(), || messages::empty(name, "enonce"))?;
    ensure(!question.why.is_empty(), || messages::empty(name, "explication"))?;
    ensure(is_reference(&question.reference), || messages::wrong_reference(name, &question.reference))?;
    match &question.kind {
        Kind::Single(choices) => single(name, choices),
        Kind::Several(choices) => several(name, choices),
        Kind::Order { items, mistakes } => order(name, items, mistakes),
        Kind::Bytes { right, mistakes, frame } => {
            let digits = Shape::Bytes.canonical(right);
            let is_canonical = digits.as_ref() == Some(right) && right.len() % 2 == 0;
            ensure(is_canonical, || messages::wrong_bytes(name, right))?;
            values(name, Shape::Bytes, right, mistakes)?;
            let asked = frame.as_ref().map(|frame| frame.bytes.matches("??").count());
            ensure(asked.is_none_or(|asked| asked * 2 == right.len()), || messages::wrong_frame(name))
        }
        Kind::Number { right, mistakes } => values(name, Shape::Number, &right.to_string(), mistakes),
    }
}

fn single(name: &str, choices: &[Choice]) -> Result<(), String> {
    ensure((3..=MOST).contains(&choices.len()), || messages::how_many(name, 3, MOST))?;
    let right = choices.iter().filter(|choice| choice.is_right).count();
    ensure(right == 1, || messages::not_one_right(name, right))?;
    each_choice(name, choices)
}

fn several(name: &str, choices: &[Choice]) -> Result<(), String> {
    ensure((3..=MOST).contains(&choices.len()), || messages::how_many(name, 3, MOST))?;
    let right = choices.iter().filter(|choice| choice.is_right).count();
    ensure(right >= 2 && right < choices.len(), || messages::not_several_right(name, right))?;
    each_choice(name, choices)
}

fn each_choice(name: &str, choices: &[Choice]) -> Result<(), String> {
    let mute = choices.iter().find(|choice| !choice.is_right && choice.said.is_empty());
    if let Some(choice) = mute {
        return Err(messages::mute_choice(name, &choice.text));
    }
    different(name, choices.iter().map(|choice| choice.text.as_str()))
}

fn order(name: &str, items: &[String], mistakes: &[OrderMistake]) -> Result<(), String> {
    ensure((3..=MOST).contains(&items.len()), || messages::how_many(name, 3, MOST))?;
    different(name, items.iter().map(String::as_str))?;
    for mistake in mistakes {
        let places: BTreeSet<usize> = mistake.places.iter().copied().collect();
        let is_whole = places.iter().copied().eq(0..items.len()) && mistake.places.len() == items.len();
        let shown = || mistake.places.iter().map(|place| (place + 1).to_string()).collect::<String>();
        ensure(is_whole && !mistake.places.is_sorted(), || messages::wrong_order_mistake(name, &shown()))?;
    }
    ensure(!mistakes.is_empty(), || messages::no_mistake(name))
}

fn values(name: &str, shape: Shape, right: &str, mistakes: &[ValueMistake]) -> Result<(), String> {
    let mut seen = BTreeSet::from([right.to_owned()]);
    for mistake in mistakes {
        let canonical = shape.canonical(&mistake.given);
        let is_new = canonical.is_some_and(|canonical| seen.insert(canonical));
        ensure(is_new && !mistake.said.is_empty(), || messages::wrong_mistake(name, &mistake.given))?;
    }
    ensure(!mistakes.is_empty(), || messages::no_mistake(name))
}

fn different<'t>(name: &str, texts: impl Iterator<Item = &'t str>) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for text in texts {
        ensure(!text.trim().is_empty() && seen.insert(text), || messages::same_text(name, text))?;
    }
    Ok(())
}

/// `MQTT-3.3.1-4`, `§4.4`, or another text by its name: `RFC 8446`, `Mosquitto`.
fn is_reference(text: &str) -> bool {
    let all = |text: &str| course::Clause::try_from(text.to_owned()).is_ok();
    let is_other = !text.starts_with("MQTT-") && text.starts_with(|c: char| c.is_uppercase());
    is_other || (!text.is_empty() && text.split(", ").all(all))
}

fn ensure(is_so: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if is_so { Ok(()) } else { Err(otherwise()) }
}
