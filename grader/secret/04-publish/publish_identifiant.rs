use exercise_04::Message;
use pilot::{Cases, bytes, maybe_bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..120 {
        // Plain topics and short payloads: how a long packet is written has a group of its own.
        let length = cases.draw.size(1..=20);
        let topic = cases.draw.name(length);
        let size = cases.draw.size(0..=20);
        let payload = cases.draw.bytes(size);
        let qos = cases.draw.one_of(&[1, 2]);
        let retain = cases.draw.flag();
        let identifier = Some(cases.draw.number(1..=65_535) as u16);
        let call = format!("paquet_publish({topic:?}, {}, {qos}, {retain}, {identifier:?})", bytes(&payload));
        let packet: Option<Vec<u8>> =
            exercise_04::paquet_publish(&Message { topic, payload, qos, retain }, identifier);
        cases.line(call, maybe_bytes(packet.as_deref()));
    }
}
