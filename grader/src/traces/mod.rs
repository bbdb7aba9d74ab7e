//! The traces that pupils hand in, checked against the rules of the labs.
//!
//! A trace is hostile text: what is read of it is bounded, and what cannot be read is told. Nothing here can fail on a
//! pupil's account.

mod check;
mod copies;
mod figure;
mod kit;
mod lines;
mod messages;
mod reference;
#[cfg(test)]
mod tests;

pub use check::{Checked, Checker};
pub use copies::{Owned, copies};
pub use kit::Labs;
pub use messages::title;
pub use reference::read as read_reference;
