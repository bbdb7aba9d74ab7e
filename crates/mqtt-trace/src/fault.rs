//! What a proxy does to the line on purpose.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What a proxy does to the line on purpose, to one connection. « The packet » is the one told just before, in the
/// same direction of the same connection, unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// The connection is cut, for both sides: no [`What::Ended`](crate::What::Ended) follows.
    Cut {
        /// The packet does not arrive, or not whole.
        lost: bool,
    },
    /// The connection is closed before anything of it has come to the other side.
    Refused {
        /// Why, in words for people.
        reason: String,
    },
    /// The packet waits, and with it all that follows in its direction.
    Delayed {
        /// For how long; kept to the microsecond in files.
        #[serde(rename = "delay_us", with = "micros")]
        by: Duration,
    },
    /// From here on, the direction is no faster than this.
    Slowed {
        /// Bytes per second.
        bytes_per_second: u64,
    },
    /// The packet told just *after* is sent by the proxy in the name of its sender, as MQTT 3.1 allowed.
    Resent,
    /// The packet alone does not arrive, which TCP never does.
    Lost,
    /// The packet arrives twice, which TCP never does.
    Doubled,
    /// The packet arrives after the next one, which TCP never does.
    Swapped,
}

impl Fault {
    /// Whether the connection ends with it.
    #[must_use]
    pub fn ends_connection(&self) -> bool {
        matches!(self, Fault::Cut { .. } | Fault::Refused { .. })
    }
}

mod micros {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(time: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(u64::try_from(time.as_micros()).unwrap_or(u64::MAX))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        u64::deserialize(from).map(Duration::from_micros)
    }
}
