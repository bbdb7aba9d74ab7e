//! Quality of service.

use std::fmt;

/// Quality of service of a delivery, between one sender and one receiver (§4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Qos {
    /// QoS 0, at most once: sent and forgotten.
    #[default]
    AtMostOnce = 0,
    /// QoS 1, at least once: acknowledged by PUBACK.
    AtLeastOnce = 1,
    /// QoS 2, exactly once: PUBREC, PUBREL, PUBCOMP.
    ExactlyOnce = 2,
}

impl Qos {
    /// The QoS of a number; `None` for 3 and above `[MQTT-3.3.1-4]`.
    #[must_use]
    pub fn from_u8(value: u8) -> Option<Qos> {
        match value {
            0 => Some(Qos::AtMostOnce),
            1 => Some(Qos::AtLeastOnce),
            2 => Some(Qos::ExactlyOnce),
            _ => None,
        }
    }
}

impl fmt::Display for Qos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", *self as u8)
    }
}
