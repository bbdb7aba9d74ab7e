//! What happens on a recorded network connection.

use std::net::SocketAddr;
use std::time::Duration;

use crate::{Direction, Fault, Piece, Side};

/// Something that happened, when, and on which connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Time since the Unix epoch; kept to the microsecond in files.
    pub time: Duration,
    /// The number of the connection, from 1 in the order of opening.
    pub connection: u64,
    /// What happened.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A client has connected; `broker` is where its bytes go.
    Opened {
        /// The client's address.
        client: SocketAddr,
        /// The broker's address, as it was given.
        broker: String,
    },
    /// The broker could not be reached: the client's connection is closed.
    Unreachable {
        /// The broker's address, as it was given.
        broker: String,
        /// Why, in words for people.
        reason: String,
    },
    /// Events that came here and were not recorded, on any connection: their reader was too slow for too long.
    Missed {
        /// How many.
        count: u64,
    },
    /// A packet, or bytes that are none.
    Piece {
        /// Which way.
        direction: Direction,
        /// What.
        piece: Piece,
    },
    /// Bytes that passed and are not in the recording: it began after the connection, or has lost some.
    Gap {
        /// The way of the bytes.
        direction: Direction,
        /// How many are not there; `None` when nobody can tell, as before the beginning of a recording.
        lost: Option<u64>,
        /// How many are there and were left out, up to the next packet whose beginning could be found.
        skipped: u64,
    },
    /// Not the peers' doing: the proxy itself disturbs the line, as it was asked to.
    Fault {
        /// The way of the packet that it is about.
        direction: Direction,
        /// What it does.
        fault: Fault,
    },
    /// One side sends nothing more: it has closed, at least its half of the connection.
    Ended {
        /// Which side.
        by: Side,
        /// By a reset, which loses what was under way, rather than by a proper end.
        reset: bool,
    },
}
