//! A connection for a program that waits for one thing at a time.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConnection, StreamOwned};

use crate::Trust;

/// A [`Wire`](crate::Wire) for a thread of its own: reads and writes wait, as long as the TCP connection's limits allow.
#[derive(Debug)]
pub enum Blocking {
    /// Anybody on the way can read it.
    Clear(TcpStream),
    /// Only the two ends can.
    Tls(Box<StreamOwned<ClientConnection, TcpStream>>),
}

impl Blocking {
    /// The TCP connection beneath.
    #[must_use]
    pub fn tcp(&self) -> &TcpStream {
        match self {
            Blocking::Clear(tcp) => tcp,
            Blocking::Tls(tls) => tls.get_ref(),
        }
    }
}

impl Read for Blocking {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Blocking::Clear(tcp) => tcp.read(buffer),
            Blocking::Tls(tls) => tls.read(buffer),
        }
    }
}

impl Write for Blocking {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Blocking::Clear(tcp) => tcp.write(bytes),
            Blocking::Tls(tls) => tls.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Blocking::Clear(tcp) => tcp.flush(),
            Blocking::Tls(tls) => tls.flush(),
        }
    }
}

impl Trust {
    /// [`Trust::shake_hands`] for a thread of its own, within `limit`.
    ///
    /// # Errors
    /// As [`Trust::shake_hands`]; [`io::ErrorKind::TimedOut`] when the time is over, however the bytes trickle.
    pub fn shake_hands_within(
        &self,
        host: &str,
        mut tcp: TcpStream,
        limit: Duration,
    ) -> io::Result<Blocking> {
        let end = Instant::now() + limit;
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        let mut tls = ClientConnection::new(Arc::clone(&self.0), name).map_err(io::Error::other)?;
        let before = (tcp.read_timeout()?, tcp.write_timeout()?);
        while tls.is_handshaking() {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            if tls.wants_write() {
                tcp.set_write_timeout(Some(left))?;
                tls.write_tls(&mut tcp).map_err(over)?;
                continue;
            }
            tcp.set_read_timeout(Some(left))?;
            if tls.read_tls(&mut tcp).map_err(over)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Err(error) = tls.process_new_packets() {
                // The alert that tells the other side why; it may have gone already.
                let _ = tls.write_tls(&mut tcp);
                return Err(io::Error::new(io::ErrorKind::InvalidData, error));
            }
        }
        tcp.set_read_timeout(before.0)?;
        tcp.set_write_timeout(before.1)?;
        Ok(Blocking::Tls(Box::new(StreamOwned::new(tls, tcp))))
    }
}

/// What a socket says when its time is over differs from system to system.
fn over(error: io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::WouldBlock { io::ErrorKind::TimedOut.into() } else { error }
}
