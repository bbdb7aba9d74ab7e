//! Packets as bytes, for those that no encoder should make.

/// A packet of this first byte, its remaining length written as it should be.
#[must_use]
pub fn packet(first: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    let mut length = body.len();
    loop {
        let more = length > 0x7f;
        bytes.push((length & 0x7f) as u8 | if more { 0x80 } else { 0 });
        length >>= 7;
        if !more {
            break;
        }
    }
    bytes.extend_from_slice(body);
    bytes
}

/// Bytes with their length before them, as texts are written; at most 65,535 bytes.
#[must_use]
pub fn text(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    let mut text = length.to_be_bytes().to_vec();
    text.extend_from_slice(&bytes[..usize::from(length)]);
    text
}

/// A CONNECT with a keep-alive of 60 s and these fields in its payload, whatever its flags announce.
#[must_use]
pub fn connect(protocol: &[u8], level: u8, flags: u8, fields: &[&[u8]]) -> Vec<u8> {
    let mut body = text(protocol);
    body.extend_from_slice(&[level, flags, 0, 60]);
    for field in fields {
        body.extend(text(field));
    }
    packet(0x10, &body)
}

/// A CONNECT of MQTT 3.1.1.
#[must_use]
pub fn connect_311(flags: u8, fields: &[&[u8]]) -> Vec<u8> {
    connect(b"MQTT", 4, flags, fields)
}

/// A QoS 0 PUBLISH with any bytes as its topic.
#[must_use]
pub fn publish(topic: &[u8]) -> Vec<u8> {
    let mut body = text(topic);
    body.extend_from_slice(b"x");
    packet(0x30, &body)
}

/// A SUBSCRIBE (m1) of one filter of any bytes.
#[must_use]
pub fn subscribe(filter: &[u8], qos: u8) -> Vec<u8> {
    let mut body = vec![0, 1];
    body.extend(text(filter));
    body.push(qos);
    packet(0x82, &body)
}

/// An UNSUBSCRIBE (m1) of one filter of any bytes.
#[must_use]
pub fn unsubscribe(filter: &[u8]) -> Vec<u8> {
    let mut body = vec![0, 1];
    body.extend(text(filter));
    packet(0xa2, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_the_standard() {
        assert_eq!(packet(0xc0, &[]), [0xc0, 0]);
        assert_eq!(packet(0x30, &[0; 127])[..2], [0x30, 0x7f]);
        assert_eq!(packet(0x30, &[0; 128])[..3], [0x30, 0x80, 0x01]);
        assert_eq!(packet(0x30, &[0; 16384])[..4], [0x30, 0x80, 0x80, 0x01]);
    }

    #[test]
    fn a_connect_without_a_fault_is_one() {
        let bytes = bytes::Bytes::from(connect_311(0x02, &[b"alice"]));
        let (packet, _) = mqtt_packet::decode(&bytes).expect("a packet");
        assert_eq!(packet, mqtt_packet::Packet::Connect(Box::new(mqtt_packet::Connect::new("alice"))));
    }
}
