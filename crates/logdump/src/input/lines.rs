//! Text, line by line: logs, and JSON Lines.

use std::io::{self, BufRead, Read};

use mqtt_trace::json::Header;
use mqtt_trace::read::LogReader;
use mqtt_trace::{Event, json};

use super::Sink;
use crate::messages;

/// The longest line, in bytes: that of the largest packet that a record holds, of 1 MiB. Its bytes take 2 MiB in hexadecimal, and
/// its payload up to 6 MiB as a text of characters to be escaped.
const LONGEST: u64 = 9 << 20;

/// A way to read lines.
pub(super) trait Lines {
    /// Adds to `out` what a line tells, or gives it back as a header. An error ends the reading.
    fn line(&mut self, text: &str, out: &mut Vec<Event>) -> Result<Option<Header>, json::ReadError>;

    /// Adds what is left. `false` when no line of all was understood.
    fn finish(&mut self, out: &mut Vec<Event>) -> bool;
}

/// Our own JSON Lines.
pub(super) struct Json;

impl Lines for Json {
    fn line(&mut self, text: &str, out: &mut Vec<Event>) -> Result<Option<Header>, json::ReadError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        match json::read_record(text)? {
            json::Record::Event(event) => out.push(event),
            json::Record::Header(header) => return Ok(Some(header)),
        }
        Ok(None)
    }

    fn finish(&mut self, _: &mut Vec<Event>) -> bool {
        true
    }
}

/// A log of Mosquitto, its clients or paho-mqtt.
#[derive(Default)]
pub(super) struct Log {
    reader: LogReader,
    understood: bool,
}

impl Lines for Log {
    fn line(&mut self, text: &str, out: &mut Vec<Event>) -> Result<Option<Header>, json::ReadError> {
        self.understood |= self.reader.line(text, out);
        Ok(None)
    }

    fn finish(&mut self, out: &mut Vec<Event>) -> bool {
        self.reader.finish(out);
        self.understood
    }
}

/// Reads all lines, or up to the one that cannot be read.
pub(super) fn read(
    mut bytes: impl BufRead,
    name: &str,
    mut lines: impl Lines,
    mut sink: Sink<'_>,
) -> anyhow::Result<()> {
    let (mut buffer, mut events) = (Vec::new(), Vec::new());
    let mut number = 0;
    let stopped = loop {
        number += 1;
        buffer.clear();
        match bytes.by_ref().take(LONGEST).read_until(b'\n', &mut buffer) {
            Ok(0) => break None,
            Ok(_) if buffer.len() as u64 == LONGEST => {
                break Some(anyhow::anyhow!(messages::line_too_long(name, number, LONGEST >> 20)));
            }
            Ok(_) => {}
            Err(error) => break Some(unreadable(error, name, number)),
        }
        let text = String::from_utf8_lossy(&buffer);
        let read = lines.line(text.trim_end_matches(['\n', '\r']), &mut events);
        for event in events.drain(..) {
            sink.event(number as u64, &event)?;
        }
        match read {
            Ok(Some(header)) => sink.taker.header(header),
            Ok(None) => {}
            Err(error) => break Some(anyhow::anyhow!(messages::not_an_event(name, number, &error))),
        }
    };
    let understood = lines.finish(&mut events);
    for event in events {
        sink.event(number as u64, &event)?;
    }
    match stopped {
        Some(error) => Err(error),
        None if !understood => Err(anyhow::anyhow!(messages::unknown_content(name))),
        None => Ok(()),
    }
}

fn unreadable(error: io::Error, name: &str, line: usize) -> anyhow::Error {
    anyhow::Error::new(error).context(messages::stopped_at_line(name, line))
}
