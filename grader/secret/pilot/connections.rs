//! The connections that a driver serves. All of them come through the standard input, which is one end of a socket pair:
//! the sandbox lets nobody open a socket.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// The connections, as they are opened.
pub struct Connections(Receiver<Connection>);

/// One connection. What is read and what is written may be parted, as those of a TCP stream; it is closed when its
/// [`Outgoing`] is dropped, and each of its clones.
pub struct Connection {
    /// What comes.
    pub incoming: Incoming,
    /// What goes.
    pub outgoing: Outgoing,
}

/// What comes on a connection.
pub struct Incoming {
    frames: Receiver<Vec<u8>>,
    left: Vec<u8>,
}

/// What goes on a connection.
#[derive(Clone)]
pub struct Outgoing(Arc<End>);

struct End {
    number: u8,
    socket: Arc<Mutex<File>>,
}

impl Connections {
    /// On the standard input. When the other end closes it, all has been said, and the process ends.
    pub(crate) fn inherited() -> io::Result<Self> {
        let socket = File::from(io::stdin().as_fd().try_clone_to_owned()?);
        let writing = Arc::new(Mutex::new(socket.try_clone()?));
        let (opened, connections) = channel();
        thread::spawn(move || {
            let _ = dispatch(socket, &writing, &opened);
            std::process::exit(0);
        });
        Ok(Self(connections))
    }
}

impl Iterator for Connections {
    type Item = Connection;

    fn next(&mut self) -> Option<Connection> {
        self.0.recv().ok()
    }
}

/// Hands each frame to its connection, until there are no more.
fn dispatch(mut socket: File, writing: &Arc<Mutex<File>>, opened: &Sender<Connection>) -> io::Result<()> {
    let mut open: HashMap<u8, Sender<Vec<u8>>> = HashMap::new();
    loop {
        let mut head = [0; 5];
        socket.read_exact(&mut head)?;
        let [number, length @ ..] = head;
        let mut bytes = vec![0; u32::from_be_bytes(length) as usize];
        socket.read_exact(&mut bytes)?;
        if bytes.is_empty() {
            open.remove(&number);
            continue;
        }
        let sender = open.entry(number).or_insert_with(|| {
            let (sender, frames) = channel();
            let outgoing = Outgoing(Arc::new(End { number, socket: Arc::clone(writing) }));
            let _ = opened.send(Connection { incoming: Incoming { frames, left: vec![] }, outgoing });
            sender
        });
        // Whoever serves it may have done with it.
        let _ = sender.send(bytes);
    }
}

impl Read for Incoming {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left.is_empty() {
            self.left = self.frames.recv().unwrap_or_default();
        }
        let count = self.left.len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.left[..count]);
        self.left.drain(..count);
        Ok(count)
    }
}

impl Write for Outgoing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !bytes.is_empty() {
            self.0.send(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Connection {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.incoming.read(buffer)
    }
}

impl Write for Connection {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.outgoing.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl End {
    fn send(&self, bytes: &[u8]) -> io::Result<()> {
        let mut frame = vec![self.number];
        frame.extend((bytes.len() as u32).to_be_bytes());
        frame.extend(bytes);
        self.socket.lock().unwrap_or_else(PoisonError::into_inner).write_all(&frame)
    }
}

impl Drop for End {
    fn drop(&mut self) {
        // Of a process whose other end is gone there is nothing more to say.
        let _ = self.send(&[]);
    }
}
