//! A line that breaks on purpose.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread;

/// After how many bytes one connection breaks, each way.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    /// From the client to the broker.
    pub sent: usize,
    /// From the broker to the client.
    pub received: usize,
}

impl Cut {
    /// The connection never breaks.
    pub const NEVER: Cut = Cut { sent: usize::MAX, received: usize::MAX };
}

/// Relays connections to `broker`: the first breaks at `cuts[0]`, the second at `cuts[1]`, those after the last
/// never. Returns the address to connect to.
///
/// # Panics
/// When the system has no free port.
#[must_use]
pub fn relay(broker: SocketAddr, cuts: &'static [Cut]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("its address");
    thread::spawn(move || {
        for (number, client) in listener.incoming().enumerate() {
            let cut = cuts.get(number).copied().unwrap_or(Cut::NEVER);
            let client = client.expect("the client");
            let broker = TcpStream::connect(broker).expect("the broker");
            let back = (broker.try_clone().expect("a clone"), client.try_clone().expect("a clone"));
            thread::spawn(move || copy(client, broker, cut.sent));
            thread::spawn(move || copy(back.0, back.1, cut.received));
        }
    });
    address
}

/// Copies at most `limit` bytes, then breaks both connections.
fn copy(mut from: TcpStream, mut to: TcpStream, mut limit: usize) {
    let mut buffer = [0; 1024];
    while limit > 0 {
        let room = limit.min(buffer.len());
        match from.read(&mut buffer[..room]) {
            Ok(length) if length > 0 && to.write_all(&buffer[..length]).is_ok() => limit -= length,
            _ => break,
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}
