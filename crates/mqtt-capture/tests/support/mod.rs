//! Captures made by hand: frames of a TCP connection, and the file round them.
#![allow(dead_code, reason = "each test file uses a part")]

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use etherparse::PacketBuilder;
use mqtt_capture::{Reader, Stop};
use mqtt_trace::clock::{Clock, TimeStyle};
use mqtt_trace::ladder::Ladder;
use mqtt_trace::{Direction, Event, Exchange};

/// Where a client is.
pub const CLIENT: (IpAddr, u16) = (IpAddr::V4(Ipv4Addr::new(192, 168, 1, 20)), 50_001);
/// Where the broker is.
pub const BROKER: (IpAddr, u16) = (IpAddr::V4(Ipv4Addr::new(192, 168, 1, 2)), 1883);

/// The packets of a small exchange, and which way they go.
pub const CONNECT: &[u8] = b"\x10\x11\x00\x04MQTT\x04\x02\x00\x3c\x00\x05alice";
pub const CONNACK: &[u8] = b"\x20\x02\x00\x00";
pub const PUBLISH: &[u8] = b"\x32\x0c\x00\x03a/b\x00\x01hello";
pub const PUBACK: &[u8] = b"\x40\x02\x00\x01";
pub const PINGREQ: &[u8] = b"\xc0\x00";
pub const PINGRESP: &[u8] = b"\xd0\x00";
pub const DISCONNECT: &[u8] = b"\xe0\x00";

pub use Direction::{ToBroker, ToClient};

/// A segment to be put in a frame.
#[derive(Debug, Clone)]
pub struct Seg {
    pub way: Direction,
    pub sequence: u32,
    pub acknowledged: u32,
    pub flags: &'static str,
    pub payload: Vec<u8>,
}

/// A connection's segments, written one after the other with the numbers that TCP would give.
#[derive(Debug, Clone)]
pub struct Line {
    pub segs: Vec<Seg>,
    next: [u32; 2],
}

impl Line {
    /// Both ends begin close to the end of TCP's numbers, so that these start again from 0 on the way.
    pub fn open() -> Line {
        let mut line = Line { segs: Vec::new(), next: [0xffff_fff0, 0xffff_fffe] };
        line.push(ToBroker, "s", b"").push(ToClient, "sa", b"").push(ToBroker, "a", b"");
        line
    }

    pub fn push(&mut self, way: Direction, flags: &'static str, payload: &[u8]) -> &mut Line {
        let (mine, other) = if way == ToBroker { (0, 1) } else { (1, 0) };
        let acknowledged = if flags.contains('a') { self.next[other] } else { 0 };
        let sequence = self.next[mine];
        self.segs.push(Seg { way, sequence, acknowledged, flags, payload: payload.to_vec() });
        let counted = flags.contains(['s', 'f']);
        self.next[mine] = sequence.wrapping_add(payload.len() as u32 + u32::from(counted));
        self
    }

    pub fn up(&mut self, payload: &[u8]) -> &mut Line {
        self.push(ToBroker, "pa", payload)
    }

    pub fn down(&mut self, payload: &[u8]) -> &mut Line {
        self.push(ToClient, "pa", payload)
    }

    pub fn close(&mut self) -> &mut Line {
        self.push(ToBroker, "fa", b"").push(ToClient, "fa", b"").push(ToBroker, "a", b"")
    }

    /// The exchange of most tests.
    pub fn whole() -> Line {
        let mut line = Line::open();
        line.up(CONNECT)
            .down(CONNACK)
            .up(PUBLISH)
            .down(PUBACK)
            .up(PINGREQ)
            .down(PINGRESP)
            .up(DISCONNECT)
            .close();
        line
    }

    /// Each in an Ethernet frame.
    pub fn frames(&self) -> Vec<Vec<u8>> {
        self.segs.iter().map(|seg| ethernet(seg, CLIENT, BROKER)).collect()
    }

    pub fn capture(&self) -> Vec<u8> {
        pcap(1, &self.frames())
    }
}

pub fn ethernet(seg: &Seg, client: (IpAddr, u16), broker: (IpAddr, u16)) -> Vec<u8> {
    let (from, to) = if seg.way == ToBroker { (client, broker) } else { (broker, client) };
    let link = PacketBuilder::ethernet2([2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2]);
    let net = match (from.0, to.0) {
        (IpAddr::V4(from), IpAddr::V4(to)) => link.ipv4(from.octets(), to.octets(), 64),
        (IpAddr::V6(from), IpAddr::V6(to)) => link.ipv6(from.octets(), to.octets(), 64),
        _ => unreachable!("addresses of one family"),
    };
    let mut tcp = net.tcp(from.1, to.1, seg.sequence, 65_000);
    for flag in seg.flags.chars() {
        tcp = match flag {
            's' => tcp.syn(),
            'a' => tcp.ack(seg.acknowledged),
            'f' => tcp.fin(),
            'r' => tcp.rst(),
            _ => tcp.psh(),
        };
    }
    let mut frame = Vec::new();
    tcp.write(&mut frame, &seg.payload).expect("a vector takes all");
    frame
}

pub fn ipv6(last: u16) -> IpAddr {
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, last))
}

/// A pcap file of these frames, a millisecond apart.
pub fn pcap(link: u32, frames: &[Vec<u8>]) -> Vec<u8> {
    let mut file = Vec::new();
    file.extend(0xa1b2_c3d4_u32.to_le_bytes());
    file.extend([2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    file.extend(65_535_u32.to_le_bytes());
    file.extend(link.to_le_bytes());
    for (index, frame) in (0..).zip(frames) {
        let size = frame.len() as u32;
        for field in [1_795_379_998_u32, index * 1000, size, size] {
            file.extend(field.to_le_bytes());
        }
        file.extend(frame);
    }
    file
}

/// All events, and why reading stopped if it did before the end.
pub fn events(capture: &[u8]) -> (Vec<Event>, Option<Stop>) {
    let mut events = Vec::new();
    let reader = match Reader::new(std::io::Cursor::new(capture.to_vec()), vec![1883]) {
        Ok(reader) => reader,
        Err(stop) => return (events, Some(stop)),
    };
    let mut stop = None;
    for event in reader {
        match event {
            Ok(event) => events.push(event),
            Err(error) => stop = Some(error),
        }
    }
    (events, stop)
}

/// The ladder of a capture that is read to its end.
pub fn ladder(capture: &[u8]) -> String {
    let (events, stop) = events(capture);
    assert_eq!(stop, None, "read to the end");
    drawn(&events)
}

pub fn drawn(events: &[Event]) -> String {
    let mut ladder = Ladder::new(100, Clock::new(TimeStyle::None));
    let (mut exchange, mut out) = (Exchange::default(), String::new());
    for event in events {
        ladder.row(&exchange.follow(event), &mut out).expect("a string");
    }
    out
}

pub fn address((ip, port): (IpAddr, u16)) -> SocketAddr {
    SocketAddr::new(ip, port)
}
