//! A connection.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, ensure};

use crate::frame::Frame;
use crate::packets;

/// How long a broker may take for anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes read at once.
const READ: usize = 256 * 1024;

/// A client that is connected, and waits for what it wants.
#[derive(Debug)]
pub struct Line {
    stream: TcpStream,
    /// What has come and was not looked at.
    input: Vec<u8>,
}

/// A client that waits for nothing: one of many.
pub(crate) struct Busy {
    pub(crate) stream: mio::net::TcpStream,
    /// What is to be written: for more.
    pub(crate) out: Vec<u8>,
    written: usize,
    input: Vec<u8>,
}

/// Connects clients `first` to `first + count`, and leaves them alone. They close when dropped.
///
/// # Errors
/// When the broker refuses one, or says nothing for 10 s.
pub fn connect(address: SocketAddr, first: usize, count: usize) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for number in first..first + count {
        let mut line = Line::open(address).with_context(|| format!("connection {number}"))?;
        line.stream.write_all(&packets::connect(&format!("load-{number}")))?;
        lines.push(line);
    }
    for (number, line) in lines.iter_mut().enumerate() {
        let connack = line.wait().with_context(|| format!("CONNACK of connection {number}"))?;
        ensure!(connack.first == 0x20 && connack.id == 0, "the broker refuses connection {number}");
    }
    Ok(lines)
}

impl Line {
    fn open(address: SocketAddr) -> anyhow::Result<Line> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Line { stream, input: Vec::new() })
    }

    /// Subscribes to the one topic, and waits for SUBACK.
    pub(crate) fn subscribe(&mut self, qos: u8) -> anyhow::Result<()> {
        self.stream.write_all(&packets::subscribe(qos))?;
        let suback = self.wait().context("SUBACK")?;
        ensure!(suback.first == 0x90, "the broker answers SUBSCRIBE by {:#x}", suback.first);
        Ok(())
    }

    /// The next packet, waited for.
    pub(crate) fn wait(&mut self) -> anyhow::Result<Frame> {
        loop {
            if let Some(frame) = Frame::first_of(&self.input) {
                self.input.drain(..frame.size);
                return Ok(frame);
            }
            let mut buffer = [0; 8192];
            let size = self.stream.read(&mut buffer)?;
            ensure!(size > 0, "the broker has closed the connection");
            self.input.extend_from_slice(&buffer[..size]);
        }
    }

    /// Writes and waits until it is taken.
    pub(crate) fn write_now(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        Ok(self.stream.write_all(bytes)?)
    }

    /// From now on nothing is waited for.
    pub(crate) fn busy(self) -> io::Result<Busy> {
        self.stream.set_nonblocking(true)?;
        let stream = mio::net::TcpStream::from_std(self.stream);
        Ok(Busy { stream, out: Vec::new(), written: 0, input: self.input })
    }
}

impl Busy {
    /// Bytes that wait to be written.
    pub(crate) fn waiting(&self) -> usize {
        self.out.len() - self.written
    }

    /// Writes as much as is taken.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        while self.waiting() > 0 {
            match self.stream.write(&self.out[self.written..]) {
                Ok(size) => self.written += size,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        self.out.clear();
        self.written = 0;
        Ok(())
    }

    /// Reads all there is and calls `took` with each packet and what is to be written.
    pub(crate) fn receive(&mut self, mut took: impl FnMut(Frame, &mut Vec<u8>)) -> anyhow::Result<()> {
        loop {
            let before = self.input.len();
            self.input.resize(before + READ, 0);
            let read = self.stream.read(&mut self.input[before..]);
            self.input.truncate(before + *read.as_ref().unwrap_or(&0));
            let mut at = 0;
            while let Some(frame) = Frame::first_of(&self.input[at..]) {
                at += frame.size;
                took(frame, &mut self.out);
            }
            self.input.drain(..at);
            match read {
                Ok(0) => anyhow::bail!("the broker has closed a connection"),
                // Less than there was room for: no more is there.
                Ok(size) if size < READ => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }
}
