use exercise_10::briques::{Abonnement, Message, Subscribe};
use exercise_10::codec::{Connect, Paquet};
use exercise_10::{Action, Broker};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    let mut broker = Broker::default();
    for connection in 1..=2 {
        let name = ["a", "b"][connection as usize - 1];
        cases.line(
            format_args!("{connection}: CONNECT"),
            shown(broker.recevoir(connection, connect(name, None))),
        );
    }
    for _ in 0..40 {
        let connection = cases.draw.number(1..=2) as u32;
        let number = cases.draw.number(1..=65_535) as u16;
        let filters = ["a/b", "a/+", "#", "c"];
        let count = cases.draw.size(1..=4);
        let wanted: Vec<(&str, u8)> =
            filters[..count].iter().map(|filter| (*filter, cases.draw.size(0..=2) as u8)).collect();
        let actions = broker.recevoir(connection, subscribe(number, &wanted));
        cases.line(format_args!("{connection}: SUBSCRIBE {number} {wanted:?}"), shown(actions));
    }
}

fn connect(name: &str, will: Option<Message>) -> Paquet {
    Paquet::Connect(Connect { client_id: name.to_owned(), clean_session: true, keep_alive: 60, will })
}

fn subscribe(identifiant: u16, wanted: &[(&str, u8)]) -> Paquet {
    let abonnements =
        wanted.iter().map(|(filtre, qos)| Abonnement { filtre: (*filtre).to_owned(), qos: *qos });
    Paquet::Subscribe(Subscribe { identifiant, abonnements: abonnements.collect() })
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
