//! Questions for Moodle's question bank: GIFT, that a teacher can read and edit, and Moodle XML.
//!
//! | the bank | Moodle |
//! |---|---|
//! | one choice | multichoice |
//! | several choices | multichoice, each right one a share of the points, each wrong one a share less |
//! | order | matching: each thing with its place |
//! | bytes | shortanswer, with the ways to write them |
//! | number | numerical, tolerance 0 |
//!
//! Moodle shuffles choices itself, so they are written in the bank's order.

mod gift;
mod xml;

pub use gift::gift;
pub use xml::xml;

use crate::html::{escaped, inline};
use crate::question::Question;

/// Questions that go into one category of Moodle's bank.
#[derive(Debug, Clone)]
pub struct Category<'b> {
    /// Its path, `MQTT/Autotests/QoS 1`: a slash begins a category within the one before.
    pub path: String,
    /// What it holds.
    pub questions: Vec<&'b Question>,
}

/// The question in HTML, on one line but for its log.
fn text(question: &Question) -> String {
    let log = question.log.as_ref().map(|log| format!("<pre>{}</pre>", escaped(log)));
    format!("<p>{}</p>{}", inline(&question.text), log.unwrap_or_default())
}

/// Why the right answer is right, in HTML.
fn why(question: &Question) -> String {
    format!("<p>{} [{}]</p>", inline(&question.why), escaped(&question.reference))
}

/// The share of the points that each of `count` choices has, in percent, with the decimals that Moodle knows.
fn share(count: usize) -> &'static str {
    match count {
        0 | 1 => "100",
        2 => "50",
        3 => "33.33333",
        4 => "25",
        _ => "20",
    }
}

/// The ways to write bytes that Moodle must accept: `320c`, `32 0c`, `0x32 0x0c`. It lets case pass by itself.
fn ways(digits: &str) -> Vec<String> {
    let pairs: Vec<&str> = (0..digits.len()).step_by(2).filter_map(|at| digits.get(at..at + 2)).collect();
    let mut ways = vec![pairs.join(" "), digits.to_owned()];
    ways.push(pairs.iter().map(|pair| format!("0x{pair}")).collect::<Vec<_>>().join(" "));
    ways.push(format!("0x{digits}"));
    ways.sort_unstable();
    ways.dedup();
    ways
}
