//! Tells when an engine has stopped answering.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use bytes::BytesMut;
use mqtt_packet::{Connect, ConnectReturnCode, Packet, decode, take_frame};

use crate::messages::engine as said;
use crate::printer::Lines;

/// Between two questions.
pub(crate) const EVERY: Duration = Duration::from_secs(2);

/// How long an answer may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(2);

/// The largest packet that an answer may be.
const LARGEST: usize = 64;

/// A client that comes by every two seconds: CONNECT, PINGREQ, DISCONNECT. A new connection each time, since a broker
/// may go on with those that it has and take no other, or the system may take them in its place.
#[derive(Debug)]
pub(super) struct Guard {
    /// Dropped to end it.
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Guard {
    pub(super) fn start(address: SocketAddr, lines: Lines) -> Guard {
        let (stop, stopped) = channel();
        let thread = thread::spawn(move || {
            let mut silent_since = None;
            while stopped.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                let asked = Instant::now();
                match (ask(address), silent_since) {
                    (Ok(()), Some(since)) => {
                        lines.print(&said::answers_again(asked.saturating_duration_since(since)));
                        silent_since = None;
                    }
                    (Err(awaited), None) => {
                        // One that has ended is told as such.
                        if stopped.recv_timeout(Duration::ZERO) == Err(RecvTimeoutError::Timeout) {
                            lines.print(&said::silent(awaited));
                        }
                        silent_since = Some(asked);
                    }
                    (Ok(()), None) | (Err(_), Some(_)) => {}
                }
            }
        });
        Guard { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Awaited {
    /// The connection itself.
    Connection,
    /// CONNACK, after CONNECT.
    Connack(Instead),
    /// PINGRESP, after PINGREQ.
    Pingresp(Instead),
}

/// What came instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Instead {
    /// Nothing, until the time was over.
    Nothing,
    /// The end of the connection.
    End,
    /// Something else.
    Other,
}

impl Instead {
    fn of(answer: &io::Result<Packet>) -> Instead {
        use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
        match answer.as_ref().map_err(io::Error::kind) {
            Err(BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof) => Instead::End,
            Err(io::ErrorKind::Other) | Ok(_) => Instead::Other,
            Err(_) => Instead::Nothing,
        }
    }
}

/// Asks once, within [`PATIENCE`].
fn ask(address: SocketAddr) -> Result<(), Awaited> {
    let end = Instant::now() + PATIENCE;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).map_err(|_| Awaited::Connection)?;
    let mut received = BytesMut::new();
    let connect = Connect::new(format!("gardien-{}", std::process::id()));
    let answer = exchange(&mut stream, &mut received, &Packet::Connect(Box::new(connect)), end);
    match answer {
        Ok(Packet::Connack(connack)) if connack.return_code == ConnectReturnCode::Accepted => {}
        other => return Err(Awaited::Connack(Instead::of(&other))),
    }
    match exchange(&mut stream, &mut received, &Packet::Pingreq, end) {
        Ok(Packet::Pingresp) => {}
        other => return Err(Awaited::Pingresp(Instead::of(&other))),
    }
    // It has answered: whether it also reads the end does not matter.
    let _ = send(&mut stream, &Packet::Disconnect);
    Ok(())
}

fn send(stream: &mut TcpStream, packet: &Packet) -> io::Result<()> {
    let mut bytes = BytesMut::new();
    packet.encode(&mut bytes).map_err(io::Error::other)?;
    stream.write_all(&bytes)
}

/// Sends `packet` and waits for the one that answers it.
fn exchange(
    stream: &mut TcpStream,
    received: &mut BytesMut,
    packet: &Packet,
    end: Instant,
) -> io::Result<Packet> {
    send(stream, packet)?;
    loop {
        if let Some(frame) = take_frame(received, LARGEST).map_err(io::Error::other)? {
            return Ok(decode(&frame).map_err(io::Error::other)?.0);
        }
        // A time of zero is refused, which is an error as the end of the time is.
        stream.set_read_timeout(Some(end.saturating_duration_since(Instant::now())))?;
        let mut buffer = [0; LARGEST];
        match stream.read(&mut buffer)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            size => received.extend_from_slice(&buffer[..size]),
        }
    }
}
