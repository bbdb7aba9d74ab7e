//! Code that is alike.

use serde::{Deserialize, Serialize};

/// A pupil's exercise that has much in common with other code. To look at, never a penalty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Similar {
    /// Its folder's name.
    pub exercise: String,
    /// The pupil's identifier; of one of a pair.
    pub pupil: String,
    /// What it is like.
    pub to: Owner,
    /// What both share, in percent of the shorter; what the kit gave does not count.
    pub share: f64,
    /// The longest passages in common, the longest first.
    pub passages: Vec<Passage>,
}

/// Whose a piece of code is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// A pupil's, by identifier.
    Pupil(String),
    /// A file of the kit, from its root.
    Kit(String),
    /// An earlier year's hand-in, by name.
    Archive(String),
}

/// Lines that say the same on both sides, under other names perhaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The pupil's file.
    pub file: String,
    /// First and last, from 1.
    pub lines: (usize, usize),
    /// The other's file.
    pub other_file: String,
    /// First and last, from 1.
    pub other_lines: (usize, usize),
}
