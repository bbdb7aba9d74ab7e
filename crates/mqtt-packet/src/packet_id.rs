//! Packet identifiers.

use std::fmt;
use std::num::NonZeroU16;

/// Packet identifier, never zero `[MQTT-2.3.1-1]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PacketId(NonZeroU16);

impl PacketId {
    /// The first identifier, 1.
    pub const FIRST: PacketId = PacketId(NonZeroU16::MIN);

    /// The identifier of a number; `None` for zero.
    #[must_use]
    pub fn new(value: u16) -> Option<PacketId> {
        NonZeroU16::new(value).map(PacketId)
    }

    /// The number, 1 to 65,535.
    #[must_use]
    pub fn get(self) -> u16 {
        self.0.get()
    }

    /// The identifier that follows; 1 comes after 65,535.
    #[must_use]
    pub fn next(self) -> PacketId {
        PacketId(self.0.checked_add(1).unwrap_or(NonZeroU16::MIN))
    }
}

impl fmt::Display for PacketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
