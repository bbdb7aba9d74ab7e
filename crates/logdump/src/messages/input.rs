//! What concerns the reading of recorded exchanges.

/// Head of the options of reading, in the help.
pub const HEADING_INPUT: &str = "Lecture\u{a0}";
/// Help of the file.
pub const HELP_FILE: &str = "Échange enregistré à lire, au lieu d’écouter\u{202f}; - pour l’entrée standard";

/// A file cannot be opened or read.
#[must_use]
pub fn cannot_read(file: &str) -> String {
    format!("impossible de lire {file}")
}

/// A line of a file is not an event.
#[must_use]
pub fn not_an_event(file: &str, line: usize) -> String {
    format!("{file}, ligne {line}\u{a0}: ce n’est pas une ligne écrite par logdump")
}
