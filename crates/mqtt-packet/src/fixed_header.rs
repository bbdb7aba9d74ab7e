//! The fixed header, which begins every packet (§2.2).
//!
//! ```text
//!  bit      7   6   5   4    3   2   1   0
//!         ┌───────────────┬───────────────┐
//!  byte 1 │  packet type  │     flags     │
//!         ├───────────────┴───────────────┤
//!  byte 2…│ remaining length, 1 to 4 bytes│
//!         └───────────────────────────────┘
//! ```

use std::fmt;

use crate::remaining_length::{self, RemainingLength};
use crate::{DecodeError, Rule};

/// The fourteen control packet types (§2.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PacketType {
    /// Client to server: asks for a connection.
    Connect = 1,
    /// Server to client: accepts or refuses it.
    Connack = 2,
    /// Either way: carries an application message.
    Publish = 3,
    /// Either way: acknowledges a QoS 1 PUBLISH.
    Puback = 4,
    /// Either way: QoS 2, part 1: received.
    Pubrec = 5,
    /// Either way: QoS 2, part 2: release.
    Pubrel = 6,
    /// Either way: QoS 2, part 3: complete.
    Pubcomp = 7,
    /// Client to server: asks for subscriptions.
    Subscribe = 8,
    /// Server to client: grants or refuses them.
    Suback = 9,
    /// Client to server: ends subscriptions.
    Unsubscribe = 10,
    /// Server to client: acknowledges their end.
    Unsuback = 11,
    /// Client to server: am I still heard?
    Pingreq = 12,
    /// Server to client: yes.
    Pingresp = 13,
    /// Client to server: goodbye.
    Disconnect = 14,
}

impl PacketType {
    /// All types, by rising number.
    pub const ALL: [PacketType; 14] = [
        PacketType::Connect,
        PacketType::Connack,
        PacketType::Publish,
        PacketType::Puback,
        PacketType::Pubrec,
        PacketType::Pubrel,
        PacketType::Pubcomp,
        PacketType::Subscribe,
        PacketType::Suback,
        PacketType::Unsubscribe,
        PacketType::Unsuback,
        PacketType::Pingreq,
        PacketType::Pingresp,
        PacketType::Disconnect,
    ];

    /// The type of a number; `None` for 0 and 15, which are reserved, and above.
    #[must_use]
    #[inline]
    pub fn from_u8(value: u8) -> Option<PacketType> {
        PacketType::ALL.get(usize::from(value).checked_sub(1)?).copied()
    }

    /// The name as the standard writes it, such as `CONNECT`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PacketType::Connect => "CONNECT",
            PacketType::Connack => "CONNACK",
            PacketType::Publish => "PUBLISH",
            PacketType::Puback => "PUBACK",
            PacketType::Pubrec => "PUBREC",
            PacketType::Pubrel => "PUBREL",
            PacketType::Pubcomp => "PUBCOMP",
            PacketType::Subscribe => "SUBSCRIBE",
            PacketType::Suback => "SUBACK",
            PacketType::Unsubscribe => "UNSUBSCRIBE",
            PacketType::Unsuback => "UNSUBACK",
            PacketType::Pingreq => "PINGREQ",
            PacketType::Pingresp => "PINGRESP",
            PacketType::Disconnect => "DISCONNECT",
        }
    }

    /// Whether its packets hold texts, or bytes as the application gave them.
    #[inline]
    pub(crate) fn holds_text(self) -> bool {
        use PacketType::{Connect, Publish, Subscribe, Unsubscribe};
        matches!(self, Connect | Publish | Subscribe | Unsubscribe)
    }

    /// The flags that the type must carry, and the rule that says so; `None` for PUBLISH, whose flags vary.
    #[inline]
    pub(crate) const fn reserved_flags(self) -> Option<(u8, Rule)> {
        match self {
            PacketType::Publish => None,
            PacketType::Pubrel => Some((0b0010, Rule::PubrelFlags)),
            PacketType::Subscribe => Some((0b0010, Rule::SubscribeFlags)),
            PacketType::Unsubscribe => Some((0b0010, Rule::UnsubscribeFlags)),
            PacketType::Disconnect => Some((0b0000, Rule::DisconnectFlags)),
            _ => Some((0b0000, Rule::ReservedFlags)),
        }
    }
}

impl fmt::Display for PacketType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A decoded fixed header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FixedHeader {
    /// The type, bits 7 to 4 of the first byte.
    pub packet_type: PacketType,
    /// The flags, bits 3 to 0 of the first byte.
    pub flags: u8,
    /// Bytes of the header itself, 2 to 5.
    pub size: usize,
    /// Bytes that follow the header.
    pub remaining_length: usize,
}

impl FixedHeader {
    /// Reads the fixed header at the start of `bytes`. A wrong first byte is told at once, even when nothing
    /// else has come yet.
    ///
    /// # Errors
    /// [`DecodeError::Incomplete`] when bytes are missing; [`DecodeError::Malformed`] for a reserved type
    /// (§2.2.1), wrong flags `[MQTT-2.2.2-2]` or a remaining length of more than four bytes (§2.2.3).
    #[inline]
    pub fn decode(bytes: &[u8]) -> Result<FixedHeader, DecodeError> {
        let Some((&first, rest)) = bytes.split_first() else {
            return Err(DecodeError::Incomplete { missing: 2 });
        };
        let malformed = |rule, offset| Err(DecodeError::Malformed { rule, offset });
        let flags = first & 0x0f;
        let Some(packet_type) = PacketType::from_u8(first >> 4) else {
            return malformed(Rule::ReservedPacketType, 0);
        };
        match packet_type.reserved_flags() {
            Some((expected, rule)) if flags != expected => return malformed(rule, 0),
            None if flags & 0b0110 == 0b0110 => return malformed(Rule::PublishQos, 0),
            None if flags & 0b1110 == 0b1000 => return malformed(Rule::PublishDup, 0),
            _ => {}
        }
        match remaining_length::decode(rest) {
            RemainingLength::Complete { value, size } => {
                Ok(FixedHeader { packet_type, flags, size: 1 + size, remaining_length: value })
            }
            RemainingLength::Incomplete => Err(DecodeError::Incomplete { missing: 1 }),
            RemainingLength::TooLong => malformed(Rule::RemainingLength, 4),
        }
    }

    /// Bytes of the whole packet, header included.
    #[must_use]
    #[inline]
    pub fn packet_size(&self) -> usize {
        self.size + self.remaining_length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_types_agree() {
        for number in 0..=255 {
            let found = PacketType::from_u8(number);
            assert_eq!(found.map(|t| t as u8), (1..=14).contains(&number).then_some(number));
        }
    }

    #[test]
    fn a_wrong_first_byte_is_told_before_the_rest_has_come() {
        let table = [
            (0x00, Rule::ReservedPacketType),
            (0xf0, Rule::ReservedPacketType),
            (0x11, Rule::ReservedFlags),
            (0x36, Rule::PublishQos),
            (0x38, Rule::PublishDup),
            (0x60, Rule::PubrelFlags),
            (0x80, Rule::SubscribeFlags),
            (0xa0, Rule::UnsubscribeFlags),
            (0xe1, Rule::DisconnectFlags),
        ];
        for (byte, rule) in table {
            let got = FixedHeader::decode(&[byte]);
            assert_eq!(got, Err(DecodeError::Malformed { rule, offset: 0 }), "first byte {byte:#04x}");
        }
    }
}
