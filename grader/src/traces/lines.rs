//! A trace, line by line.

use mqtt_trace::json::{self, ReadError, Record};

/// A line that cannot be read, where the reading stops.
#[derive(Debug)]
pub struct Stopped {
    pub line: u64,
    pub error: ReadError,
}

/// Gives each record of `bytes` to `take`, with the number of its line; says where it had to stop.
pub fn read(bytes: &[u8], mut take: impl FnMut(u64, Record)) -> Option<Stopped> {
    for (line, record) in json::records(bytes) {
        match record {
            Ok(record) => take(line, record),
            Err(error) => return Some(Stopped { line, error }),
        }
    }
    None
}
