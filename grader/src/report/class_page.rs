//! The class page, ready for its template.

use serde::Serialize;

use super::conditions::Conditions;
use super::grid::Grid;
use super::hardest::{HardTest, hardest};
use super::mistakes::{Mistake, commonest};
use super::people::Person;
use super::spread::Spread;
use super::standing::{self, Standing};
use super::text::{line, list};
use super::to_do::{ToDo, to_do};
use super::{NAME, PARAGRAPH, SENTENCE};
use crate::model::{ClassResult, Level, Skill};

/// What `classe.html` is given.
#[derive(Debug, Serialize)]
pub(super) struct ClassPage {
    class: String,
    scheme: String,
    pupils: usize,
    grid: Grid,
    key: [Standing; 6],
    remarks: Vec<String>,
    to_do: Vec<ToDo>,
    spread: Option<Spread>,
    hardest: Vec<HardTest>,
    mistakes: Vec<Mistake>,
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
            to_do: to_do(result, people),
            spread: Spread::new(result),
            hardest: hardest(result),
            mistakes: commonest(result, people),
            levels: LEVELS.map(Standing::of_level),
            skills: class.scheme.skills.iter().map(|skill| skill_row(result, skill)).collect(),
            conditions: Conditions::new(class),
        }
    }
}

fn skill_row(result: &ClassResult, skill: &Skill) -> SkillRow {
    let positions = || {
        result.pupils.iter().flat_map(|pupil| &pupil.skills).filter(|position| position.code == skill.code)
    };
    SkillRow {
        code: line(&skill.code, NAME),
        text: line(&skill.text, SENTENCE),
        counts: LEVELS.map(|level| positions().filter(|position| position.level == level).count()),
    }
}
