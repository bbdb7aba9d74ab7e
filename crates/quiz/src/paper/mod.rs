//! Papers drawn from the teacher's seed: versions A and B, of an hour or shortened, of the same balance.

mod balance;
mod write;

pub use write::{code, of_code};

use std::collections::BTreeMap;

use labs::{Criterion, Draw, Key, Prompt};

use crate::asked::Asked;
use crate::bank::Bank;
use crate::messages;
use crate::question::{Question, Usage};

/// What a paper is out of.
pub const OUT_OF: usize = 20;
/// The name of the sheet, and of its form: `reponses/quiz.toml`.
pub const SHEET: &str = "quiz";
/// A version has at most this many questions of one chapter, as long as others are left.
const MOST_OF_A_CHAPTER: usize = 3;

/// One of the two versions: neighbours have different ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    /// The first.
    A,
    /// The second, of which no question is in the first.
    B,
}

/// How long a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    /// An hour.
    Hour,
    /// Half of the questions, in 25 minutes.
    Short,
}

/// A paper.
#[derive(Debug, Clone)]
pub struct Paper<'b> {
    /// Its version.
    pub version: Version,
    /// Its length.
    pub length: Length,
    /// Its questions, from the easiest to the hardest.
    pub asked: Vec<Asked<'b>>,
}

/// A bank that has too few questions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", messages::paper::too_few(*criterion, *level, *wanted, *found))]
pub struct TooFew {
    /// Of this criterion.
    pub criterion: Criterion,
    /// At this level.
    pub level: u8,
    /// For both versions.
    pub wanted: usize,
    /// In the bank.
    pub found: usize,
}

impl Version {
    /// Both.
    pub const ALL: [Version; 2] = [Version::A, Version::B];
}

impl Length {
    /// Both.
    pub const ALL: [Length; 2] = [Length::Hour, Length::Short];

    /// How long it lasts, in minutes.
    #[must_use]
    pub fn minutes(self) -> u32 {
        match self {
            Length::Hour => 60,
            Length::Short => 25,
        }
    }
}

/// Draws a version. The same seed and bank give the same paper on every machine; who does not know the seed cannot tell
/// which questions of the bank are asked.
///
/// # Errors
/// [`TooFew`].
pub fn draw<'b>(bank: &'b Bank, seed: &str, version: Version, length: Length) -> Result<Paper<'b>, TooFew> {
    let mut of_versions = choose(bank, seed)?;
    let chosen = of_versions.remove(if version == Version::A { 0 } else { 1 });
    let wanted = balance::of(length);
    let mut left: BTreeMap<(&str, u8), usize> = BTreeMap::new();
    for (criterion, levels) in wanted {
        left.extend((1..).zip(levels).map(|(level, count)| ((criterion.name(), level), *count)));
    }
    let mut kept = chosen;
    kept.retain(|question| {
        let left = left.entry((question.criterion.name(), question.level)).or_default();
        let has_place = *left > 0;
        *left = left.saturating_sub(1);
        has_place
    });
    kept.sort_by_key(|question| question.level);
    // The short paper shows its questions as the whole one does.
    let asked = |question: &'b Question| {
        Asked::new(question, &mut Draw::new(&format!("quiz {}", question.name), seed, version.number()))
    };
    Ok(Paper { version, length, asked: kept.into_iter().map(asked).collect() })
}

/// The questions of both versions, in the order in which they were drawn.
fn choose<'b>(bank: &'b Bank, seed: &str) -> Result<Vec<Vec<&'b Question>>, TooFew> {
    let mut draw = Draw::new(SHEET, seed, 0);
    let mut versions = vec![Vec::new(), Vec::new()];
    let mut of_chapter: [BTreeMap<&str, usize>; 2] = Default::default();
    let chapter = |question: &Question| bank.chapter_of(question).map_or("", |chapter| &*chapter.name);
    for (criterion, levels) in balance::of(Length::Hour) {
        for (level, count) in (1..).zip(levels) {
            let is_of = |question: &&Question| question.criterion == *criterion && question.level == level;
            let mut left = draw.shuffled(bank.questions(Usage::Exam).filter(is_of));
            if left.len() < 2 * count {
                let found = left.len();
                return Err(TooFew { criterion: *criterion, level, wanted: 2 * count, found });
            }
            for _ in 0..*count {
                for (version, of_chapter) in versions.iter_mut().zip(&mut of_chapter) {
                    let count_of =
                        |question: &Question| of_chapter.get(chapter(question)).copied().unwrap_or(0);
                    let fits = |question: &&Question| count_of(question) < MOST_OF_A_CHAPTER;
                    let at = left.iter().position(fits).unwrap_or(0);
                    let question = left.remove(at);
                    *of_chapter.entry(chapter(question)).or_default() += 1;
                    version.push(question);
                }
            }
        }
    }
    Ok(versions)
}

impl Version {
    fn number(self) -> u32 {
        match self {
            Version::A => 1,
            Version::B => 2,
        }
    }
}

impl Paper<'_> {
    /// What each question is worth.
    #[must_use]
    pub fn points(&self) -> f64 {
        OUT_OF as f64 / self.asked.len().max(1) as f64
    }

    /// The key: what the grader marks a form with.
    #[must_use]
    pub fn key(&self) -> Key {
        let keyed = self.numbered().map(|(name, asked)| asked.key(name, self.points()));
        Key { sheet: SHEET.to_owned(), pair: None, questions: keyed.collect() }
    }

    /// What the form asks.
    #[must_use]
    pub fn prompts(&self) -> Vec<Prompt> {
        self.numbered().map(|(name, asked)| Prompt { name, text: asked.in_a_line() }).collect()
    }

    fn numbered(&self) -> impl Iterator<Item = (String, &Asked<'_>)> {
        (1..).zip(&self.asked).map(|(number, asked)| (format!("q{number}"), asked))
    }
}
