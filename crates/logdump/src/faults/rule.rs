//! One thing to do to the line, and when.

use std::num::NonZeroU64;
use std::time::Duration;

use mqtt_packet::PacketType;
use mqtt_trace::Direction;

/// One line of a script: to which packets of which leg, what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What is done.
    pub action: Action,
    /// To packets of this type; to all, and to bytes that are none, if `None`.
    pub packet: Option<PacketType>,
    /// To the nth of those that match, counted from 1 since the proxy started; to each if `None`.
    pub nth: Option<u64>,
    /// To those that go this way; both if `None`.
    pub direction: Option<Direction>,
    /// To those of this client; of each if `None`.
    pub client: Option<String>,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// The connection is cut.
    Cut {
        /// Where.
        place: Place,
        /// For so long, the client may not come back.
        refuse: Option<Duration>,
    },
    /// The packet waits a time between these, drawn from the seed, the same for the same packet.
    Delay {
        /// The shortest.
        least: Duration,
        /// The longest.
        most: Duration,
    },
    /// The direction passes no more than this.
    Slow {
        /// Bytes per second.
        bytes_per_second: NonZeroU64,
    },
    /// Where no answer has come after this time, the packet is sent again, and so on.
    Resend {
        /// How long to wait for the answer.
        after: Duration,
    },
    /// The packet alone is lost.
    Lose,
    /// The packet is passed on twice.
    Double,
    /// The packet is passed on after the next one.
    Swap,
}

/// Where the connection is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The packet does not arrive.
    Before,
    /// The packet arrives, and nothing after it.
    After,
    /// This many bytes arrive, counted as the packets are.
    AfterBytes(u64),
}

impl Rule {
    /// Whether a packet is one of those that it is about. `packet` is `None` for bytes that are none.
    #[must_use]
    pub fn matches(&self, direction: Direction, client: &str, packet: Option<PacketType>) -> bool {
        self.packet.is_none_or(|wanted| packet == Some(wanted))
            && self.direction.is_none_or(|wanted| wanted == direction)
            && self.client.as_ref().is_none_or(|wanted| wanted == client)
    }

    /// What no TCP connection does, so that reality can only show it with a cut.
    #[must_use]
    pub fn is_impossible_in_tcp(&self) -> bool {
        matches!(self.action, Action::Lose | Action::Double | Action::Swap)
    }

    /// Whether it draws from the seed.
    #[must_use]
    pub fn is_random(&self) -> bool {
        matches!(self.action, Action::Delay { least, most } if least < most)
    }
}
