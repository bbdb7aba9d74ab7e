use exercise_10::briques::{Abonnement, Message, Publish, Subscribe};
use exercise_10::codec::{Connect, Paquet};
use exercise_10::{Action, Broker};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..8 {
        let mut broker = Broker::default();
        for (connection, name) in (1..).zip(["a", "b", "c"]) {
            broker.recevoir(connection, connect(name, None));
        }
        for number in 1..14_u16 {
            let connection = cases.draw.number(1..=3) as u32;
            if cases.draw.number(0..=2) == 0 {
                let filter = cases.draw.one_of(&["maison/salon", "maison/+", "#", "jardin"]);
                let qos = cases.draw.size(0..=1) as u8;
                let actions = broker.recevoir(connection, subscribe(number, &[(filter, qos)]));
                cases.line(format_args!("{connection}: SUBSCRIBE {filter} q{qos}"), shown(actions));
                continue;
            }
            let topic = cases.draw.one_of(&["maison/salon", "maison/cuisine", "jardin"]);
            let length = cases.draw.one_of(&[0, 2, 2]);
            let (payload, qos) = (cases.draw.bytes(length), cases.draw.size(0..=1) as u8);
            let (retain, identifiant) = (cases.draw.number(0..=3) > 0, Some(number).filter(|_| qos == 1));
            let said =
                format!("{connection}: PUBLISH {topic} {} q{qos} r{}", bytes(&payload), u8::from(retain));
            let message = Message { topic: topic.to_owned(), payload, qos, retain };
            let publish = Paquet::Publish(Publish { dup: false, identifiant, message });
            cases.line(said, shown(broker.recevoir(connection, publish)));
        }
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
