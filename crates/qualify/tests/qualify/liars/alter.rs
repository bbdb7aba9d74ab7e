//! Altering packets on their way.

use bytes::{Bytes, BytesMut};
use mqtt_packet::{Connack, Connect, Packet, Properties, Publish, Qos, Will, decode};

/// Alters a packet that can be decoded, and leaves alone what cannot.
pub fn altered(bytes: Vec<u8>, alter: impl FnOnce(&mut Packet)) -> Vec<u8> {
    let Ok((mut packet, _)) = decode(&Bytes::from(bytes.clone())) else { return bytes };
    alter(&mut packet);
    let mut out = BytesMut::new();
    packet.encode(&mut out).map(|()| out.to_vec()).unwrap_or(bytes)
}

/// Alters a PUBLISH.
pub fn publish(bytes: Vec<u8>, alter: impl FnOnce(&mut Publish)) -> Vec<u8> {
    altered(bytes, |packet| {
        if let Packet::Publish(publish) = packet {
            alter(publish);
        }
    })
}

/// Alters a CONNECT.
pub fn connect(bytes: Vec<u8>, alter: impl FnOnce(&mut Connect)) -> Vec<u8> {
    altered(bytes, |packet| {
        if let Packet::Connect(connect) = packet {
            alter(connect);
        }
    })
}

/// Alters a CONNACK.
pub fn connack(bytes: Vec<u8>, alter: impl FnOnce(&mut Connack)) -> Vec<u8> {
    altered(bytes, |packet| {
        if let Packet::Connack(connack) = packet {
            alter(connack);
        }
    })
}

/// Nothing in place of the packets of these types.
pub fn without(bytes: Vec<u8>, types: &[u8]) -> Vec<u8> {
    if types.contains(&(bytes[0] >> 4)) { Vec::new() } else { bytes }
}

/// A PUBLISH of this payload.
pub fn is_message(bytes: &[u8], payload: &[u8]) -> bool {
    bytes[0] >> 4 == 3 && bytes.ends_with(payload)
}

/// The topics of the check whose client this is.
pub fn topic_of(client_id: &str) -> String {
    let (run, rest) = client_id[1..].split_at(5);
    let number: String = rest[1..].chars().take_while(char::is_ascii_digit).collect();
    format!("qualify/{run}/{number}/will")
}

/// A will of QoS 1.
pub fn will(topic: String) -> Will {
    Will {
        topic: topic.into(),
        message: "lie".into(),
        qos: Qos::AtLeastOnce,
        retain: false,
        properties: Properties::default(),
    }
}
