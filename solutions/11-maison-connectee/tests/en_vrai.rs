//! The exercise's run with real programs, on the solution.

#[path = "../../../exercises/11-maison-connectee/tests/en_vrai.rs"]
mod student;
