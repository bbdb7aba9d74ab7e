use exercise_04::Message;
use pilot::{Cases, bytes, maybe_bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..120 {
        let length = cases.draw.one_of(&[1, 2, 5, 12, 40]);
        let topic = cases.draw.text(length).replace(['+', '#'], "ö");
        let size = cases.draw.one_of(&[0, 1, 2, 20, 80, 100, 125, 300, 17_000]);
        let payload = cases.draw.bytes(size);
        let retain = cases.draw.flag();
        let call = format!("paquet_publish({topic:?}, {}, 0, {retain}, None)", bytes(&payload));
        let packet: Option<Vec<u8>> =
            exercise_04::paquet_publish(&Message { topic, payload, qos: 0, retain }, None);
        cases.line(call, maybe_bytes(packet.as_deref()));
    }
}
