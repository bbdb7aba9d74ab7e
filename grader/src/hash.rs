//! Digests: equal texts have equal ones.

use sha2::{Digest, Sha256};

/// The first 12 hexadecimal digits of SHA-256: enough to tell versions apart, short enough to be read aloud.
pub fn short(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// A digest of several parts, whose boundaries count.
pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut all = Sha256::new();
    for part in parts {
        all.update((part.len() as u64).to_le_bytes());
        all.update(part);
    }
    all.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
