//! The exercise's own tests, on the solution.

extern crate solution_00 as exercise_00;

#[path = "../../../exercises/00-installation/tests/verifie.rs"]
mod student;
