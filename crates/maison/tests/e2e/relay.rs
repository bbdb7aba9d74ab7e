//! A line that breaks on purpose: TCP connections to the broker that end after so many bytes.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};

/// After how many bytes one connection breaks, each way.
#[derive(Clone, Copy)]
pub struct Cut {
    /// From the house to the broker.
    pub sent: usize,
    /// From the broker to the house.
    pub received: usize,
}

/// Relays connections to `broker`: the first breaks at `cuts[0]`, the second at `cuts[1]`, those after the last
/// never. Returns the port to connect to.
pub fn relay(broker: u16, cuts: &'static [Cut]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("its address").port();
    std::thread::spawn(move || {
        for (number, house) in listener.incoming().enumerate() {
            let never = Cut { sent: usize::MAX, received: usize::MAX };
            let cut = cuts.get(number).copied().unwrap_or(never);
            let house = house.expect("the house");
            let broker = TcpStream::connect(("127.0.0.1", broker)).expect("the broker");
            let back = (broker.try_clone().expect("a clone"), house.try_clone().expect("a clone"));
            std::thread::spawn(move || copy(house, broker, cut.sent));
            std::thread::spawn(move || copy(back.0, back.1, cut.received));
        }
    });
    port
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
