//! The exercise's own tests, on the solution.

extern crate solution_07 as exercise_07;

#[path = "../../../exercises/07-qos-2/tests/verifie.rs"]
mod student;
