//! What the builder writes in pages for readers, in French.

/// Heads of the table of explained bytes.
pub(crate) const BYTE_HEADS: [&str; 6] =
    ["Place", "Octets", "Bits", "Champ", "Valeur, et ce qu’elle dit", "Norme"];

/// The caption of a table of explained bytes.
pub(crate) fn byte_caption(packet: Option<&str>, size: usize) -> String {
    let bytes = mqtt_trace::messages::count(size, "octet", "octets");
    match packet {
        Some(packet) => format!("{packet}, {bytes}"),
        None => bytes,
    }
}

/// A wide figure or table that scrolls sideways, for who works by keyboard.
pub(crate) const SCROLLS: &str = "figure, se fait défiler si elle est plus large que l’écran";

/// The title of the teacher's guide.
pub(crate) const GUIDE: &str = "Guide de l’enseignant";

/// What the teacher's guide is.
pub(crate) const GUIDE_ABOUT: &str = "Préparer, conduire et noter la séquence";

/// Heads of the table of a session.
pub(crate) const PLAN_HEADS: &str = "| de | à | quoi |\n|----|---|------|";

/// The last step of a lab sheet.
pub(crate) const QUESTIONS: &str = "Questions objectives";
