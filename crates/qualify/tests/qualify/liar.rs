//! Brokers that are wrong on purpose: the kit's broker behind a line that alters one thing, or a few bytes of
//! script.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use broker::{Config, Server};
use bytes::BytesMut;
use mqtt_packet::take_frame;

/// What becomes of a packet on its way: any bytes, or none.
pub type Alter = fn(Vec<u8>) -> Vec<u8>;

/// How a liar lies.
#[derive(Clone, Copy)]
pub struct Lie {
    /// For the packets of clients.
    pub up: Alter,
    /// For those of the broker.
    pub down: Alter,
    /// Whether a client that the broker hangs up on never hears of it.
    pub never_closes: bool,
}

/// Nothing is altered.
pub const HONEST: Lie = Lie { up: |packet| packet, down: |packet| packet, never_closes: false };

/// A broker that lies until the test ends.
pub struct Liar {
    pub address: SocketAddr,
    _broker: Server,
}

pub fn start(lie: Lie) -> Liar {
    let broker = Server::start(Config { port: 0, ..Config::default() }).expect("the broker starts");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("its address");
    let behind = broker.address();
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let Ok(server) = TcpStream::connect(behind) else { return };
            join(client, server, lie);
        }
    });
    Liar { address, _broker: broker }
}

fn join(client: TcpStream, server: TcpStream, lie: Lie) {
    let (client, server) = (Arc::new(client), Arc::new(server));
    for stream in [&client, &server] {
        stream.set_nodelay(true).expect("an option of TCP");
    }
    let (to, from) = (Arc::clone(&server), Arc::clone(&client));
    thread::spawn(move || {
        pass(&from, &to, lie.up);
        let _ = to.shutdown(Shutdown::Both);
    });
    thread::spawn(move || {
        pass(&server, &client, lie.down);
        if !lie.never_closes {
            let _ = client.shutdown(Shutdown::Both);
        }
    });
}

/// Passes packets on. What is no packet is passed as it is.
fn pass(mut from: &TcpStream, mut to: &TcpStream, alter: Alter) {
    let (mut stream, mut buffer) = (BytesMut::new(), [0; 4096]);
    while let Ok(size @ 1..) = from.read(&mut buffer) {
        stream.extend_from_slice(&buffer[..size]);
        loop {
            let out = match take_frame(&mut stream, 1 << 20) {
                Ok(Some(frame)) => alter(frame.to_vec()),
                Ok(None) => break,
                Err(_) => stream.split().to_vec(),
            };
            if to.write_all(&out).is_err() {
                return;
            }
            if stream.is_empty() {
                break;
            }
        }
    }
}

/// A server that says the same to everybody: each packet that comes is answered by `answer` of its first byte.
pub fn scripted(answer: fn(u8) -> &'static [u8]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("its address");
    thread::spawn(move || {
        for mut client in listener.incoming().map_while(Result::ok) {
            thread::spawn(move || {
                let mut buffer = [0; 4096];
                while let Ok(1..) = client.read(&mut buffer) {
                    if client.write_all(answer(buffer[0])).is_err() {
                        return;
                    }
                }
            });
        }
    });
    address
}
