use exercise_08::{Broker, Envoi, Message};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..30 {
        let mut broker = Broker::default();
        broker.abonner("ecran", "#", 0);
        for _ in 0..cases.draw.size(2..=8) {
            let (topic, retain) = (cases.draw.one_of(&["a", "b"]), cases.draw.flag());
            let length = cases.draw.one_of(&[0, 0, 2]);
            let payload = cases.draw.bytes(length);
            let call = format!("publish {topic} {} r{}", bytes(&payload), u8::from(retain));
            let sent = broker.publish(&Message { topic: topic.to_owned(), payload, qos: 0, retain });
            cases.line(call, shown(sent));
            let late = cases.draw.one_of(&["a", "b"]);
            cases
                .line(format_args!("retenus pour {late}"), shown(broker.messages_retenus("tardif", late, 0)));
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
