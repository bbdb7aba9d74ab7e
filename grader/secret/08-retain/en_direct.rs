use exercise_08::{Broker, Envoi, Message};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..60 {
        let mut broker = Broker::default();
        let mut said = String::new();
        for client in ["a", "b", "c"] {
            if cases.draw.flag() {
                let filter = cases.draw.one_of(&["maison/salon", "maison/+", "#", "jardin"]);
                let qos = cases.draw.size(0..=2) as u8;
                said += &format!("{client} {filter} q{qos}, ");
                broker.abonner(client, filter, qos);
            }
        }
        let length = cases.draw.size(1..=8);
        let message = Message {
            topic: cases.draw.one_of(&["maison/salon", "jardin"]).to_owned(),
            payload: cases.draw.bytes(length),
            qos: cases.draw.size(0..=2) as u8,
            retain: cases.draw.flag(),
        };
        let call = format!("{said}publish({message:?})");
        cases.line(call, shown(broker.publish(&message)));
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
