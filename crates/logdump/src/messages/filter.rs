//! What concerns the choice of what is shown.

/// Head of the options of choice, in the help.
pub const HEADING_FILTER: &str = "Choix de ce qui est affiché\u{a0}";
