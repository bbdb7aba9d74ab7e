use exercise_09::{Action, Broker, Connect, Message};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..20 {
        let mut broker = Broker::default();
        let mut last = [0; 2];
        for number in 1..7_u32 {
            let who = cases.draw.size(0..=1);
            let name = ["ecran", "lampe"][who];
            let clean_session = cases.draw.flag();
            let will = Message { topic: "etat".into(), payload: cases.draw.bytes(2), qos: 0 };
            let will = Some(will).filter(|_| cases.draw.flag());
            let told = will.is_some();
            let connect = Connect { client_id: name.into(), clean_session, keep_alive: 0, will };
            let actions = broker.connect(number, &connect, 0);
            cases.line(
                format_args!("{name} arrive, c{}, will : {told}", u8::from(clean_session)),
                shown(actions),
            );
            let old = std::mem::replace(&mut last[who], number);
            cases.line(format_args!("fin de la connexion {old}"), shown(broker.coupure(old)));
            if cases.draw.flag() {
                broker.subscribe(number, "a");
                cases.line(format_args!("{name} s’abonne"), "");
            }
            let message = Message { topic: "a".into(), payload: cases.draw.bytes(2), qos: 0 };
            cases.line("publish", shown(broker.publish(&message)));
        }
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
