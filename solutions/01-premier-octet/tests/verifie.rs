//! The exercise's own tests, on the solution.

extern crate solution_01 as exercise_01;

#[path = "../../../exercises/01-premier-octet/tests/verifie.rs"]
mod student;
