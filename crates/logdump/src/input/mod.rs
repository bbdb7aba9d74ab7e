//! Recorded exchanges, read from a file: what it is is known by its content, not by its name.
//!
//! A capture (pcap, pcapng), a log (of Mosquitto, its clients or paho-mqtt) or our own JSON Lines, each perhaps
//! compressed by gzip. What cannot be read to its end is read as far as it goes.

mod ahead;
mod capture;
mod lines;
mod open;

use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use mqtt_trace::Event;
use mqtt_trace::json::Header;

use crate::messages;
use crate::output::Output;
use open::{Bytes, Kind};

/// Which file to read, and how.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = messages::HEADING_INPUT)]
#[group(skip)]
pub(crate) struct Args {
    #[arg(value_name = "FICHIER", help = messages::HELP_FILE)]
    pub(crate) file: Option<PathBuf>,
    #[arg(long = "port", value_name = "PORT", requires = "file", default_value = "1883", help = messages::HELP_PORT)]
    pub(crate) ports: Vec<u16>,
}

/// What takes the events of a file.
pub(crate) trait Take {
    /// The next event. `place` is the number of its line, or else of the event, from 1.
    fn event(&mut self, place: u64, event: &Event) -> io::Result<()>;

    /// Nothing more is waiting to be read.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// The header of a record.
    fn header(&mut self, _: Header) {}
}

impl Take for Output {
    fn event(&mut self, _: u64, event: &Event) -> io::Result<()> {
        self.event(event)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.flush()
    }
}

/// Gives events to their taker, at once where somebody may be watching them come.
struct Sink<'t> {
    taker: &'t mut dyn Take,
    at_once: bool,
}

impl Sink<'_> {
    fn event(&mut self, place: u64, event: &Event) -> io::Result<()> {
        self.taker.event(place, event)?;
        if self.at_once { self.taker.flush() } else { Ok(()) }
    }
}

/// Reads the exchange in `file`, as far as it can be read, and gives its events to `taker`; `ports` are those of brokers
/// in a capture.
///
/// # Errors
/// When the file cannot be read, or not to its end: the error says where it stops and why.
pub(crate) fn read(ports: &[u16], file: &Path, taker: &mut dyn Take) -> anyhow::Result<()> {
    let is_stdin = file.as_os_str() == "-";
    let name = if is_stdin { messages::STDIN.to_owned() } else { file.display().to_string() };
    let mut bytes = if is_stdin { Bytes::stdin() } else { Bytes::open(file) }
        .with_context(|| messages::cannot_read(&name))?;
    let kind = bytes.kind().with_context(|| messages::cannot_read(&name))?;
    let sink = Sink { taker, at_once: is_stdin };
    match kind {
        Kind::Capture => capture::read(bytes, &name, ports.to_vec(), sink),
        Kind::Json => lines::read(bytes, &name, lines::Json, sink),
        Kind::Log => lines::read(bytes, &name, lines::Log::default(), sink),
        Kind::Empty => anyhow::bail!(messages::empty(&name)),
        Kind::Unknown => anyhow::bail!(messages::unknown_content(&name)),
    }
}
