//! The bytes of a file, uncompressed, and what they are.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

/// The bytes of a file.
pub(super) struct Bytes(BufReader<Box<dyn Read + Send>>);

/// What bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Capture,
    Json,
    Log,
    Empty,
    Unknown,
}

/// Bytes looked at to know what they are.
const LOOKED_AT: usize = 512;

impl Bytes {
    pub(super) fn open(path: &Path) -> io::Result<Bytes> {
        Bytes::new(File::open(path)?)
    }

    pub(super) fn stdin() -> io::Result<Bytes> {
        Bytes::new(io::stdin())
    }

    fn new(from: impl Read + Send + 'static) -> io::Result<Bytes> {
        const GZIP: [u8; 2] = [0x1f, 0x8b];
        let mut from = BufReader::with_capacity(64 << 10, from);
        // A pipe may give them one by one.
        let mut head = Vec::new();
        from.by_ref().take(2).read_to_end(&mut head)?;
        let compressed = head == GZIP;
        let from = Cursor::new(head).chain(from);
        let from: Box<dyn Read + Send> =
            if compressed { Box::new(MultiGzDecoder::new(BufReader::new(from))) } else { Box::new(from) };
        Ok(Bytes(BufReader::with_capacity(64 << 10, from)))
    }

    /// What the bytes are, by the first of them.
    pub(super) fn kind(&mut self) -> io::Result<Kind> {
        // One line at least, or as much as tells a capture.
        let mut head = Vec::new();
        self.0.by_ref().take(4).read_to_end(&mut head)?;
        if !mqtt_capture::Reader::recognises(&head) {
            self.0.by_ref().take((LOOKED_AT - head.len()) as u64).read_until(b'\n', &mut head)?;
        }
        let kind = kind(&head);
        let rest = std::mem::replace(&mut self.0, BufReader::new(Box::new(io::empty())));
        self.0 = BufReader::with_capacity(64 << 10, Box::new(Cursor::new(head).chain(rest)));
        Ok(kind)
    }
}

fn kind(head: &[u8]) -> Kind {
    if mqtt_capture::Reader::recognises(head) {
        return Kind::Capture;
    }
    match head.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None if head.is_empty() => Kind::Empty,
        Some(b'{') => Kind::Json,
        _ if head.contains(&0) => Kind::Unknown,
        _ => Kind::Log,
    }
}

impl Read for Bytes {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

impl BufRead for Bytes {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.0.consume(amount);
    }
}
