//! The course's bank of questions, in French.
//!
//! - [`Bank`]: the questions with their answers, read from the teacher's folder and checked;
//! - [`Asked`]: a question as it is put, its choices shuffled;
//! - [`paper`]: the papers that the teacher draws;
//! - [`public`]: self-tests as pupils have them, their answers hashed; [`veil`] says what that is worth;
//! - [`self_test_key`]: how the grader marks self-tests again;
//! - [`moodle`]: the bank for Moodle.
//!
//! No I/O but for reading the bank and for the command `quiz`.

mod asked;
mod bank;
mod check;
mod command;
pub mod html;
mod messages;
pub mod moodle;
pub mod paper;
pub mod public;
mod question;
mod read;
mod self_test;
pub mod veil;

pub use asked::Asked;
pub use bank::{Bank, CHAPTERS, FOLDER};
pub use command::{QuizArgs, run_quiz};
pub use messages::self_test_heading;
pub use question::{Choice, Frame, Kind, OrderMistake, Question, Usage, ValueMistake};
pub use read::{BankError, Chapter, read};
pub use self_test::{form_name, self_test_key, self_test_prompts};
