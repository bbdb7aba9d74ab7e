//! The exercise's own tests, on the solution.

extern crate solution_11 as exercise_11;

#[path = "../../../exercises/11-maison-connectee/tests/verifie.rs"]
mod student;
