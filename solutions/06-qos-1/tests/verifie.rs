//! The exercise's own tests, on the solution.

extern crate solution_06 as exercise_06;

#[path = "../../../exercises/06-qos-1/tests/verifie.rs"]
mod student;
