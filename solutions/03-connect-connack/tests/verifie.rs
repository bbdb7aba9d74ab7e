//! The exercise's own tests, on the solution.

extern crate solution_03 as exercise_03;

#[path = "../../../exercises/03-connect-connack/tests/verifie.rs"]
mod student;
