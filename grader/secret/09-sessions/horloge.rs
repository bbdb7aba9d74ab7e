use exercise_09::{Action, Broker, Connect, Message};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..12 {
        let mut broker = Broker::default();
        let mut now = 0;
        for (number, name) in (1..).zip(["ecran", "lampe", "radio"]) {
            // Odd keep-alives and whole seconds: a silence is never exactly one time and a half.
            let keep_alive = cases.draw.one_of(&[0, 5, 11, 21]);
            let connect =
                Connect { client_id: name.into(), clean_session: cases.draw.flag(), keep_alive, will: None };
            cases.line(
                format_args!("{name} arrive, k{keep_alive}"),
                shown(broker.connect(number, &connect, now)),
            );
        }
        for _ in 0..14 {
            now += cases.draw.number(1..=6);
            if cases.draw.flag() {
                let number = cases.draw.number(1..=3) as u32;
                broker.paquet_recu(number, now);
                cases.line(format_args!("paquet de {number} à {now} s"), "");
            }
            now += cases.draw.number(0..=2);
            cases.line(format_args!("il est {now} s"), shown(broker.horloge(now)));
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
