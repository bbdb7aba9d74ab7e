//! The packets that are sent, as bytes.

/// The one topic of all.
const TOPIC: &str = "load/topic";

pub(crate) const PUBREC: u8 = 0x50;
pub(crate) const PUBREL: u8 = 0x62;
pub(crate) const PUBCOMP: u8 = 0x70;
pub(crate) const PUBACK: u8 = 0x40;

/// CONNECT with a clean session and an hour of keep-alive: rumqttd refuses none at all.
pub(crate) fn connect(client_id: &str) -> Vec<u8> {
    let mut body = b"\x00\x04MQTT\x04\x02\x0e\x10".to_vec();
    text(&mut body, client_id);
    packet(0x10, &body)
}

/// SUBSCRIBE to the topic.
pub(crate) fn subscribe(qos: u8) -> Vec<u8> {
    let mut body = vec![0, 1];
    text(&mut body, TOPIC);
    body.push(qos);
    packet(0x82, &body)
}

/// PUBLISH that can be sent again and again.
pub(crate) struct Publish {
    bytes: Vec<u8>,
    /// Where the packet identifier lies, from QoS 1 on.
    id_at: Option<usize>,
}

impl Publish {
    pub(crate) fn new(qos: u8, payload: usize) -> Publish {
        let mut body = Vec::new();
        text(&mut body, TOPIC);
        let id_in_body = body.len();
        if qos > 0 {
            body.extend([0, 0]);
        }
        body.resize(body.len() + payload, b'x');
        let bytes = packet(0x30 | qos << 1, &body);
        let id_at = (qos > 0).then_some(bytes.len() - body.len() + id_in_body);
        Publish { bytes, id_at }
    }

    pub(crate) fn write(&mut self, id: u16, out: &mut Vec<u8>) {
        if let Some(at) = self.id_at {
            self.bytes[at..at + 2].copy_from_slice(&id.to_be_bytes());
        }
        out.extend_from_slice(&self.bytes);
    }
}

/// PUBACK, PUBREC, PUBREL or PUBCOMP.
pub(crate) fn ack(first: u8, id: u16) -> [u8; 4] {
    let [high, low] = id.to_be_bytes();
    [first, 2, high, low]
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend((text.len() as u16).to_be_bytes());
    out.extend(text.as_bytes());
}

fn packet(first: u8, body: &[u8]) -> Vec<u8> {
    let mut out = vec![first];
    let mut rest = body.len();
    loop {
        let low = (rest % 128) as u8;
        rest /= 128;
        out.push(if rest > 0 { low | 0x80 } else { low });
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(body);
    out
}
