//! What `atelier doctor` says beside what any machine's examination says.

use std::path::Path;

use super::plural;

pub const EXERCISES_UNREADABLE: &str = "les exercices ne se lisent pas";

pub fn title(root: &Path) -> String {
    format!("Examen du kit {}", root.display())
}

pub fn exercises(count: usize) -> String {
    plural(count, "exercice lu", "exercices lus")
}
