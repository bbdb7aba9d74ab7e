use exercise_09::{Action, Broker, Connect, Message};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..12 {
        let mut broker = Broker::default();
        let mut here = [None; 2];
        for number in 1..24_u32 {
            let who = cases.draw.size(0..=1);
            let name = ["ecran", "lampe"][who];
            match (cases.draw.size(0..=2), here[who]) {
                (0, None) => {
                    // Mostly 0: a session of clean session 1 leaves nothing to look at.
                    let clean_session = cases.draw.number(0..=3) == 0;
                    let connect =
                        Connect { client_id: name.into(), clean_session, keep_alive: 0, will: None };
                    let mut line = shown(broker.connect(number, &connect, 0));
                    here[who] = Some(number);
                    if line.contains("false") {
                        let filter = cases.draw.one_of(&["a/#", "a/b", "+/c"]);
                        broker.subscribe(number, filter);
                        line += &format!(" puis SUBSCRIBE {filter}");
                        // A second filter that often accepts the same topics.
                        if cases.draw.flag() {
                            broker.subscribe(number, "a/+");
                            line += " et a/+";
                        }
                    }
                    cases.line(format_args!("{name} arrive, clean session : {clean_session}"), line);
                }
                (0, Some(connection)) => {
                    here[who] = None;
                    cases.line(format_args!("{name} dit au revoir"), shown(broker.disconnect(connection)));
                }
                _ => {
                    let topic = cases.draw.one_of(&["a/b", "a/c"]).to_owned();
                    let message =
                        Message { topic, payload: cases.draw.bytes(2), qos: cases.draw.size(0..=1) as u8 };
                    let actions = broker.publish(&message);
                    cases.line(format_args!("publish {}", text(message)), shown(actions));
                }
            }
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
