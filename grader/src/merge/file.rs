//! The files of shares, read line by line.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::messages::merge as messages;
use crate::shard::{FORMAT, Head, Record};

/// Longest line, in bytes. A pupil's takes some tens of thousands; the first one has the identifiers of all.
const LONGEST: u64 = 16 << 20;

/// What is wrong with a file, and where.
#[derive(Debug, thiserror::Error)]
#[error("{}", crate::messages::wrong_line(path, *line, problem))]
pub struct Fault {
    path: PathBuf,
    line: usize,
    problem: String,
}

/// One of the files.
#[derive(Debug)]
pub struct ShardFile {
    path: PathBuf,
    reader: BufReader<File>,
    /// Of the line that was read last, from 1.
    line: usize,
    /// Where the next line begins, in bytes.
    offset: u64,
    buffer: Vec<u8>,
}

/// Where a pupil's line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Which of the files.
    pub file: usize,
    /// From 1.
    pub line: usize,
    /// In bytes.
    pub offset: u64,
}

impl ShardFile {
    /// Opens it and reads its first line.
    ///
    /// # Errors
    /// A file that cannot be read, or was not written by `grader run`, or by one that writes another format.
    pub fn open(path: &Path) -> anyhow::Result<(Self, Head)> {
        let file = File::open(path)
            .map_err(|error| anyhow::Error::new(error).context(crate::messages::unreadable_file(path)))?;
        let mut file = Self {
            path: path.to_owned(),
            reader: BufReader::new(file),
            line: 0,
            offset: 0,
            buffer: Vec::new(),
        };
        if !file.advance()? {
            return Err(file.fault(messages::EMPTY.to_owned()).into());
        }
        let format = file.parse::<Version>(|_| messages::NOT_A_SHARE.to_owned())?.format;
        if format != FORMAT {
            return Err(file.fault(messages::other_format(format, FORMAT)).into());
        }
        let head = file.parse(|_| messages::NOT_A_SHARE.to_owned())?;
        // It has everybody's identifier, and the lines to come are shorter.
        file.buffer = Vec::new();
        Ok((file, head))
    }

    /// The next pupil, and where the line begins; none at the end.
    ///
    /// # Errors
    /// [`Fault`] for a line that is cut or damaged.
    pub fn next(&mut self) -> Result<Option<(u64, Record)>, Fault> {
        let offset = self.offset;
        if !self.advance()? {
            return Ok(None);
        }
        Ok(Some((offset, self.parse(messages::damaged)?)))
    }

    /// The pupil at a place that was read before.
    ///
    /// # Errors
    /// [`Fault`] where the file has changed meanwhile.
    pub fn at(&mut self, spot: Spot) -> Result<Record, Fault> {
        self.line = spot.line - 1;
        self.offset = spot.offset;
        let sought = self.reader.seek(SeekFrom::Start(spot.offset));
        sought.map_err(|error| self.fault(cli::describe(&error)))?;
        if !self.advance()? {
            return Err(self.fault(messages::CHANGED.to_owned()));
        }
        self.parse(|_| messages::CHANGED.to_owned())
    }

    pub fn line(&self) -> usize {
        self.line
    }

    /// What is wrong with the line that was read last.
    pub fn fault(&self, problem: String) -> Fault {
        Fault { path: self.path.clone(), line: self.line.max(1), problem }
    }

    /// Reads the next line; false at the end.
    fn advance(&mut self) -> Result<bool, Fault> {
        self.buffer.clear();
        let read = self.reader.by_ref().take(LONGEST).read_until(b'\n', &mut self.buffer);
        self.line += 1;
        let read = read.map_err(|error| self.fault(cli::describe(&error)))? as u64;
        self.offset += read;
        match self.buffer.last() {
            None => {
                self.line -= 1;
                Ok(false)
            }
            Some(b'\n') => Ok(true),
            Some(_) if read == LONGEST => Err(self.fault(messages::too_long(LONGEST))),
            Some(_) => Err(self.fault(messages::CUT.to_owned())),
        }
    }

    fn parse<'s, T: Deserialize<'s>>(
        &'s self,
        problem: impl FnOnce(&serde_json::Error) -> String,
    ) -> Result<T, Fault> {
        serde_json::from_slice(&self.buffer).map_err(|error| self.fault(problem(&error)))
    }
}

#[derive(Deserialize)]
struct Version {
    format: u32,
}
