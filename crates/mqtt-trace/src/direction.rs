//! The two ends of a connection, and the two ways between them.

/// An end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The client, which opened the network connection.
    Client,
    /// The broker: the standard's « server ».
    Broker,
}

/// The way that bytes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// From the client to the broker.
    ToBroker,
    /// From the broker to the client.
    ToClient,
}

impl Direction {
    /// The end that sends.
    #[must_use]
    pub fn sender(self) -> Side {
        match self {
            Direction::ToBroker => Side::Client,
            Direction::ToClient => Side::Broker,
        }
    }

    /// The end that receives.
    #[must_use]
    pub fn receiver(self) -> Side {
        match self {
            Direction::ToBroker => Side::Broker,
            Direction::ToClient => Side::Client,
        }
    }

    /// The other way.
    #[must_use]
    pub fn opposite(self) -> Direction {
        match self {
            Direction::ToBroker => Direction::ToClient,
            Direction::ToClient => Direction::ToBroker,
        }
    }

    /// The arrow, for a page that has the client on the left and the broker on the right.
    #[must_use]
    pub fn arrow(self) -> &'static str {
        match self {
            Direction::ToBroker => "→",
            Direction::ToClient => "←",
        }
    }
}
