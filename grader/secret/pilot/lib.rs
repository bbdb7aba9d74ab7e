//! What the drivers are made with: cases drawn from a seed, and one line written for each.
//!
//! A driver is linked with the student's library and runs in its process, so it must hold nothing worth stealing: no
//! expected value, and no seed but the one that it reads. It calls a function, binds the result with `let` to a type
//! of the standard library, so that a type of the student's own cannot stand in for it, and writes the call and the
//! result. Another process compares.

mod draw;
mod show;

use std::fmt::Display;
use std::io::Write;

pub use draw::Draw;
pub use show::{bytes, maybe_bytes};

/// The cases of one group.
pub struct Cases {
    /// Where the cases come from.
    pub draw: Draw,
}

/// Runs one group: reads its seed, 64 hexadecimal digits on the standard input, and hands it to `group`.
pub fn run(group: fn(&mut Cases)) {
    let mut seed = String::new();
    std::io::stdin().read_line(&mut seed).expect("a seed on the standard input");
    group(&mut Cases { draw: Draw::new(seed.trim()).expect("a seed of 64 hexadecimal digits") });
}

impl Cases {
    /// Writes down one call and what it gave. The line is out before the next call is made, which may be the last.
    pub fn line(&mut self, call: impl Display, result: impl Display) {
        let text = format!("\u{1e}{call}\u{1f}{result}\n");
        std::io::stdout().write_all(text.as_bytes()).expect("an open standard output");
    }
}
