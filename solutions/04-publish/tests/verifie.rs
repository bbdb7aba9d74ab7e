//! The exercise's own tests, on the solution.

extern crate solution_04 as exercise_04;

#[path = "../../../exercises/04-publish/tests/verifie.rs"]
mod student;
