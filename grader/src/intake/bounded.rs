//! Readers that give up: a small archive can hold more than a disk, or keep a processor busy with nothing.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use flate2::bufread::GzDecoder;

/// Why a reader gave up, French.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Excess(String);

/// The reason, when `error` comes from a reader of this module.
pub fn excess(error: &io::Error) -> Option<String> {
    error.get_ref()?.downcast_ref().map(|Excess(reason)| reason.clone())
}

fn give_up(reason: &str) -> io::Error {
    io::Error::other(Excess(reason.to_owned()))
}

/// Gives up after so many bytes.
pub struct Limited<R> {
    pub reader: R,
    pub left: u64,
    pub excess: String,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| give_up(&self.excess))?;
        Ok(read)
    }
}

impl<R: Seek> Seek for Limited<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.reader.seek(to)
    }
}

/// A `.gz` of one member or a few, as `cat a.gz b.gz` makes them; each costs its start, however little it holds.
pub struct Members<R> {
    current: Option<GzDecoder<R>>,
    left: usize,
    excess: String,
}

impl<R: BufRead> Members<R> {
    /// Gives up after `most` members.
    pub fn new(reader: R, most: usize, excess: String) -> Self {
        Self { current: Some(GzDecoder::new(reader)), left: most, excess }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.current {
            let read = member.read(buffer)?;
            if read > 0 || buffer.is_empty() || member.get_mut().fill_buf()?.is_empty() {
                return Ok(read);
            }
            self.left = self.left.checked_sub(1).ok_or_else(|| give_up(&self.excess))?;
            self.current = self.current.take().map(|member| GzDecoder::new(member.into_inner()));
        }
        Ok(0)
    }
}
