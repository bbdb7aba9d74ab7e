//! `grader serve`, over real HTTP and in a real browser.

mod browser;
mod marks;
mod safety;
mod support;

pub use support::Served;
