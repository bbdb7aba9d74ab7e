//! Exercice 08 : les messages retenus.
//!
//! ```text
//!   publieur → broker   RETAIN 1 : « garde ce message »
//!   broker → abonné     RETAIN 1 : « ce message était gardé, il n’est pas tout frais »
//! ```

use std::collections::BTreeMap;

/// Ce que porte un PUBLISH.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Le nom du topic.
    pub topic: String,
    /// Le contenu ; il peut être vide.
    pub payload: Vec<u8>,
    /// La QoS : 0, 1 ou 2.
    pub qos: u8,
    /// Le drapeau RETAIN.
    pub retain: bool,
}

/// Un PUBLISH que le broker envoie, et à qui.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envoi {
    /// Le nom de l’abonné.
    pub client: String,
    /// Ce qu’il reçoit.
    pub message: Message,
}

/// La mémoire du broker.
#[derive(Debug, Clone, Default)]
pub struct Broker {
    /// Les messages retenus, rangés par topic : pas plus d’un pour chacun.
    pub retenus: BTreeMap<String, Message>,
    abonnements: Vec<Abonnement>,
}

#[derive(Debug, Clone)]
struct Abonnement {
    client: String,
    filtre: String,
    qos: u8,
}

impl Broker {
    /// Un PUBLISH arrive : le broker le garde s’il le faut, et rend ce qu’il envoie à ceux qui sont déjà abonnés.
    pub fn publish(&mut self, message: &Message) -> Vec<Envoi> {
        // @stub todo!("étapes 1 à 5, puis 7 : publier {}", message.topic)
        // @solution
        if message.retain {
            if message.payload.is_empty() {
                self.retenus.remove(&message.topic);
            } else {
                self.retenus.insert(message.topic.clone(), message.clone());
            }
        }
        let mut envois = Vec::new();
        for (client, qos) in self.abonnes(&message.topic) {
            let qos = qos.min(message.qos);
            envois.push(Envoi { client, message: Message { qos, retain: false, ..message.clone() } });
        }
        envois
        // @end
    }

    /// Ce client vient de s’abonner à ce filtre : les messages retenus que le broker lui envoie.
    pub fn messages_retenus(&self, client: &str, filtre: &str, qos: u8) -> Vec<Envoi> {
        // @stub todo!("étapes 3 à 7 : les messages retenus que {client} reçoit pour {filtre:?}, QoS {qos}")
        // @solution
        let mut envois = Vec::new();
        for (topic, message) in &self.retenus {
            if correspond(filtre, topic) {
                let qos = qos.min(message.qos);
                let message = Message { qos, retain: true, ..message.clone() };
                envois.push(Envoi { client: client.to_owned(), message });
            }
        }
        envois
        // @end
    }

    /// Déjà écrite pour vous : un SUBSCRIBE arrive.
    pub fn subscribe(&mut self, client: &str, filtre: &str, qos: u8) -> Vec<Envoi> {
        self.abonner(client, filtre, qos);
        self.messages_retenus(client, filtre, qos)
    }

    /// Déjà écrite pour vous : se souvenir d’un abonnement. Le même filtre, du même client, remplace l’ancien.
    pub fn abonner(&mut self, client: &str, filtre: &str, qos: u8) {
        self.abonnements.retain(|ancien| ancien.client != client || ancien.filtre != filtre);
        self.abonnements.push(Abonnement { client: client.to_owned(), filtre: filtre.to_owned(), qos });
    }

    /// Déjà écrite pour vous : les clients abonnés à ce topic, chacun une fois, avec la QoS qu’il a demandée.
    pub fn abonnes(&self, topic: &str) -> Vec<(String, u8)> {
        let mut abonnes = BTreeMap::new();
        for Abonnement { client, filtre, qos } in &self.abonnements {
            if correspond(filtre, topic) {
                let plus_haute = abonnes.entry(client.clone()).or_insert(*qos);
                *plus_haute = (*plus_haute).max(*qos);
            }
        }
        abonnes.into_iter().collect()
    }
}

/// Déjà écrite pour vous : ce filtre accepte-t-il ce topic ? C’est le travail de l’exercice 05.
pub fn correspond(filtre: &str, topic: &str) -> bool {
    if topic.starts_with('$') && filtre.starts_with(['+', '#']) {
        return false;
    }
    let mut niveaux = topic.split('/');
    for attendu in filtre.split('/') {
        if attendu == "#" {
            return true;
        }
        match niveaux.next() {
            Some(niveau) if attendu == "+" || attendu == niveau => {}
            _ => return false,
        }
    }
    niveaux.next().is_none()
}
