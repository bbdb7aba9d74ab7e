//! A broker that cannot be reached.

use std::{fmt, io};

use crate::{Address, messages};

/// A TCP connection that could not be opened. Its text says what to do, and names the command that starts a
/// broker when nobody listens.
#[derive(Debug)]
pub struct Unreachable {
    /// Where the broker was looked for.
    pub address: Address,
    /// What the system answered.
    pub error: io::Error,
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::unreachable(&self.address, &self.error))
    }
}

// No `source`: the text already says all that the system's own words would.
impl std::error::Error for Unreachable {}
