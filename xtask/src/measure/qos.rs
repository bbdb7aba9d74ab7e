//! Packets, bytes and time of a message at each QoS.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bytes::BytesMut;
use mqtt_packet::{FixedHeader, PacketType, take_frame};

use super::Bench;
use super::program::{Program, broker, kit};
use super::relay::{Exchange, Relay};

const MESSAGES: usize = 20;

/// Time from an end of the line to the other. Round trips then outweigh the load of the machine.
pub const DELAY: Duration = Duration::from_millis(10);

/// Longer than four round trips: a message has ended before the next begins.
const PAUSE: &str = "0.1";

/// A packet that passed.
struct Seen {
    up: bool,
    at: Instant,
    kind: PacketType,
    size: u64,
}

/// Publisher, broker and subscriber of the kit, at each QoS.
pub fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    bench.indicative.set("qos.ligne.ms", DELAY.as_millis());
    bench.indicative.set("qos.aller-retour.ms", 2 * DELAY.as_millis());
    for qos in 0..=2 {
        let (_broker, address) = broker(&bench.binaries)?;
        let (publisher, subscriber) = (Relay::start(address, DELAY)?, Relay::start(address, DELAY)?);
        let common = format!("-t maison/salon/temperature -q {qos}");
        let sub = format!("-p {} -i ecran {common} -d -C {MESSAGES}", subscriber.address.port());
        let mut sub = Program::start(&mut kit(&bench.binaries, "sub", &sub), "")?;
        sub.until("SUBACK")?;
        let publish = format!(
            "-p {} -i sonde {common} -m 21.5 --repeat {MESSAGES} --repeat-delay {PAUSE}",
            publisher.address.port()
        );
        Program::start(&mut kit(&bench.binaries, "pub", &publish), "")?.finish()?;
        sub.finish()?;
        let sent = packets(&publisher.exchange()?)?;
        let received = packets(&subscriber.exchange()?)?;
        count(bench, &format!("qos{qos}.publieur"), &sent)?;
        count(bench, &format!("qos{qos}.abonne"), &received)?;
        times(bench, qos, &sent, &received)?;
    }
    Ok(())
}

/// The packets of an exchange that carry messages or acknowledge them, in order of time.
fn packets(exchange: &Exchange) -> anyhow::Result<Vec<Seen>> {
    let mut streams = [BytesMut::new(), BytesMut::new()];
    let mut seen = Vec::new();
    for chunk in &exchange.0 {
        let stream = &mut streams[usize::from(chunk.up)];
        stream.extend_from_slice(&chunk.bytes);
        while let Some(frame) = take_frame(stream, usize::MAX)? {
            let kind = FixedHeader::decode(&frame)?.packet_type;
            if (PacketType::Publish..=PacketType::Pubcomp).contains(&kind) {
                seen.push(Seen { up: chunk.up, at: chunk.at, kind, size: frame.len() as u64 });
            }
        }
    }
    Ok(seen)
}

/// Notes packets and bytes per message.
fn count(bench: &mut Bench, name: &str, seen: &[Seen]) -> anyhow::Result<()> {
    let bytes: u64 = seen.iter().map(|packet| packet.size).sum();
    let messages = MESSAGES as u64;
    // Else one message was not like the others, and there is no « per message ».
    ensure!(
        seen.len().is_multiple_of(MESSAGES) && bytes.is_multiple_of(messages),
        "{name}: {} packets",
        seen.len()
    );
    bench.exact.set(format!("{name}.paquets"), seen.len() / MESSAGES);
    bench.exact.set(format!("{name}.octets"), bytes / messages);
    Ok(())
}

/// Notes the time to the subscriber, and the time until the publisher knows.
fn times(bench: &mut Bench, qos: u8, sent: &[Seen], received: &[Seen]) -> anyhow::Result<()> {
    let at = |seen: &[Seen], up: bool, kind: PacketType| -> Vec<Instant> {
        seen.iter().filter(|packet| packet.up == up && packet.kind == kind).map(|packet| packet.at).collect()
    };
    let left = at(sent, true, PacketType::Publish);
    let arrived = at(received, false, PacketType::Publish);
    bench.indicative.set(format!("qos{qos}.arrivee.ms"), shortest_ms(&left, &arrived)?);
    let last = match qos {
        0 => return Ok(()),
        1 => PacketType::Puback,
        _ => PacketType::Pubcomp,
    };
    bench.indicative.set(format!("qos{qos}.acquitte.ms"), shortest_ms(&left, &at(sent, false, last))?);
    Ok(())
}

/// As for TLS, what else the machine does can only add to it.
fn shortest_ms(from: &[Instant], to: &[Instant]) -> anyhow::Result<String> {
    ensure!(from.len() == MESSAGES && to.len() == MESSAGES, "{} messages, {} arrived", from.len(), to.len());
    let shortest = from.iter().zip(to).map(|(from, to)| *to - *from).min().context("no message")?;
    Ok(format!("{:.0}", shortest.as_secs_f64() * 1000.0))
}
