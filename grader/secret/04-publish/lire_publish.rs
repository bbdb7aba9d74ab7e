use exercise_04::{Message, Publish};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..150 {
        let length = cases.draw.one_of(&[1, 2, 5, 12, 40]);
        let topic = cases.draw.text(length).replace(['+', '#'], "ö");
        let qos = cases.draw.size(0..=2) as u8;
        let mut first = 0x30 | qos << 1 | u8::from(cases.draw.flag());
        let mut body = (topic.len() as u16).to_be_bytes().to_vec();
        body.extend(topic.as_bytes());
        if qos > 0 {
            first |= u8::from(cases.draw.flag()) << 3;
            body.extend((cases.draw.number(1..=65_535) as u16).to_be_bytes());
        }
        let size = cases.draw.one_of(&[0, 1, 2, 20, 200]);
        body.extend(cases.draw.bytes(size));
        let mut packet = vec![first];
        match body.len() {
            length if length < 128 => packet.push(length as u8),
            length => packet.extend([(length % 128) as u8 | 0x80, (length / 128) as u8]),
        }
        packet.extend(body);
        let shown = match exercise_04::lire_publish(&packet) {
            None => "None".to_owned(),
            Some(Publish { dup, identifiant, message: Message { topic, payload, qos, retain } }) => {
                let (dup, qos, retain): (bool, u8, bool) = (dup, qos, retain);
                let identifier: Option<u16> = identifiant;
                let (topic, payload): (String, Vec<u8>) = (topic, payload);
                format!("dup {dup}, qos {qos}, retain {retain}, {identifier:?}, {topic:?}, {}", bytes(&payload))
            }
        };
        cases.line(format_args!("lire_publish({})", bytes(&packet)), shown);
    }
}
