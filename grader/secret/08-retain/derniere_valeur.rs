use exercise_08::{Broker, Envoi, Message};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..30 {
        let mut broker = Broker::default();
        let mut said = String::new();
        for _ in 0..cases.draw.size(1..=6) {
            let (topic, retain) = (cases.draw.one_of(&["a", "b", "a/b"]), cases.draw.flag());
            let payload = cases.draw.bytes(2);
            said += &format!("publish {topic} {} r{}, ", bytes(&payload), u8::from(retain));
            broker.publish(&Message { topic: topic.to_owned(), payload, qos: 0, retain });
        }
        for topic in ["a", "b", "a/b"] {
            let kept = broker.subscribe("tardif", topic, 0);
            cases.line(format_args!("{said}subscribe {topic}"), shown(kept));
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
