//! What is asked of a codec besides its bytes.

/// Who looks at the topic of a PUBLISH.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Whoever uses the library, or nobody.
    AsItIs,
    /// The same check for all, where the library has none: no U+0000, no wildcard, not empty `[MQTT-1.5.3-2]`,
    /// `[MQTT-3.3.2-2]`, `[MQTT-4.7.3-1]`.
    Checked,
}

impl Duty {
    /// Checks a topic for a library that does not.
    #[inline]
    pub fn topic(self, topic: &str) {
        if self == Duty::Checked {
            let bad = topic.is_empty() || topic.bytes().any(|byte| matches!(byte, 0 | b'+' | b'#'));
            assert!(!bad, "{topic}");
        }
    }
}
