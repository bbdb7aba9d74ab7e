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
