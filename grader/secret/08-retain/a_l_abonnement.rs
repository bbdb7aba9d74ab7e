use exercise_08::{Broker, Envoi, Message};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..20 {
        let mut broker = Broker::default();
        let first = Message { topic: "a/b".into(), payload: cases.draw.bytes(2), qos: 0, retain: true };
        broker.publish(&first);
        for _ in 0..8 {
            let client = cases.draw.one_of(&["ecran", "bureau"]);
            let filter = cases.draw.one_of(&["a/b", "a/#", "+/b"]);
            if cases.draw.flag() {
                cases.line(
                    format_args!("{client} subscribe {filter}"),
                    shown(broker.subscribe(client, filter, 0)),
                );
            } else {
                let message = Message { payload: cases.draw.bytes(2), retain: false, ..first.clone() };
                cases.line(
                    format_args!("publish {}", bytes(&message.payload)),
                    shown(broker.publish(&message)),
                );
            }
        }
    }
}

/// Who is first does not matter.
fn shown(sent: Vec<Envoi>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for Envoi { client, message } in sent {
        let Message { topic, payload, qos, retain } = message;
        let (client, topic, payload): (String, String, Vec<u8>) = (client, topic, payload);
        let (qos, retain): (u8, bool) = (qos, retain);
        lines.push(format!("{client} : {topic} {} q{qos} r{}", bytes(&payload), u8::from(retain)));
    }
    lines.sort();
    format!("[{}]", lines.join(", "))
}
