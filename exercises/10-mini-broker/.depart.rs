// À vous de jouer : écrivez votre code là où se trouve todo!(…), puis lancez les tests.
// (Point de départ produit par « cargo x gen » ; vous pouvez tout changer dans ce fichier.)
//! Exercice 10 : un broker à soi.
//!
//! ```text
//!   octets ──► servir ──► codec::lire ──► Broker::recevoir ──► Action ──► octets
//!              (vous)       (donné)            (vous)            (faites par reseau.rs, donné)
//! ```

pub mod briques;
pub mod codec;
pub mod reseau;

use std::collections::BTreeMap;
use std::io::{Read, Write};

use briques::{Abonnement, Message, Publish, Subscribe, correspond};
use codec::{Connect, Paquet};
use reseau::Serveur;

/// Ce que le broker doit faire. Une connexion est désignée par son numéro, chacune a le sien.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Envoyer ce paquet.
    Envoyer { connexion: u32, paquet: Paquet },
    /// Fermer la connexion.
    Fermer { connexion: u32 },
}

/// La mémoire du broker.
#[derive(Debug, Clone, Default)]
pub struct Broker {
    /// Les clients connectés, rangés par numéro de connexion.
    pub clients: BTreeMap<u32, Client>,
    /// Les messages retenus, rangés par topic.
    pub retenus: BTreeMap<String, Message>,
}

/// Un client connecté.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// Son nom ; vide s’il n’en a pas choisi.
    pub client_id: String,
    /// Ce qu’il faut publier s’il disparaît.
    pub will: Option<Message>,
    /// Ses abonnements, avec la QoS accordée.
    pub abonnements: Vec<Abonnement>,
    /// L’identifiant du dernier PUBLISH que le broker lui a envoyé en QoS 1.
    pub dernier_identifiant: u16,
}

/// Ce paquet a-t-il le droit d’arriver ? CONNECT vient le premier, et une seule fois.
pub fn permis(connecte: bool, paquet: &Paquet) -> bool {
    todo!("étape 1 : {paquet} peut-il arriver, connecté : {connecte} ?")
}

impl Broker {
    /// CONNECT arrive.
    pub fn connect(&mut self, connexion: u32, connect: Connect) -> Vec<Action> {
        todo!("étapes 2 et 9 : accueillir {} sur la connexion {connexion}", connect.client_id)
    }

    /// PINGREQ arrive.
    pub fn pingreq(&mut self, connexion: u32) -> Vec<Action> {
        todo!("étape 3 : la connexion {connexion} demande si vous êtes là")
    }

    /// DISCONNECT arrive.
    pub fn disconnect(&mut self, connexion: u32) -> Vec<Action> {
        todo!("étape 3 : le client de la connexion {connexion} dit au revoir")
    }

    /// SUBSCRIBE arrive.
    pub fn subscribe(&mut self, connexion: u32, subscribe: Subscribe) -> Vec<Action> {
        let Some(client) = self.clients.get_mut(&connexion) else { return vec![] };
        todo!("étapes 4 et 7 : abonner {}, SUBSCRIBE m{}", client.client_id, subscribe.identifiant)
    }

    /// PUBLISH arrive, en QoS 0 ou 1.
    pub fn publish(&mut self, connexion: u32, publish: Publish) -> Vec<Action> {
        todo!("étapes 5 et 6 : PUBLISH {} arrive sur la connexion {connexion}", publish.message.topic)
    }

    /// Un message à envoyer à tous ceux qui y sont abonnés, et à garder s’il le faut.
    pub fn distribuer(&mut self, message: &Message) -> Vec<Action> {
        todo!("étapes 5 et 7 : distribuer {}", message.topic)
    }

    /// La connexion est finie, sans DISCONNECT.
    pub fn coupure(&mut self, connexion: u32) -> Vec<Action> {
        todo!("étape 8 : la connexion {connexion} est coupée")
    }

    /// Déjà écrite pour vous : un paquet arrive, quel qu’il soit.
    pub fn recevoir(&mut self, connexion: u32, paquet: Paquet) -> Vec<Action> {
        if !permis(self.clients.contains_key(&connexion), &paquet) {
            return self.chasser(connexion);
        }
        match paquet {
            Paquet::Connect(connect) => self.connect(connexion, connect),
            Paquet::Pingreq => self.pingreq(connexion),
            Paquet::Disconnect => self.disconnect(connexion),
            Paquet::Subscribe(subscribe) => self.subscribe(connexion, subscribe),
            Paquet::Publish(publish) if publish.message.qos < 2 => self.publish(connexion, publish),
            // Ce broker ne renvoie jamais un message : il n’a rien à noter.
            Paquet::Puback { .. } => vec![],
            // La QoS 2, ou un paquet que seul un broker envoie.
            _ => self.chasser(connexion),
        }
    }

    /// Déjà écrite pour vous : fermer une connexion sans que le client ait dit au revoir.
    pub fn chasser(&mut self, connexion: u32) -> Vec<Action> {
        let mut actions = vec![Action::Fermer { connexion }];
        actions.extend(self.coupure(connexion));
        actions
    }

    /// Déjà écrite pour vous : la connexion du client de ce nom, s’il est là.
    pub fn connexion_de(&self, client_id: &str) -> Option<u32> {
        self.clients.iter().find(|(_, client)| client.client_id == client_id).map(|(connexion, _)| *connexion)
    }
}

impl Client {
    /// Le PUBLISH qui porte ce message à ce client, abonné avec cette QoS.
    pub fn envoi(&mut self, connexion: u32, message: &Message, qos_accordee: u8) -> Action {
        todo!("étapes 5 et 6 : envoyer {} à n°{connexion}, QoS {qos_accordee} au plus", message.topic)
    }

    /// Déjà écrite pour vous : un nouvel identifiant pour un PUBLISH vers ce client, de 1 à 65 535.
    pub fn identifiant_suivant(&mut self) -> u16 {
        self.dernier_identifiant = self.dernier_identifiant.checked_add(1).unwrap_or(1);
        self.dernier_identifiant
    }

    /// Déjà écrite pour vous : se souvenir d’un abonnement. Le même filtre remplace l’ancien.
    pub fn abonner(&mut self, abonnement: Abonnement) {
        self.abonnements.retain(|ancien| ancien.filtre != abonnement.filtre);
        self.abonnements.push(abonnement);
    }

    /// Déjà écrite pour vous : la QoS accordée pour ce topic, la plus haute si plusieurs filtres l’acceptent.
    pub fn qos_pour(&self, topic: &str) -> Option<u8> {
        let acceptent = self.abonnements.iter().filter(|abonnement| correspond(&abonnement.filtre, topic));
        acceptent.map(|abonnement| abonnement.qos).max()
    }
}

/// Sert une connexion jusqu’à sa fin : lit les octets, en fait des paquets, les donne au broker un par un.
pub fn servir(serveur: &Serveur, entree: &mut impl Read, sortie: impl Write + Send + 'static) {
    let connexion = serveur.ouvrir(sortie);
    let _ = entree; // à effacer avec todo!
    todo!("étape 10 : lire les paquets de la connexion {connexion}")
}
