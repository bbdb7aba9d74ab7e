use exercise_04::Publish;
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    let mut packets: Vec<Vec<u8>> = Vec::new();
    // Each first byte there is, with an identifier and a payload: at QoS 0 both are payload.
    for first in 0..=255 {
        packets.push(vec![first, 7, 0, 1, b'a', 0, 1, b'h', b'i']);
    }
    for _ in 0..200 {
        let qos = cases.draw.size(0..=2) as u8;
        let length = cases.draw.size(0..=6);
        let mut topic = cases.draw.name(length);
        if cases.draw.number(0..=4) == 0 {
            topic.push(cases.draw.one_of(&['+', '#', '\0', 'é', '$']));
        }
        let mut body = vec![0, topic.len() as u8];
        body.extend(topic.as_bytes());
        if qos > 0 {
            body.extend([0, cases.draw.one_of(&[0, 1, 10])]);
        }
        let size = cases.draw.size(0..=3);
        body.extend(cases.draw.bytes(size));
        match cases.draw.number(0..=9) {
            0 => body.truncate(cases.draw.size(0..=body.len())),
            1 => body[1] = body[1].wrapping_add(cases.draw.size(1..=6) as u8),
            2 if length > 0 => body[2] = cases.draw.byte() | 0x80,
            _ => {}
        }
        let mut packet = vec![0x30 | qos << 1, body.len() as u8];
        packet.extend(body);
        match cases.draw.number(0..=9) {
            0 => packet.truncate(cases.draw.size(0..=packet.len())),
            1 => packet.push(cases.draw.byte()),
            _ => {}
        }
        packets.push(packet);
    }
    cases.draw.shuffle(&mut packets);
    for packet in packets {
        let found: Option<Publish> = exercise_04::lire_publish(&packet);
        // What it holds has a group of its own.
        cases.line(format_args!("lire_publish({}).is_some()", bytes(&packet)), found.is_some());
    }
}
