//! The class page, ready for its template.

mod by_hand;
mod grid;
mod hardest;
mod messages;
mod missed;
mod mistakes;
mod similar;
mod spread;
mod to_do;
mod traces;

use serde::Serialize;

use crate::model::{ClassResult, Level, Skill};
use crate::report::conditions::Conditions;
use crate::report::people::Person;
use crate::report::standing::{self, Standing};
use crate::report::text::{line, list};
use crate::report::{NAME, PARAGRAPH, SENTENCE};
use grid::Grid;
use hardest::{HardTest, hardest};
use missed::{MissedQuestion, missed};
use mistakes::{Mistake, commonest};
use similar::{Alike, alike};
use spread::Spread;
use to_do::{ToDo, to_do};

/// What `classe.html` is given.
#[derive(Debug, Serialize)]
pub(super) struct ClassPage {
    class: String,
    scheme: String,
    pupils: usize,
    grid: Grid,
    key: [Standing; 7],
    remarks: Vec<String>,
    /// What is to be known of traces.
    traces: Vec<String>,
    to_do: Vec<ToDo>,
    spread: Option<Spread>,
    hardest: Vec<HardTest>,
    missed: Vec<MissedQuestion>,
    /// What to complete in the file of marks given by hand.
    by_hand: Option<String>,
    mistakes: Vec<Mistake>,
    similar: Vec<Alike>,
    levels: [Standing; 5],
    skills: Vec<SkillRow>,
    conditions: Conditions,
}

/// How many pupils stand at each level of a criterion.
#[derive(Debug, Serialize)]
struct SkillRow {
    code: String,
    text: String,
    counts: [usize; 5],
}

const LEVELS: [Level; 5] =
    [Level::Insufficient, Level::Fragile, Level::Satisfactory, Level::VeryGood, Level::NotAssessed];

impl ClassPage {
    pub fn new(result: &ClassResult, people: &[Person]) -> Self {
        let class = &result.class;
        Self {
            class: line(&class.title, SENTENCE),
            scheme: line(&class.scheme.title, SENTENCE),
            pupils: result.pupils.len(),
            grid: Grid::new(result, people),
            key: standing::ALL,
            remarks: list(&class.remarks, PARAGRAPH),
            traces: traces::notes(result),
            to_do: to_do(result, people),
            spread: Spread::new(result),
            hardest: hardest(result),
            missed: missed(result),
            by_hand: by_hand::sections(result),
            mistakes: commonest(result, people),
            similar: alike(result, people),
            levels: LEVELS.map(Standing::of_level),
            skills: class.scheme.skills.iter().map(|skill| skill_row(result, skill)).collect(),
            conditions: Conditions::new(class),
        }
    }
}

fn skill_row(result: &ClassResult, skill: &Skill) -> SkillRow {
    let positions = || {
        result
            .pupils
            .iter()
            .flat_map(|pupil| &pupil.skills)
            .filter(|position| position.code == skill.code && position.text == skill.text)
    };
    SkillRow {
        code: line(&skill.code, NAME),
        text: line(&skill.text, SENTENCE),
        counts: LEVELS.map(|level| positions().filter(|position| position.level == level).count()),
    }
}
