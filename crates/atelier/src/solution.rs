//! `atelier solution`: only when the teacher allows it. The students' edition of the kit holds no solution at all, so
//! that this is a courtesy to those who have the whole kit, and no lock.

use std::fs;
use std::io::Write;

use anyhow::{Context, bail};
use course::{Course, starter};

use crate::{commands, messages};

/// What the teacher writes: numbers, one a line, or [`ALL`]. From the kit's root.
const ALLOWED: &str = "solutions/AUTORISEES";
const ALL: &str = "toutes";

/// Prints a solution without its markers.
///
/// # Errors
/// An unknown exercise, a kit without solutions, or a solution that is not allowed.
pub fn run(course: &Course, name: &str) -> anyhow::Result<()> {
    let exercise = commands::named(course, name)?;
    let path = exercise.solution_path();
    if !path.exists() {
        bail!(messages::no_solution(exercise));
    }
    let allowed = fs::read_to_string(course.root().join(ALLOWED)).unwrap_or_default();
    if !is_allowed(&allowed, exercise.number) {
        bail!(messages::solution_not_allowed(exercise, ALLOWED));
    }
    let source = fs::read_to_string(&path).with_context(|| messages::cannot_read(&path))?;
    Ok(write!(cli::stdout(), "{}", starter::without_markers(&source))?)
}

fn is_allowed(file: &str, number: u8) -> bool {
    let lines = file.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let mut said = lines.filter(|line| !line.is_empty());
    said.any(|line| line.eq_ignore_ascii_case(ALL) || line.parse() == Ok(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_teacher_allows_by_number_or_all() {
        for (file, expected) in [
            ("", false),
            ("02\n", true),
            ("# 02\n03\n", false),
            ("2 # lundi\r\n", true),
            ("Toutes\n", true),
            ("non 02\n", false),
        ] {
            assert_eq!(is_allowed(file, 2), expected, "{file:?}");
        }
    }
}
