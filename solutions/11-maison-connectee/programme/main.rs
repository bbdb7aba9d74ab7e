//! The exercise's program, with the solution's answers.

extern crate solution_11 as exercise_11;

#[path = "../../../exercises/11-maison-connectee/programme/main.rs"]
mod student;

fn main() -> std::process::ExitCode {
    student::main()
}
