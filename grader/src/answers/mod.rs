//! The answer forms that pupils hand in, marked with the keys of the labs.
//!
//! A sheet is a lab's form with its key: `td1`, `tp4`. Most are the same for everybody; a TD may have been drawn for
//! each pair, and then its key is the pair's own. Nothing here can fail on a pupil's account: what cannot be read is told.

mod draws;
mod mark;
mod messages;
#[cfg(test)]
mod quiz_tests;
mod quizzes;
mod remarks;
mod sheets;
#[cfg(test)]
mod tests;

pub use draws::Draws;
pub use mark::{Given, mark};
pub use messages::{NOT_ANSWERED, answered, title};
pub use quizzes::{is_quiz, mark_quiz};
pub use remarks::Answered;
pub use sheets::{Sheet, Sheets};
