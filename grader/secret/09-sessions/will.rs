use exercise_09::{Action, Broker, Connect, Message};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for number in 1..60_u32 {
        let mut broker = Broker::default();
        let payload = cases.draw.bytes(3);
        let will = Message { topic: "maison/lampe".into(), payload, qos: cases.draw.size(0..=1) as u8 };
        let will = Some(will).filter(|_| cases.draw.number(0..=3) > 0);
        let told = will.clone().map_or("sans will".to_owned(), text);
        let clean_session = cases.draw.flag();
        let connect = Connect { client_id: "lampe".into(), clean_session, keep_alive: 10, will };
        let welcome = shown(broker.connect(number, &connect, 0));
        cases.line(format_args!("lampe arrive : {told}"), welcome);
        let (how, actions) = match cases.draw.size(0..=2) {
            0 => ("DISCONNECT", broker.disconnect(number)),
            1 => ("coupure", broker.coupure(number)),
            _ => ("silence", broker.horloge(16)),
        };
        cases.line(how, shown(actions));
        cases.line("coupure, ensuite", shown(broker.coupure(number)));
    }
}

/// Whether the old connection is closed or its will published first does not matter, nor which subscriber is first.
fn shown(actions: Vec<Action>) -> String {
    let mut lines: Vec<(u8, String)> = Vec::new();
    let mut welcomed = false;
    for action in actions {
        lines.push(match action {
            Action::Fermer { connexion } => (0, format!("Fermer {}", u32::from(connexion))),
            Action::Will(message) => (1, format!("Will {}", text(message))),
            Action::Connack { connexion, session_presente } => {
                welcomed = true;
                (2, format!("Connack {} {}", u32::from(connexion), bool::from(session_presente)))
            }
            Action::Publish { connexion, message } => {
                (2, format!("Publish {} {}", u32::from(connexion), text(message)))
            }
        });
    }
    lines.sort_by_key(|(rank, _)| *rank);
    if !welcomed {
        lines.sort();
    }
    let lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    format!("[{}]", lines.join(", "))
}

fn text(message: Message) -> String {
    let (topic, payload, qos): (String, Vec<u8>, u8) = (message.topic, message.payload, message.qos);
    format!("{topic} {} q{qos}", bytes(&payload))
}
