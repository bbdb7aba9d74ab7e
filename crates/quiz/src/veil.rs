//! What pupils have of a self-test: hashes in place of answers, and texts that cannot be read by looking at them.
//!
//! This keeps a page's source from telling the answer to who opens it. It keeps no secret: four choices are soon tried.
//! So a self-test counts for nothing that its page says, and what a paper asks is never veiled: it is not there.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// Bytes of a hash that are kept: enough that no two answers of a question share them.
const KEPT: usize = 8;

/// The hash of an answer to a question, salted with the question's name, in hexadecimal.
#[must_use]
pub fn hash(name: &str, answer: &str) -> String {
    hex(&Sha256::digest(format!("{name}\n{answer}"))[..KEPT])
}

/// A text veiled for a question, in hexadecimal. [`unveil`] gives it back.
#[must_use]
pub fn veil(name: &str, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    blend(name, &mut bytes);
    hex(&bytes)
}

/// The text that was veiled for a question; `None` for anything else.
#[must_use]
pub fn unveil(name: &str, veiled: &str) -> Option<String> {
    let pairs = veiled.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    let mut bytes = pairs
        .map(|pair| u8::from_str_radix(pair.filter(|pair| pair.len() == 2)?, 16).ok())
        .collect::<Option<Vec<_>>>()?;
    blend(name, &mut bytes);
    String::from_utf8(bytes).ok()
}

fn blend(name: &str, bytes: &mut [u8]) {
    for (number, block) in bytes.chunks_mut(32).enumerate() {
        let mask = Sha256::digest(format!("{name}\nvoile {number}"));
        block.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_is_veiled_comes_back(name in "[a-z0-9-]{1,20}", text in "\\PC{0,200}") {
            let veiled = veil(&name, &text);
            proptest::prop_assert_eq!(unveil(&name, &veiled), Some(text));
        }

        #[test]
        fn any_text_can_be_asked(text in "\\PC{0,40}") {
            let _ = unveil("a", &text);
        }
    }

    #[test]
    fn the_question_salts_its_answers() {
        assert_ne!(hash("qos-1-a", "b"), hash("qos-1-b", "b"));
        assert_ne!(hash("qos-1-a", "b"), hash("qos-1-a", "c"));
        assert_eq!(hash("qos-1-a", "b").len(), 2 * KEPT);
    }
}
