//! Qualifies any MQTT 3.1.1 broker against the numbered statements of the standard, from outside.
//!
//! - [`table`]: the 140 statements and the words of the checks, as data;
//! - [`mod@bench`]: clients that say exactly what a check wants, with a record of all that passed;
//! - [`checks`]: one function for each check, by family;
//! - [`run`]: all checks, several at a time; [`verdict`]: what they say of each statement;
//! - [`report`]: the result as text, JSON and a printable « procès-verbal de recette ».
//!
//! A check never waits without a limit. Where nothing must come, it lets a marked message follow and looks at what
//! comes first, so that a broker that is right makes nobody wait.

mod app;
pub mod bench;
pub mod chapter;
pub mod checks;
mod messages;
pub mod probe;
pub mod report;
pub mod restart;
pub mod run;
pub mod table;
pub mod verdict;

pub use app::{Options, qualify};
