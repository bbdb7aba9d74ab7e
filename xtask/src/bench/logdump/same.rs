//! Whether two outputs tell the same of each packet: only then was it the same work.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, ensure};
use mqtt_packet::PacketType;

/// What is told of a packet; what an output does not tell of its type is empty.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    seconds: String,
    packet_type: &'static str,
    /// DUP, QoS, RETAIN and topic of a PUBLISH.
    publish: Option<[String; 4]>,
    packet_id: String,
}

/// Compares the lines of logdump with the fields of tshark; how many packets there are.
pub fn check(lines: &Path, fields: &Path) -> anyhow::Result<usize> {
    let open = |path: &Path| Ok::<_, anyhow::Error>(BufReader::new(File::open(path)?).lines());
    let mut theirs = open(fields)?;
    let mut packets = 0;
    for line in open(lines)? {
        let line = line?;
        let Some(ours) = of_line(&line) else { continue };
        let fields = theirs.next().context("tshark has told fewer packets")??;
        let mut theirs = of_fields(&fields).with_context(|| format!("« {fields} »"))?;
        // The line of a SUBSCRIBE or SUBACK has no identifier, as in Mosquitto's log.
        if ours.packet_id.is_empty() {
            theirs.packet_id.clear();
        }
        ensure!(ours == theirs, "packet {packets}: {ours:?}, and for tshark {theirs:?}");
        packets += 1;
    }
    ensure!(theirs.next().is_none(), "tshark has told more packets");
    Ok(packets)
}

/// `1795000000: → Received PUBLISH from a (d0, q1, r0, m7, 'topic', ... (5 bytes))`
fn of_line(line: &str) -> Option<Told> {
    let (seconds, rest) = line.split_once(": ")?;
    let (_, rest) = rest.split_once("Received ").or_else(|| rest.split_once("Sending "))?;
    let (name, rest) = rest.split_once(' ')?;
    let packet_type =
        PacketType::ALL.iter().map(|packet_type| packet_type.name()).find(|known| *known == name)?;
    let arguments = rest.split_once('(').map_or("", |(_, arguments)| arguments);
    let value = |name: &str| {
        let found = arguments.split([',', ')']).find_map(|one| one.trim_start().strip_prefix(name));
        found.unwrap_or_default().to_owned()
    };
    let is_publish = packet_type == "PUBLISH";
    let publish = is_publish.then(|| {
        let topic = arguments.split('\'').nth(1).unwrap_or_default().to_owned();
        [value("d"), value("q"), value("r"), topic]
    });
    let packet_id = if arguments.starts_with("Mid: ") { value("Mid: ") } else { value("m") };
    let packet_id = if is_publish && packet_id == "0" { String::new() } else { packet_id };
    Some(Told { seconds: seconds.to_owned(), packet_type, publish, packet_id })
}

/// The fields of [`super::FIELDS`], between tabs.
fn of_fields(fields: &str) -> Option<Told> {
    let mut fields = fields.split('\t');
    let seconds = fields.next()?.split('.').next()?.to_owned();
    let packet_type = PacketType::from_u8(fields.next()?.parse().ok()?)?.name();
    let mut next = || fields.next().map(str::to_owned);
    let [dup, qos, retain, packet_id, topic] = [next()?, next()?, next()?, next()?, next()?];
    let bit = |flag: String| {
        if flag == "True" {
            "1".to_owned()
        } else if flag == "False" {
            "0".to_owned()
        } else {
            flag
        }
    };
    let publish = (packet_type == "PUBLISH").then(|| [bit(dup), qos, bit(retain), topic]);
    Some(Told { seconds, packet_type, publish, packet_id })
}
