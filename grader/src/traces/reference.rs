//! The record of the teacher's broker.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, bail};
use evidence::Reference;
use mqtt_trace::json::{self, Record};
use mqtt_trace::read::LogReader;

use super::messages;

/// The longest line, in bytes.
const LONGEST: u64 = 8 << 20;

/// Reads what `logdump --record` wrote before the broker, or what the broker itself logged.
///
/// # Errors
/// When it cannot be read, or is neither of the two.
pub fn read(path: &Path) -> anyhow::Result<Reference> {
    let file = File::open(path).with_context(|| messages::unreadable(path))?;
    let mut reader = BufReader::new(file);
    let is_json = reader.fill_buf().with_context(|| messages::unreadable(path))?.starts_with(b"{");
    let (mut reference, mut log, mut events) = (Reference::default(), LogReader::default(), Vec::new());
    let mut buffer = Vec::new();
    let mut count = 0u64;
    for line in 1u64.. {
        buffer.clear();
        let read = reader.by_ref().take(LONGEST).read_until(b'\n', &mut buffer);
        if read.with_context(|| messages::unreadable(path))? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&buffer);
        let text = text.trim_end_matches(['\n', '\r']);
        if is_json {
            match json::read_record(text) {
                Ok(Record::Event(event)) => events.push(event),
                Ok(Record::Header(_)) => {}
                Err(_) if text.trim().is_empty() => {}
                Err(error) => bail!(messages::reference_stopped(path, line, &error)),
            }
        } else {
            log.line(text, &mut events);
        }
        count += events.len() as u64;
        events.drain(..).for_each(|event| reference.event(&event));
    }
    log.finish(&mut events);
    count += events.len() as u64;
    events.drain(..).for_each(|event| reference.event(&event));
    if count == 0 {
        bail!(messages::no_reference(path));
    }
    Ok(reference)
}
