//! Breaking the line on purpose, without I/O or clock.
//!
//! [`Script`] is what was asked for, read from text; a `Plan` counts the packets of all connections and says what
//! becomes of each; a `Line` is one connection, with what waits in it. The proxy only carries out what they say.

mod error;
mod lane;
mod line;
mod parse;
mod plan;
mod reader;
pub mod recipes;
mod resend;
mod rule;
mod script;
mod words;

pub use error::{FaultError, Missing, Problem};
pub(crate) use line::{Line, Step};
pub(crate) use plan::Plan;
pub use rule::{Action, Place, Rule};
pub use script::Script;

#[cfg(test)]
mod tests;
