use exercise_10::briques::Message;
use exercise_10::codec::{Connect, Paquet};
use exercise_10::{Action, Broker};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..10 {
        let mut broker = Broker::default();
        for connection in 1..10_u32 {
            let name = cases.draw.one_of(&["", "", "a", "b", "c"]);
            let actions = broker.recevoir(connection, connect(name, None));
            cases.line(format_args!("{connection}: CONNECT {name:?}"), shown(actions));
            let who = cases.draw.number(1..=u64::from(connection)) as u32;
            let actions = broker.recevoir(who, Paquet::Pingreq);
            cases.line(format_args!("{who}: PINGREQ"), shown(actions));
        }
    }
}

fn connect(name: &str, will: Option<Message>) -> Paquet {
    Paquet::Connect(Connect { client_id: name.to_owned(), clean_session: true, keep_alive: 60, will })
}

/// Only what goes on one connection has an order.
fn shown(actions: Vec<Action>) -> String {
    let mut lines: Vec<(u32, String)> = Vec::new();
    for action in actions {
        lines.push(match action {
            Action::Envoyer { connexion, paquet } => (connexion, packet(paquet)),
            Action::Fermer { connexion } => (connexion, "fermer".to_owned()),
        });
    }
    lines.sort_by_key(|(connection, _)| *connection);
    let lines: Vec<String> = lines.into_iter().map(|(number, line)| format!("{number}: {line}")).collect();
    format!("[{}]", lines.join(", "))
}

fn packet(packet: Paquet) -> String {
    match packet {
        Paquet::Connack { session_presente, code } => {
            format!("CONNACK {} {}", bool::from(session_presente), u8::from(code))
        }
        Paquet::Puback { identifiant } => format!("PUBACK {}", u16::from(identifiant)),
        Paquet::Suback { identifiant, qos_accordees } => {
            let qos: Vec<u8> = qos_accordees;
            format!("SUBACK {} {}", u16::from(identifiant), bytes(&qos))
        }
        Paquet::Pingresp => "PINGRESP".to_owned(),
        Paquet::Publish(publish) => {
            let (dup, number): (bool, Option<u16>) = (publish.dup, publish.identifiant);
            let (topic, payload): (String, Vec<u8>) = (publish.message.topic, publish.message.payload);
            let (qos, retain): (u8, bool) = (publish.message.qos, publish.message.retain);
            let number = number.map_or("sans".to_owned(), |number| number.to_string());
            format!(
                "PUBLISH {topic} {} d{} q{qos} r{} m {number}",
                bytes(&payload),
                u8::from(dup),
                u8::from(retain)
            )
        }
        _ => "un paquet de client".to_owned(),
    }
}
