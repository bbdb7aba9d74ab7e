//! The exercise's own tests, on the solution.

extern crate solution_05 as exercise_05;

#[path = "../../../exercises/05-topics-et-abonnements/tests/verifie.rs"]
mod student;
