//! The exercise's own tests, on the solution.

extern crate solution_09 as exercise_09;

#[path = "../../../exercises/09-sessions/tests/verifie.rs"]
mod student;
