use exercise_10::briques::{Abonnement, Message, Subscribe};
use exercise_10::codec::{Connect, Paquet};
use exercise_10::{Action, Broker};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..30 {
        let mut broker = Broker::default();
        broker.recevoir(1, connect("ecran", None));
        broker.recevoir(1, subscribe(1, &[("#", cases.draw.number(1..=2) as u8)]));
        let (payload, retain) = (cases.draw.bytes(2), cases.draw.flag());
        let will = Message { topic: "etat".to_owned(), payload, qos: cases.draw.size(0..=2) as u8, retain };
        let will = Some(will).filter(|_| cases.draw.number(0..=3) > 0);
        let told = will.is_some();
        broker.recevoir(2, connect("lampe", will.clone()));
        // Who leaves is no longer there to receive.
        let own = cases.draw.flag();
        if own {
            broker.recevoir(2, subscribe(1, &[("etat", 1)]));
        }
        let (how, actions) = match cases.draw.size(0..=2) {
            0 => ("DISCONNECT", broker.recevoir(2, Paquet::Disconnect)),
            1 => ("coupure", broker.coupure(2)),
            _ => ("CONNECT de nouveau", broker.recevoir(2, connect("lampe", will))),
        };
        cases.line(format_args!("will : {told}, abonné : {own}, {how}"), shown(actions));
        cases.line("coupure, ensuite", shown(broker.coupure(2)));
        let late = broker.recevoir(1, subscribe(2, &[("etat", 1)]));
        cases.line("SUBSCRIBE etat", shown(late));
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
