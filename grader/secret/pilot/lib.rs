//! What the drivers are made with: cases drawn from a seed, and one line written for each; or connections to serve.
//!
//! A driver is linked with the student's library and runs in its process, so it must hold nothing worth stealing: no
//! expected value, and no seed but the one that it reads. It calls a function, binds the result with `let` to a type
//! of the standard library, so that a type of the student's own cannot stand in for it, and writes the call and the
//! result. Another process compares.

#[cfg(unix)]
mod connections;
mod draw;
mod script;
mod show;

use std::fmt::Display;
use std::io::Write;

#[cfg(unix)]
pub use connections::{Connection, Connections, Incoming, Outgoing};
pub use draw::Draw;
pub use script::Script;
pub use show::{bytes, maybe_bytes};

/// The cases of one group.
pub struct Cases {
    /// Where the cases come from.
    pub draw: Draw,
}

/// Runs one group: reads its seed, 64 hexadecimal digits on the standard input, and hands it to `group`.
pub fn run(group: fn(&mut Cases)) {
    group(&mut Cases { draw: read_seed() });
}

/// Writes the script of a conversation, drawn from the seed on the standard input.
pub fn write(script: fn(&mut Script)) {
    script(&mut Script { draw: read_seed() });
}

/// Holds a conversation: `serve` is given the connections, and must answer on each.
#[cfg(unix)]
pub fn converse(serve: fn(Connections)) {
    // A thread that falls ends its connection and no more: whoever waits on another would wait for long.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        usual(panic);
        std::process::exit(101);
    }));
    serve(Connections::inherited().expect("a socket as standard input"));
}

fn read_seed() -> Draw {
    let mut seed = String::new();
    std::io::stdin().read_line(&mut seed).expect("a seed on the standard input");
    Draw::new(seed.trim()).expect("a seed of 64 hexadecimal digits")
}

impl Cases {
    /// Writes down one call and what it gave. The line is out before the next call is made, which may be the last.
    pub fn line(&mut self, call: impl Display, result: impl Display) {
        record(call, result);
    }
}

fn record(call: impl Display, result: impl Display) {
    let text = format!("\u{1e}{call}\u{1f}{result}\n");
    std::io::stdout().write_all(text.as_bytes()).expect("an open standard output");
}
