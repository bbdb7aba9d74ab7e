//! How long a packet is under way: straight, through a plain relay, through logdump.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use bytes::BytesMut;
use mqtt_packet::{Ack, Packet, PacketId, Publish, Qos, take_packet};

use super::Target;
use crate::bench::median;

/// Messages of a turn, each answered before the next is sent.
const MESSAGES: usize = 2000;
/// Turns of each way.
const TURNS: usize = 9;
/// The most that a packet may take longer than through a plain relay, in microseconds.
const MOST: f64 = 100.0;

pub fn run(logdump: &Path, targets: &mut Vec<Target>) -> anyhow::Result<()> {
    let broker = answer()?;
    let (relayed, watched) = (free()?, free()?);
    let mut socat = Command::new("socat");
    socat.arg(format!("TCP-LISTEN:{},bind=127.0.0.1,fork,nodelay,reuseaddr", relayed.port()));
    socat.arg(format!("TCP:{broker},nodelay"));
    let mut proxy = Command::new(logdump);
    proxy.args(["--listen", &watched.port().to_string(), "--to", &broker.to_string()]);
    let _ends = [End::start(&mut socat)?, End::start(&mut proxy)?];
    let ways = [("straight to the broker", broker), ("through socat", relayed), ("through logdump", watched)];
    let mut lines = Vec::new();
    for (_, address) in ways {
        lines.push(connect(address)?);
    }
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..TURNS {
        for (line, times) in lines.iter_mut().zip(&mut times) {
            times.push(median(exchange(line)?));
        }
    }
    let times = times.map(median);
    println!("\n{:44} {:>12} {:>10}", "PUBLISH of 64 B and its PUBACK", "both, µs", "median");
    ways.iter().zip(times).for_each(|((what, _), time)| println!("{what:44} {time:>12.1}"));
    // A packet each way.
    let added = (times[2] - times[1]) / 2.0;
    println!("{:44} {added:>12.1}", "logdump adds to socat, per packet");
    targets.push((format!("the proxy adds under {MOST} µs per packet to a plain relay"), added < MOST));
    Ok(())
}

/// What is sent again and again.
fn message() -> anyhow::Result<BytesMut> {
    let publish = Publish {
        qos: Qos::AtLeastOnce,
        packet_id: Some(PacketId::FIRST),
        ..Publish::new("maison/salon/temperature", vec![b'x'; 64])
    };
    encoded(&Packet::Publish(publish))
}

fn encoded(packet: &Packet) -> anyhow::Result<BytesMut> {
    let mut bytes = BytesMut::new();
    packet.encode(&mut bytes)?;
    Ok(bytes)
}

/// Sends, waits for the answer; the time of each, in microseconds.
fn exchange(line: &mut TcpStream) -> anyhow::Result<Vec<f64>> {
    let (message, mut answer) = (message()?, [0; 4]);
    let mut times = Vec::with_capacity(MESSAGES);
    for _ in 0..MESSAGES {
        let start = Instant::now();
        line.write_all(&message)?;
        line.read_exact(&mut answer)?;
        times.push(start.elapsed().as_nanos() as f64 / 1000.0);
    }
    Ok(times)
}

/// A broker that answers each PUBLISH by PUBACK and does nothing else, so that its own time is small.
fn answer() -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    let puback = encoded(&Packet::Puback(Ack::new(PacketId::FIRST)))?;
    thread::spawn(move || {
        for line in listener.incoming().map_while(Result::ok) {
            let puback = puback.clone();
            thread::spawn(move || serve(line, &puback));
        }
    });
    Ok(address)
}

fn serve(mut line: TcpStream, puback: &[u8]) -> anyhow::Result<()> {
    line.set_nodelay(true)?;
    let (mut buffer, mut stream) = ([0; 4096], BytesMut::new());
    loop {
        let size = line.read(&mut buffer)?;
        if size == 0 {
            return Ok(());
        }
        stream.extend_from_slice(&buffer[..size]);
        while take_packet(&mut stream, 4096)?.is_some() {
            line.write_all(puback)?;
        }
    }
}

/// An address that nobody listens to.
fn free() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

/// Connects, once somebody listens.
fn connect(address: SocketAddr) -> anyhow::Result<TcpStream> {
    for _ in 0..200 {
        if let Ok(line) = TcpStream::connect(address) {
            line.set_nodelay(true)?;
            return Ok(line);
        }
        thread::sleep(Duration::from_millis(25));
    }
    bail!("nobody listens on {address}")
}

/// A process that ends with the measure.
struct End(Child);

impl End {
    fn start(command: &mut Command) -> anyhow::Result<End> {
        let name = command.get_program().display().to_string();
        let command = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(End(command.spawn().with_context(|| format!("{name}: is it installed?"))?))
    }
}

impl Drop for End {
    fn drop(&mut self) {
        // Both fail when it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
