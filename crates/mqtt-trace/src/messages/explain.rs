//! The words of explained bytes, in French.

/// Heads of the columns of explained bytes.
pub const EXPLAIN_HEADS: [&str; 5] = ["octet", "hexa, bits", "champ", "valeur, sens", "norme"];
/// In the place of a value that is hidden.
pub const HIDDEN: &str = "masqué";
/// The name of bytes that are no field.
pub const NOT_DECODED: &str = "non décodé";

/// After the bytes shown: how many more there are.
#[must_use]
pub fn more(bytes: usize) -> String {
    format!("… et {bytes}\u{a0}de\u{a0}plus")
}
