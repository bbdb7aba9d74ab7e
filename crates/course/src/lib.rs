//! The public course as data.
//!
//! An exercise is a folder `exercises/NN-slug/` whose `exercise.toml` says what it teaches, how long it takes, what
//! it is worth, which tests prove it and which three hints help. [`Course::load`] reads them all, in order;
//! [`find_root`] finds the kit from wherever the student stands; [`starter::generate`] turns a solution with markers
//! into the file that the student receives.
//!
//! Keys, hidden cases and marking schemes are the teacher's: none of them is here.
//!
//! ```no_run
//! let course = course::Course::load(&course::find_root()?)?;
//! for exercise in course.exercises() {
//!     println!("{} {} ({} min)", exercise.id(), exercise.title, exercise.minutes);
//! }
//! # Ok::<(), course::Error>(())
//! ```

mod catalogue;
mod clause;
mod error;
mod exercise;
mod manifest;
mod messages;
mod root;
pub mod starter;

pub use catalogue::Course;
pub use clause::{Clause, InvalidClause};
pub use error::Error;
pub use exercise::{Exercise, TestCase};
pub use root::{ROOT_VARIABLE, find_root, find_root_from};
