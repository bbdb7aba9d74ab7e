//! What can be wrong with bytes, and with a packet that one tries to encode.

use crate::{Field, Rule};

/// Why bytes could not be decoded. Offsets count from the packet's first byte, which is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The packet is not all there.
    #[error("incomplete packet: {missing} more byte(s) needed")]
    Incomplete {
        /// Bytes still needed: the exact number once the fixed header is known, else at least this many.
        missing: usize,
    },
    /// The packet breaks a rule; the receiver must close the connection `[MQTT-4.8.0-1]`.
    #[error("malformed packet at byte {offset}: {rule} [{}]", rule.clause())]
    Malformed {
        /// The rule, with its clause.
        rule: Rule,
        /// Where the first byte at fault lies.
        offset: usize,
    },
    /// CONNECT asks for a protocol level that this codec does not speak; a server answers with return code 1
    /// and closes `[MQTT-3.1.2-2]`.
    #[error("unsupported protocol level {level} at byte {offset}")]
    UnsupportedVersion {
        /// The protocol level byte.
        level: u8,
        /// Where it lies.
        offset: usize,
    },
    /// The packet announces more bytes than the receiver accepts.
    #[error("packet of {size} bytes, over the limit of {limit}")]
    TooLarge {
        /// Bytes of the whole packet as announced.
        size: usize,
        /// Bytes accepted.
        limit: usize,
    },
}

/// Why a packet cannot be encoded. Nothing has been written then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// The packet breaks a rule.
    #[error("{field:?}: {rule} [{}]", rule.clause())]
    Rule {
        /// The rule, with its clause.
        rule: Rule,
        /// The field at fault.
        field: Field,
    },
    /// The packet would need a remaining length above [`MAX_REMAINING_LENGTH`](crate::MAX_REMAINING_LENGTH).
    #[error("packet too large: {remaining_length} bytes after the fixed header, at most 268435455 (§2.2.3)")]
    TooLarge {
        /// Bytes that would follow the fixed header.
        remaining_length: usize,
    },
}
