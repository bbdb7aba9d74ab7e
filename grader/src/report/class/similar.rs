//! Code that is alike, for the teacher to look at.

use serde::Serialize;

use super::messages;
use crate::model::{ClassResult, Owner, Passage, Similar};
use crate::report::numbers::percent;
use crate::report::people::Person;
use crate::report::text::line;
use crate::report::{NAME, SENTENCE};

/// Most that are shown.
const MOST: usize = 40;

#[derive(Debug, Serialize)]
pub(super) struct Alike {
    exercise: String,
    people: Vec<Person>,
    /// What it is like, where it is not a classmate's.
    other: Option<String>,
    share: String,
    passages: Vec<Sides>,
}

/// The same lines on both sides.
#[derive(Debug, Serialize)]
struct Sides {
    one: String,
    other: String,
}

pub(super) fn alike(result: &ClassResult, people: &[Person]) -> Vec<Alike> {
    let person = |id: &str| {
        let of_it = result.pupils.iter().zip(people).find(|(pupil, _)| pupil.id == id);
        of_it.map(|(_, person)| person.clone())
    };
    let row = |similar: &Similar| {
        let mut people: Vec<Person> = person(&similar.pupil).into_iter().collect();
        let other = match &similar.to {
            Owner::Pupil(id) => {
                people.extend(person(id));
                None
            }
            Owner::Kit(file) => Some(messages::of_the_kit(&line(file, SENTENCE))),
            Owner::Archive(label) => Some(messages::of_archives(&line(label, NAME))),
        };
        Alike {
            exercise: line(&similar.exercise, NAME),
            people,
            other,
            share: percent(similar.share / 100.0),
            passages: similar.passages.iter().map(sides).collect(),
        }
    };
    result.class.similar.iter().take(MOST).map(row).collect()
}

fn sides(passage: &Passage) -> Sides {
    let side = |file: &str, lines| messages::passage(&line(in_exercise(file), SENTENCE), lines);
    Sides { one: side(&passage.file, passage.lines), other: side(&passage.other_file, passage.other_lines) }
}

/// `src/lib.rs` of `exercises/02-longueur-restante/src/lib.rs`: the row names the exercise. Other files stay whole.
fn in_exercise(file: &str) -> &str {
    file.strip_prefix("exercises/").and_then(|below| below.split_once('/')).map_or(file, |(_, file)| file)
}
