//! The exercise's own tests, on the solution.

extern crate solution_10 as exercise_10;

#[path = "../../../exercises/10-mini-broker/tests/verifie.rs"]
mod student;
