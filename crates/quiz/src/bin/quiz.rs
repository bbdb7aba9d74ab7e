//! `quiz`: the bank of questions, checked, drawn, and written for Moodle.

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(|args: quiz::QuizArgs| quiz::run_quiz(&args))
}
