//! A trace, line by line.

use evidence::Imprint;
use mqtt_trace::json::{self, ReadError, Record};

/// A line that cannot be read, where the reading stops.
#[derive(Debug)]
pub struct Stopped {
    pub line: u64,
    pub error: ReadError,
}

/// Gives each record of `bytes` to `take`, with the number of its line; says where it had to stop.
pub fn read(bytes: &[u8], mut take: impl FnMut(u64, Record)) -> Option<Stopped> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for (line, text) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let text = String::from_utf8_lossy(text);
        if text.trim().is_empty() {
            continue;
        }
        match json::read_record(text.trim_end_matches('\r')) {
            Ok(record) => take(line, record),
            Err(error) => return Some(Stopped { line, error }),
        }
    }
    None
}

/// What a record adds to an imprint.
pub fn imprint(imprint: &mut Imprint, record: &Record) {
    match record {
        Record::Header(header) => imprint.header(header),
        Record::Event(event) => imprint.event(event),
    }
}
