//! The protocol version of a connection, and the place that version 5 will need.

/// Version of the protocol, as CONNECT announces it (§3.1.2.1, §3.1.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Version {
    /// MQTT 3.1: protocol name `MQIsdp`, level 3. Its packets have the same layout as those of
    /// 3.1.1; that it allowed DUP on a PUBREL, SUBSCRIBE or UNSUBSCRIBE is not supported.
    V3_1,
    /// MQTT 3.1.1: protocol name `MQTT`, level 4.
    #[default]
    V3_1_1,
}

impl Version {
    /// The protocol name that stands at the start of CONNECT `[MQTT-3.1.2-1]`.
    #[must_use]
    pub fn protocol_name(self) -> &'static str {
        match self {
            Version::V3_1 => "MQIsdp",
            Version::V3_1_1 => "MQTT",
        }
    }

    /// The protocol level byte `[MQTT-3.1.2-2]`.
    #[must_use]
    pub fn level(self) -> u8 {
        match self {
            Version::V3_1 => 3,
            Version::V3_1_1 => 4,
        }
    }
}

/// The MQTT 5 properties of a packet. Versions 3.1 and 3.1.1 have none, so this holds nothing: it is the place
/// where they will go, so that version 5 changes no packet's shape.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct Properties {}
