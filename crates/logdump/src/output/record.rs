//! `--record`: all events in a file, in the format of [`mqtt_trace::json`].

use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, anyhow};
use mqtt_trace::{Event, json};

use crate::messages;

/// The variable that names the seat.
const SEAT: &str = "ATELIER_POSTE";

/// A file of events.
pub(super) struct Record {
    file: BufWriter<File>,
    /// The line under way.
    line: String,
}

impl Record {
    /// Begins a new file, with its header.
    ///
    /// # Errors
    /// When the file exists, or cannot be written.
    pub(super) fn create(path: &Path, seat: Option<&str>) -> anyhow::Result<Record> {
        let name = path.display().to_string();
        let file = File::create_new(path).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => anyhow!(messages::exists(&name)),
            _ => anyhow::Error::new(error).context(messages::cannot_write(&name)),
        })?;
        let seat = seat.map(str::to_owned).or_else(|| std::env::var(SEAT).ok());
        let header = json::Header {
            time: SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default(),
            // The standard library draws its hash keys at random.
            session: format!("{:016x}", RandomState::new().hash_one(SEAT)),
            seat: seat.filter(|seat| !seat.is_empty()),
        };
        let mut record = Record { file: BufWriter::new(file), line: String::new() };
        json::write_header(&header, &mut record.line)?;
        record.write().and_then(|()| record.flush()).with_context(|| messages::cannot_write(&name))?;
        Ok(record)
    }

    pub(super) fn event(&mut self, event: &Event) -> io::Result<()> {
        json::write(event, &mut self.line).map_err(io::Error::other)?;
        self.write()
    }

    fn write(&mut self) -> io::Result<()> {
        self.file.write_all(self.line.as_bytes())?;
        self.line.clear();
        Ok(())
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
