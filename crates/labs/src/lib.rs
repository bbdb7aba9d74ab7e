//! The course's labs without their teacher: TD sheets drawn from a seed, and answers compared with a key.
//!
//! - [`draw`]: a TD for a pair. Its logs come of a run of the broker half and of client halves; ids, topics, values
//!   and faults are drawn; the key is computed from the run;
//! - [`Key`] and [`Form`]: the files of teacher and pupils, and [`Form::mark`];
//! - [`prompts`]: the questions that a form asks;
//! - [`Expected`]: whether an answer is right, with what it forgives.
//!
//! No I/O and no clock, the command `td` excepted: texts in, texts out.
//!
//! ```
//! use labs::{Form, Key};
//!
//! let sheet = labs::draw(1, "a seed that pupils do not know", 7)?;
//! let (form, key) = (Form::parse(&sheet.form)?, Key::parse(&sheet.key)?);
//! assert!(form.mark(&key).iter().all(|marked| marked.points == 0.0), "a blank form is worth nothing");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod class;
mod draw;
mod form;
mod key;
mod messages;
mod names;
mod prompt;
mod run;
mod scene;
pub mod seed;
mod sheet;
mod td1;
mod td2;

pub use answer::{Expected, Judged, Shape};
pub use class::{TdArgs, run_td};
pub use draw::Draw;
pub use form::{Form, FormError, Marked, Slip};
pub use key::{Criterion, Key, KeyError, Mistake, Question};
pub use prompt::{Prompt, prompts};
pub use sheet::Sheet;

/// Why a sheet was not drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// There are TD 1 and TD 2.
    #[error("{}", messages::unknown_td(*.0))]
    UnknownTd(u8),
    /// A question has no answer in the drawn run, or several.
    #[error("{}", messages::ambiguous(.0))]
    Ambiguous(String),
}

/// Draws TD 1 or 2 for a pair. The same seed gives the same sheet on every machine; two pairs have different ones.
/// The seed must be a long secret: who knows it can compute the key.
///
/// # Errors
/// [`DrawError`].
pub fn draw(number: u8, seed: &str, pair: u32) -> Result<Sheet, DrawError> {
    let drawn = match number {
        1 => td1::draw(seed, pair),
        2 => td2::draw(seed, pair),
        _ => return Err(DrawError::UnknownTd(number)),
    };
    drawn.map_err(|sheet::Ambiguous(question)| DrawError::Ambiguous(question))
}
