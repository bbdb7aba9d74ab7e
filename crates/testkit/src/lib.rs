//! What the exercises' tests use: a failure that teaches.
//!
//! A [`Check`] names an operation, what it must give, and what helps when it gives something else: a hint, the rule
//! of the specification, and the classic mistakes with what they give. [`Check::when`] runs the student's code:
//!
//! ```should_panic
//! # fn coder(_: u32) -> Option<Vec<u8>> { Some(vec![0x80]) }
//! testkit::bytes("coder(128)", &[0x80, 0x01])
//!     .hint("le bit 7 annonce qu’un autre octet suit")
//!     .clause("§2.2.3")
//!     .mistake(Some(vec![0x80]), "Vous avez sans doute oublié l’octet suivant.")
//!     .when(|| coder(128));
//! ```
//!
//! Each kind of result has its own way of showing where it differs: [`bytes`] in hexadecimal with the first wrong
//! byte underlined, [`bits`] in binary with the wrong bits underlined, [`value`] as Rust writes it. A state machine
//! is checked by a [`Conversation`], drawn as a ladder whose wrong line is marked. A broker is served on TCP by [`listen`]
//! and talks to a [`TcpClient`] and to real [`Programs`].

mod conversation;
mod difference;
mod ladder;
mod messages;
mod programs;
mod run;
mod tcp;
mod wrap;

use std::fmt::Debug;

pub use conversation::{Conversation, conversation};
use difference::Difference;
pub use ladder::Line;
pub use programs::Programs;
pub use tcp::{TcpClient, TcpOutput, listen};

/// An operation of the student's code and what it must give.
#[must_use = "nothing is checked until `when` is called"]
pub struct Check<T> {
    operation: String,
    expected: T,
    compare: fn(&T, &T, &[Field]) -> Difference,
    fields: Vec<Field>,
    mistakes: Vec<(T, &'static str)>,
    remark: Option<&'static str>,
    hint: Option<&'static str>,
    clause: Option<&'static str>,
}

/// The name of a field of a packet, and its length in bytes.
pub type Field = (&'static str, usize);

/// Expects `Some` of exactly these bytes.
pub fn bytes(operation: impl Into<String>, expected: &[u8]) -> Check<Option<Vec<u8>>> {
    Check::new(operation.into(), Some(expected.to_vec()), difference::bytes)
}

/// Expects `Some` of one byte, whose bits matter.
pub fn bits(operation: impl Into<String>, expected: u8) -> Check<Option<u8>> {
    Check::new(operation.into(), Some(expected), difference::bits)
}

/// Expects a value that is best shown as Rust writes it.
pub fn value<T: Debug>(operation: impl Into<String>, expected: T) -> Check<T> {
    Check::new(operation.into(), expected, difference::value)
}

impl<T> Check<T> {
    fn new(operation: String, expected: T, compare: fn(&T, &T, &[Field]) -> Difference) -> Self {
        Self {
            operation,
            expected,
            compare,
            fields: vec![],
            mistakes: vec![],
            remark: None,
            hint: None,
            clause: None,
        }
    }

    /// What to think of when it goes wrong; often code, hence no full stop after it.
    pub fn hint(mut self, text: &'static str) -> Self {
        self.hint = Some(text);
        self
    }

    /// Where MQTT 3.1.1 says it: `§2.2.3` or `[MQTT-2.2.2-1]`.
    pub fn clause(mut self, reference: &'static str) -> Self {
        self.clause = Some(reference);
        self
    }

    /// A wrong result that names its own cause: `text` is a whole sentence, « Vous avez sans doute… ».
    ///
    /// One that equals the expected result is left out, so that a table of cases can compute its mistakes.
    pub fn mistake(mut self, got: T, text: &'static str) -> Self {
        self.mistakes.push((got, text));
        self
    }

    /// What this case is about, a whole sentence: said of every wrong result that no [`mistake`](Self::mistake) explains.
    pub fn remark(mut self, text: &'static str) -> Self {
        self.remark = Some(text);
        self
    }

    /// The fields of the expected bytes, in order, so that a difference is named by its field.
    pub fn fields(mut self, fields: &[Field]) -> Self {
        self.fields = fields.to_vec();
        self
    }
}

impl<T: PartialEq + Send + 'static> Check<T> {
    /// Runs `code` and compares.
    ///
    /// # Panics
    /// When the result is not the expected one, when `code` panics, and when it does not end: that is how a test
    /// fails, with a French message.
    #[track_caller]
    pub fn when(self, code: impl FnOnce() -> T + Send + 'static) {
        let got = match run::guarded(code) {
            run::Outcome::Value(got) => got,
            run::Outcome::Unwritten(payload) => {
                // Panicked once already, with the student's own line: say no more than what to do about it.
                eprintln!("{}", messages::UNWRITTEN);
                std::panic::resume_unwind(payload);
            }
            run::Outcome::Panicked(text) => {
                panic!("{}", messages::panicked(&self.operation, &text, None, None))
            }
            run::Outcome::Endless => panic!("{}", messages::endless(&self.operation, run::LIMIT)),
        };
        if got != self.expected {
            panic!("{}", self.report(&got));
        }
    }

    fn report(&self, got: &T) -> String {
        let difference = (self.compare)(&self.expected, got, &self.fields);
        let mistake = self.mistakes.iter().find(|(wrong, _)| wrong == got).map(|(_, text)| *text);
        messages::differs(&self.operation, &difference, mistake.or(self.remark), self.hint, self.clause)
    }
}
