//! `--record`: all events in a file, in the format of [`mqtt_trace::json`].

use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, anyhow};
use mqtt_trace::{Event, json};

use crate::messages;

/// The variable that names the seat.
const SEAT: &str = "ATELIER_POSTE";

/// A file of events. Without any, as when there was nothing to listen to, it is removed in the end: it must not stand
/// in the way of the next try.
pub(super) struct Record {
    path: PathBuf,
    file: BufWriter<File>,
    /// The line under way.
    line: String,
    empty: bool,
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
        let mut record =
            Record { path: path.to_owned(), file: BufWriter::new(file), line: String::new(), empty: true };
        json::write_header(&header, &mut record.line)?;
        record.write().and_then(|()| record.flush()).with_context(|| messages::cannot_write(&name))?;
        Ok(record)
    }

    pub(super) fn event(&mut self, event: &Event) -> io::Result<()> {
        self.empty = false;
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

impl Drop for Record {
    fn drop(&mut self) {
        if self.empty {
            let _ = fs::remove_file(&self.path);
        }
    }
}
