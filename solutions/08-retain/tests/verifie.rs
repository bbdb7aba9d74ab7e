//! The exercise's own tests, on the solution.

extern crate solution_08 as exercise_08;

#[path = "../../../exercises/08-retain/tests/verifie.rs"]
mod student;
