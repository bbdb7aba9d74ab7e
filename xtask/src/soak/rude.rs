//! Clients that cut, lie, send rubbish and do not listen.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::BytesMut;
use fastrand::Rng;
use mqtt_packet::{Ack, Connect, Packet, PacketId, Properties, Publish, Qos, Subscribe, Subscription, Will};

/// How long one may wait for the broker, or not listen to it.
const PAUSE: Duration = Duration::from_millis(200);

/// Connects and misbehaves, again and again, until it is over; how often.
pub fn run(broker: SocketAddr, seed: u64, is_over: &AtomicBool) -> u64 {
    let mut random = Rng::with_seed(seed);
    let mut count = 0;
    while !is_over.load(Ordering::Relaxed) {
        // The broker may close whenever it wants.
        let _ = misbehave(broker, &mut random);
        count += 1;
    }
    count
}

fn misbehave(broker: SocketAddr, random: &mut Rng) -> io::Result<()> {
    let mut line = TcpStream::connect(broker)?;
    line.set_read_timeout(Some(PAUSE))?;
    line.set_write_timeout(Some(PAUSE))?;
    match random.u8(..10) {
        // Rubbish at once, or nothing at all.
        0 => line.write_all(&rubbish(random))?,
        1 => {}
        // A part of a CONNECT.
        2 => {
            let connect = connect(random);
            line.write_all(&connect[..random.usize(..connect.len())])?;
        }
        // A length that is never filled.
        3 => line.write_all(b"\x10\xff\xff\xff\x7f\x00\x04MQTT")?,
        number => {
            line.write_all(&connect(random))?;
            connected(&mut line, random, number)?;
        }
    }
    let _ = line.read(&mut [0; 4096])?;
    Ok(())
}

fn connected(line: &mut TcpStream, random: &mut Rng, number: u8) -> io::Result<()> {
    match number {
        4 => line.write_all(&rubbish(random)),
        // Acknowledges what it was never sent.
        5 => {
            let id = PacketId::new(random.u16(1..)).unwrap_or(PacketId::FIRST);
            let kinds = [Packet::Puback, Packet::Pubrec, Packet::Pubcomp, Packet::Pubrel];
            let packets = kinds.map(|kind| kind(Ack::new(id)));
            packets.iter().try_for_each(|packet| line.write_all(&encoded(packet)))
        }
        // Leaves messages of QoS 2 unreleased, and cuts.
        6 => (1..50).filter_map(PacketId::new).try_for_each(|packet_id| {
            let message = Publish { qos: Qos::ExactlyOnce, packet_id: Some(packet_id), ..large(random) };
            line.write_all(&encoded(&Packet::Publish(message)))
        }),
        // Wants everything and reads nothing, while it sends.
        7 => {
            subscribe(line, "rude/#")?;
            (0..200).try_for_each(|_| line.write_all(&encoded(&Packet::Publish(large(random)))))?;
            std::thread::sleep(PAUSE);
            Ok(())
        }
        // Retains under ever the same few topics, and erases.
        8 => (0..50).try_for_each(|_| {
            let topic = format!("rude/kept/{}", random.u8(..8));
            let payload = vec![b'x'; random.usize(..512)];
            let message = Publish { retain: true, ..Publish::new(topic, payload) };
            line.write_all(&encoded(&Packet::Publish(message)))
        }),
        // A second CONNECT after many filters.
        _ => {
            (0..50).try_for_each(|filter| subscribe(line, &format!("rude/+/{filter}/#")))?;
            line.write_all(&connect(random))
        }
    }
}

fn subscribe(line: &mut TcpStream, filter: &str) -> io::Result<()> {
    let subscription = Subscription { filter: filter.into(), qos: Qos::ExactlyOnce };
    line.write_all(&encoded(&Packet::Subscribe(Subscribe::new(PacketId::FIRST, vec![subscription]))))
}

/// A clean session under one of a few names, so that they push each other out; with a will.
fn connect(random: &mut Rng) -> BytesMut {
    let will = Will {
        topic: "rude/will".into(),
        message: "gone".into(),
        qos: Qos::AtLeastOnce,
        retain: random.bool(),
        properties: Properties::default(),
    };
    let client_id = format!("rude-{}", random.u8(..6));
    encoded(&Packet::Connect(Box::new(Connect { will: Some(will), ..Connect::new(client_id) })))
}

fn large(random: &mut Rng) -> Publish {
    Publish::new("rude/large", vec![b'x'; random.usize(1..8192)])
}

fn rubbish(random: &mut Rng) -> Vec<u8> {
    let size = random.usize(1..2000);
    std::iter::repeat_with(|| random.u8(..)).take(size).collect()
}

fn encoded(packet: &Packet) -> BytesMut {
    let mut bytes = BytesMut::new();
    // Nothing here breaks a rule of the codec: what does is written as bytes.
    let _ = packet.encode(&mut bytes);
    bytes
}
