//! A line between client and broker that writes down every packet, and breaks at chosen ones.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use bytes::BytesMut;
use mqtt_packet::{Packet, PacketId, PacketType, decode, take_frame};
use mqtt_trace::Direction::{self, ToBroker, ToClient};

/// The packet at which a connection breaks: it is not passed on.
#[derive(Debug, Clone, Copy)]
pub struct Cut(pub Direction, pub PacketType);

/// A packet that came to the relay, and on which connection, from 0.
type Seen = (usize, Direction, Packet);

/// The relay; it runs until the test's process ends.
pub struct Relay {
    pub port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Relay {
    /// Relays to the broker on `port`. The first connection breaks at `cuts[0]`, and so on; those after the last
    /// do not break.
    pub fn start(port: u16, cuts: &[Cut]) -> Relay {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let relay = Relay { port: listener.local_addr().expect("its address").port(), seen: Arc::default() };
        let (seen, cuts) = (Arc::clone(&relay.seen), cuts.to_vec());
        std::thread::spawn(move || {
            for (connection, client) in listener.incoming().enumerate() {
                let client = client.expect("a client");
                let Ok(broker) = TcpStream::connect(("127.0.0.1", port)) else { return };
                let cut = cuts.get(connection).copied();
                for (way, from, to) in [(ToBroker, &client, &broker), (ToClient, &broker, &client)] {
                    let (from, to) = (from.try_clone().expect("a clone"), to.try_clone().expect("a clone"));
                    let seen = Arc::clone(&seen);
                    let note = move |packet| {
                        seen.lock().expect("the list").push((connection, way, packet));
                    };
                    std::thread::spawn(move || copy(from, to, cut.filter(|cut| cut.0 == way), note));
                }
            }
        });
        relay
    }

    /// What the client sent of these types, each as « connection type DUP packet-identifier ».
    pub fn sent(&self, types: &[PacketType]) -> Vec<String> {
        self.seen(ToBroker, types)
    }

    /// What the broker sent of these types.
    pub fn received(&self, types: &[PacketType]) -> Vec<String> {
        self.seen(ToClient, types)
    }

    fn seen(&self, direction: Direction, types: &[PacketType]) -> Vec<String> {
        let seen = self.seen.lock().expect("the list");
        let wanted =
            seen.iter().filter(|(_, way, packet)| *way == direction && types.contains(&packet.packet_type()));
        wanted
            .map(|(connection, _, packet)| {
                let dup = match packet {
                    Packet::Publish(publish) => format!(" d{}", u8::from(publish.dup)),
                    _ => String::new(),
                };
                let id = packet.packet_id().map_or(0, PacketId::get);
                format!("{connection} {}{dup} m{id}", packet.packet_type())
            })
            .collect()
    }
}

fn copy(mut from: TcpStream, mut to: TcpStream, cut: Option<Cut>, note: impl Fn(Packet)) {
    let mut stream = BytesMut::new();
    let mut buffer = [0; 4096];
    'open: while let Ok(length @ 1..) = from.read(&mut buffer) {
        stream.extend_from_slice(&buffer[..length]);
        while let Some(frame) = take_frame(&mut stream, usize::MAX).expect("packets") {
            let (packet, _) = decode(&frame).expect("a packet");
            let breaks = cut.is_some_and(|cut| cut.1 == packet.packet_type());
            note(packet);
            if breaks || to.write_all(&frame).is_err() {
                break 'open;
            }
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}
