//! Ce dont les tests se servent : dessiner un échange avec le broker.

use exercise_09::{Action, Broker, Connect, Message};
use testkit::{Conversation, Line};

/// Ce qu’un client demande, sauf son nom.
#[derive(Clone, Copy)]
pub struct Quoi {
    pub heure: u64,
    pub clean_session: bool,
    pub keep_alive: u16,
    pub will: bool,
}

pub const C0: Quoi = Quoi { heure: 0, clean_session: false, keep_alive: 60, will: false };
pub const C1: Quoi = Quoi { heure: 0, clean_session: true, keep_alive: 60, will: false };

pub fn message(topic: &str, payload: &str, qos: u8) -> Message {
    Message { topic: topic.to_owned(), payload: payload.as_bytes().to_vec(), qos }
}

pub fn conversation() -> Conversation<Broker> {
    testkit::conversation("clients", "broker (vous)")
}

/// Ce qui arrive au broker, une ligne chacun.
pub trait Scene: Sized {
    fn connect(self, connexion: u32, client_id: &str, quoi: Quoi) -> Self;
    /// Un CONNECT dont la réponse n’est pas le sujet.
    fn accueille(self, connexion: u32, client_id: &str, quoi: Quoi) -> Self;
    fn subscribe(self, connexion: u32, filtre: &'static str) -> Self;
    fn publish(self, message: &Message) -> Self;
    fn paquet(self, heure: u64, connexion: u32) -> Self;
    fn disconnect(self, connexion: u32) -> Self;
    fn coupe(self, connexion: u32) -> Self;
    fn horloge(self, heure: u64) -> Self;
}

impl Scene for Conversation<Broker> {
    fn connect(self, connexion: u32, client_id: &str, quoi: Quoi) -> Self {
        let Quoi { heure, clean_session, keep_alive, will } = quoi;
        let avec = if will { ", will" } else { "" };
        let c = u8::from(clean_session);
        let texte = format!("n°{connexion} : CONNECT {client_id} (c{c}, k{keep_alive}{avec}) à {heure} s");
        let will = will.then(|| message("maison/lampe", "hors ligne", 0));
        let connect = Connect { client_id: client_id.to_owned(), clean_session, keep_alive, will };
        self.step(Line::ToRight(texte), move |broker| lignes(broker.connect(connexion, &connect, heure)))
    }

    fn accueille(self, connexion: u32, client_id: &str, quoi: Quoi) -> Self {
        self.connect(connexion, client_id, quoi)
            .gives(vec![connack(connexion, false)])
            .rule("Le broker accueille ce client.", "[MQTT-3.2.0-1]")
    }

    fn subscribe(self, connexion: u32, filtre: &'static str) -> Self {
        self.step(Line::ToRight(format!("n°{connexion} : SUBSCRIBE {filtre}")), move |broker| {
            broker.subscribe(connexion, filtre);
            vec![]
        })
    }

    fn publish(self, message: &Message) -> Self {
        let arrive = message.clone();
        self.step(Line::ToRight(format!("un autre : PUBLISH {}", texte(message))), move |broker| {
            lignes(broker.publish(&arrive))
        })
    }

    fn paquet(self, heure: u64, connexion: u32) -> Self {
        self.step(Line::ToRight(format!("n°{connexion} : un paquet, à {heure} s")), move |broker| {
            broker.paquet_recu(connexion, heure);
            vec![]
        })
    }

    fn disconnect(self, connexion: u32) -> Self {
        self.step(Line::ToRight(format!("n°{connexion} : DISCONNECT")), move |broker| {
            lignes(broker.disconnect(connexion))
        })
        .rule("Un client qui dit au revoir n’attend pas de réponse.", "§3.14.4")
    }

    fn coupe(self, connexion: u32) -> Self {
        self.step(
            Line::Across(format!("n°{connexion} : connexion coupée, sans DISCONNECT")),
            move |broker| lignes(broker.coupure(connexion)),
        )
    }

    fn horloge(self, heure: u64) -> Self {
        self.step(Line::OnRight(format!("il est {heure} s")), move |broker| lignes(broker.horloge(heure)))
    }
}

pub fn connack(connexion: u32, session_presente: bool) -> Line {
    Line::ToLeft(format!("n°{connexion} : CONNACK (session présente {}, code 0)", u8::from(session_presente)))
}

pub fn livre(connexion: u32, message: &Message) -> Line {
    Line::ToLeft(format!("n°{connexion} : PUBLISH {}", texte(message)))
}

pub fn ferme(connexion: u32) -> Line {
    Line::OnRight(format!("ferme la connexion n°{connexion}"))
}

pub fn will(message: &Message) -> Line {
    Line::OnRight(format!("publie le will : {}", texte(message)))
}

fn texte(Message { topic, payload, qos }: &Message) -> String {
    let payload = match payload.as_slice() {
        [] => "(vide)".to_owned(),
        octets => format!("« {} »", String::from_utf8_lossy(octets)),
    };
    format!("{topic} {payload} (q{qos})")
}

/// Fermer d’abord ou publier d’abord le will, servir d’abord l’un ou l’autre abonné : cela ne compte pas.
fn lignes(mut actions: Vec<Action>) -> Vec<Line> {
    let accueil = actions.iter().any(|action| matches!(action, Action::Connack { .. }));
    actions.sort_by_key(|action| match action {
        Action::Fermer { connexion } => (0, *connexion),
        Action::Will(_) => (1, 0),
        Action::Publish { connexion, .. } if !accueil => (2, *connexion),
        Action::Connack { .. } | Action::Publish { .. } => (2, 0),
    });
    actions
        .iter()
        .map(|action| match action {
            Action::Connack { connexion, session_presente } => connack(*connexion, *session_presente),
            Action::Publish { connexion, message } => livre(*connexion, message),
            Action::Fermer { connexion } => ferme(*connexion),
            Action::Will(message) => will(message),
        })
        .collect()
}
