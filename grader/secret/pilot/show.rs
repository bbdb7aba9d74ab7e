//! Results as text: short, on one line, and different when they differ.

/// Bytes shown whole up to this many.
const WHOLE: usize = 40;

/// `80 01`; long ones by their first bytes, their number and a sum of them all.
pub fn bytes(bytes: &[u8]) -> String {
    let shown: Vec<String> = bytes.iter().take(WHOLE).map(|byte| format!("{byte:02x}")).collect();
    match bytes.len() {
        0 => "[]".to_owned(),
        length if length <= WHOLE => format!("[{}]", shown.join(" ")),
        length => format!("[{} …] ({length} octets, somme {:016x})", shown.join(" "), sum(bytes)),
    }
}

/// `Some([80 01])` or `None`.
pub fn maybe_bytes(found: Option<&[u8]>) -> String {
    found.map_or("None".to_owned(), |found| format!("Some({})", bytes(found)))
}

/// FNV-1a: no one can choose these bytes after having seen the sum.
fn sum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
