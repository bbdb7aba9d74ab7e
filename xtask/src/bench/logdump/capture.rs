//! A capture of many packets: clients that publish at all QoS, and a broker that answers.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use bytes::BytesMut;
use mqtt_packet::{
    Ack, Connack, Connect, EncodeError, Packet, PacketId, Publish, Qos, Suback, Subscribe,
    SubscribeReturnCode, Subscription,
};

/// Each client's packets follow one another; clients take turns.
struct Client {
    number: u32,
    /// TCP's numbers of the next byte, from the client and to it.
    next: [u32; 2],
    published: u32,
}

/// Writes a capture (pcap, raw IPv4) of `packets` packets, each in a segment of its own, of `clients` clients, all
/// connected at the same time.
pub fn write(path: &Path, packets: u32, clients: u32) -> anyhow::Result<()> {
    let mut file = Pcap::create(path)?;
    let mut all: Vec<Client> =
        (0..clients).map(|number| Client { number, next: [1, 1], published: 0 }).collect();
    while file.packets < packets {
        for client in &mut all {
            client.turn(&mut file)?;
        }
    }
    file.out.flush()?;
    Ok(())
}

impl Client {
    /// The next few packets: connection and subscription first, then a message at each QoS.
    fn turn(&mut self, file: &mut Pcap) -> anyhow::Result<()> {
        if self.published == 0 {
            file.syn(self.number, true)?;
            file.syn(self.number, false)?;
            self.up(file, Packet::Connect(Box::new(Connect::new(format!("capteur-{}", self.number)))))?;
            self.down(file, Packet::Connack(Connack::accepted(false)))?;
            let subscription = Subscription { filter: "maison/+/consigne".into(), qos: Qos::AtLeastOnce };
            self.up(file, Packet::Subscribe(Subscribe::new(PacketId::FIRST, vec![subscription])))?;
            let granted = vec![SubscribeReturnCode::Granted(Qos::AtLeastOnce)];
            self.down(file, Packet::Suback(Suback::new(PacketId::FIRST, granted)))?;
        }
        self.published += 1;
        let ack = Ack::new(PacketId::new(self.published as u16).unwrap_or(PacketId::FIRST));
        let topic = format!("maison/piece{}/temperature", self.number);
        let publish = |qos| {
            let packet_id = (qos != Qos::AtMostOnce).then_some(ack.packet_id);
            Packet::Publish(Publish {
                qos,
                packet_id,
                ..Publish::new(topic.clone(), format!("{}", self.published))
            })
        };
        let [qos0, qos1, qos2] = [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce].map(publish);
        self.up(file, qos0)?;
        self.up(file, qos1)?;
        self.down(file, Packet::Puback(ack.clone()))?;
        self.up(file, qos2)?;
        self.down(file, Packet::Pubrec(ack.clone()))?;
        self.up(file, Packet::Pubrel(ack.clone()))?;
        self.down(file, Packet::Pubcomp(ack))
    }

    fn up(&mut self, file: &mut Pcap, packet: Packet) -> anyhow::Result<()> {
        self.send(file, packet, true)
    }

    fn down(&mut self, file: &mut Pcap, packet: Packet) -> anyhow::Result<()> {
        self.send(file, packet, false)
    }

    fn send(&mut self, file: &mut Pcap, packet: Packet, up: bool) -> anyhow::Result<()> {
        let mut payload = BytesMut::new();
        packet.encode(&mut payload).map_err(|error: EncodeError| anyhow::anyhow!("{error}"))?;
        let [sent, answered] = if up { [0, 1] } else { [1, 0] };
        file.segment(self.number, up, self.next[sent], Some(self.next[answered]), 0x18, &payload)?;
        self.next[sent] = self.next[sent].wrapping_add(payload.len() as u32);
        file.packets += 1;
        Ok(())
    }
}

/// A capture file under way.
struct Pcap {
    out: BufWriter<File>,
    /// Frames, each a millisecond after the one before.
    frames: u64,
    packets: u32,
}

impl Pcap {
    fn create(path: &Path) -> io::Result<Pcap> {
        let mut out = BufWriter::new(File::create(path)?);
        // Microseconds, version 2.4, no offset, frames of any size, raw IP.
        for word in [0xa1b2_c3d4, 0x0004_0002_u32, 0, 0, 65_535, 101] {
            out.write_all(&word.to_le_bytes())?;
        }
        Ok(Pcap { out, frames: 0, packets: 0 })
    }

    fn syn(&mut self, client: u32, up: bool) -> io::Result<()> {
        let (acknowledged, flags) = if up { (None, 0x02) } else { (Some(1), 0x12) };
        self.segment(client, up, 0, acknowledged, flags, b"")
    }

    fn segment(
        &mut self,
        client: u32,
        up: bool,
        sequence: u32,
        acknowledged: Option<u32>,
        flags: u8,
        payload: &[u8],
    ) -> io::Result<()> {
        const BROKER: ([u8; 4], u16) = ([10, 0, 0, 1], 1883);
        let [_, _, high, low] = (client / 20_000).to_be_bytes();
        let client = ([10, 1, high, low], 40_000 + (client % 20_000) as u16);
        let [(source, from), (destination, to)] = if up { [client, BROKER] } else { [BROKER, client] };
        let size = (40 + payload.len()) as u32;
        let micros = self.frames % 1000 * 1000;
        for word in [1_795_000_000 + (self.frames / 1000) as u32, micros as u32, size, size] {
            self.out.write_all(&word.to_le_bytes())?;
        }
        self.frames += 1;
        let [high, low] = (size as u16).to_be_bytes();
        self.out.write_all(&[0x45, 0, high, low, 0, 0, 0x40, 0, 64, 6, 0, 0])?;
        self.out.write_all(&[source, destination].concat())?;
        self.out.write_all(&[from.to_be_bytes(), to.to_be_bytes()].concat())?;
        self.out.write_all(&[sequence, acknowledged.unwrap_or(0)].map(u32::to_be_bytes).concat())?;
        self.out.write_all(&[0x50, flags, 0xff, 0xff, 0, 0, 0, 0])?;
        self.out.write_all(payload)
    }
}
