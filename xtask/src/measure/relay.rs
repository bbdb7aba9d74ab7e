//! A relay on 127.0.0.1 that notes all that passes, and can make the line long.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;

/// How long a connection may last.
const LIMIT: Duration = Duration::from_secs(60);

/// Bytes of the TCP payload that passed together.
#[derive(Debug)]
pub struct Chunk {
    /// From the client; else to it.
    pub up: bool,
    /// When the client sent or got them.
    pub at: Instant,
    /// What they are.
    pub bytes: Vec<u8>,
}

/// All that passed on a connection, in order of time.
#[derive(Debug)]
pub struct Exchange(pub Vec<Chunk>);

impl Exchange {
    /// The bytes of the TCP payload, from the client or to it.
    pub fn bytes(&self, up: bool) -> u64 {
        self.0.iter().filter(|chunk| chunk.up == up).map(|chunk| chunk.bytes.len() as u64).sum()
    }

    /// From the client's first byte to its last: a server may still say goodbye, as TLS does.
    pub fn lasted(&self) -> Duration {
        let mut sent = self.0.iter().filter(|chunk| chunk.up).map(|chunk| chunk.at);
        let first = sent.next();
        first.map_or(Duration::ZERO, |first| sent.next_back().unwrap_or(first) - first)
    }
}

/// A relay to one server.
pub struct Relay {
    /// Where to connect instead.
    pub address: SocketAddr,
    exchanges: Receiver<Exchange>,
}

impl Relay {
    /// Relays to `server`, and delays each way by `delay`: a network of that length.
    pub fn start(server: SocketAddr, delay: Duration) -> anyhow::Result<Relay> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port")?;
        let address = listener.local_addr()?;
        let (sender, exchanges) = channel();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let sender = sender.clone();
                // A server that is gone shows in that no exchange comes.
                thread::spawn(move || serve(client, server, delay, &sender));
            }
        });
        Ok(Relay { address, exchanges })
    }

    /// The next exchange that ends.
    pub fn exchange(&self) -> anyhow::Result<Exchange> {
        self.exchanges.recv_timeout(LIMIT).context("a connection through the relay does not end")
    }
}

fn serve(
    client: TcpStream,
    server: SocketAddr,
    delay: Duration,
    exchanges: &Sender<Exchange>,
) -> std::io::Result<()> {
    let server = TcpStream::connect(server)?;
    // Else the system may hold small packets back for 40 ms.
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (sender, chunks) = channel();
    let (from, to) = (server.try_clone()?, client.try_clone()?);
    let down = sender.clone();
    thread::spawn(move || carry(from, to, false, delay, &down));
    carry(client, server, true, delay, &sender);
    drop(sender);
    // Ends when the other direction has, too.
    let mut chunks: Vec<Chunk> = chunks.iter().collect();
    chunks.sort_by_key(|chunk| chunk.at);
    let _ = exchanges.send(Exchange(chunks));
    Ok(())
}

/// Carries bytes along the line. It reads while others are still on their way: the delay is a distance, not a
/// bottleneck.
fn carry(mut from: TcpStream, mut to: TcpStream, up: bool, delay: Duration, chunks: &Sender<Chunk>) {
    let (departure, arrival) = channel();
    thread::spawn(move || {
        let mut buffer = [0; 64 * 1024];
        while let Ok(length @ 1..) = from.read(&mut buffer) {
            let _ = departure.send((Instant::now(), buffer[..length].to_vec()));
        }
    });
    for (left, bytes) in arrival {
        thread::sleep((left + delay).saturating_duration_since(Instant::now()));
        let written = to.write_all(&bytes);
        // The client is at the near end of the line: what it gets has travelled, what it sends has not.
        let at = if up { left } else { left + delay };
        let _ = chunks.send(Chunk { up, at, bytes });
        if written.is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_are_counted_and_the_delay_is_there() {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let delay = Duration::from_millis(5);
        let relay = Relay::start(server.local_addr().unwrap(), delay).unwrap();
        let mut client = TcpStream::connect(relay.address).unwrap();
        let (mut served, _) = server.accept().unwrap();
        let mut buffer = [0; 8];
        client.write_all(b"12345").unwrap();
        served.read_exact(&mut buffer[..5]).unwrap();
        served.write_all(b"678").unwrap();
        client.read_exact(&mut buffer[..3]).unwrap();
        client.write_all(b"9").unwrap();
        drop(client);
        served.read_exact(&mut buffer[..1]).unwrap();
        drop(served);
        let exchange = relay.exchange().unwrap();
        assert_eq!((exchange.bytes(true), exchange.bytes(false)), (6, 3));
        assert!(exchange.lasted() >= 2 * delay, "{:?}", exchange.lasted());
    }
}
