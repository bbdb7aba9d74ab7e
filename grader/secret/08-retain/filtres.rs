use exercise_08::{Broker, Envoi, Message};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    let topics = ["maison/salon", "maison/cuisine", "maison", "jardin", "$SYS/maison", "maison/salon/lampe"];
    let filters = ["#", "+", "maison/#", "maison/+", "+/salon", "$SYS/#", "$SYS/+", "jardin", "+/#", "cave"];
    for _ in 0..40 {
        let mut broker = Broker::default();
        let mut said = String::new();
        for topic in topics {
            if cases.draw.number(0..=3) > 0 {
                let (payload, qos) = (cases.draw.bytes(2), cases.draw.size(0..=2) as u8);
                said += &format!("{topic} q{qos} {}, ", bytes(&payload));
                broker.publish(&Message { topic: topic.to_owned(), payload, qos, retain: true });
            }
        }
        let (filter, qos) = (cases.draw.one_of(&filters), cases.draw.size(0..=2) as u8);
        let kept = broker.subscribe("tardif", filter, qos);
        cases.line(format_args!("{said}subscribe {filter} q{qos}"), shown(kept));
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
