//! The exercise's own tests, on the solution.

extern crate solution_02 as exercise_02;

#[path = "../../../exercises/02-longueur-restante/tests/verifie.rs"]
mod student;
