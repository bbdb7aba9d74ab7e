// À vous de jouer : écrivez votre code là où se trouve todo!(…), puis lancez les tests.
// (Point de départ produit par « cargo x gen » ; vous pouvez tout changer dans ce fichier.)
//! Exercice 03 : écrire un CONNECT, lire un CONNACK.

/// Ce qu’un client demande quand il se connecte.
#[derive(Debug, Clone)]
pub struct Connexion {
    /// Le nom du client, unique sur le broker.
    pub client_id: String,
    /// `true` : le broker doit oublier la session précédente.
    pub clean_session: bool,
    /// Durée de silence permise, en secondes.
    pub keep_alive: u16,
}

/// La réponse du broker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connack {
    /// Connexion acceptée ; `session_presente` dit si le broker a retrouvé une session.
    Accepte { session_presente: bool },
    /// Connexion refusée.
    Refuse(Refus),
}

/// Pourquoi le broker refuse : les codes de retour 1 à 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refus {
    /// Code 1 : le broker ne connaît pas cette version de MQTT.
    Version,
    /// Code 2 : le client id ne lui convient pas.
    ClientId,
    /// Code 3 : le service MQTT n’est pas disponible.
    Indisponible,
    /// Code 4 : nom d’utilisateur ou mot de passe faux.
    MotDePasse,
    /// Code 5 : ce client n’est pas autorisé.
    NonAutorise,
}

/// Un texte comme MQTT l’écrit : sa longueur en octets, sur deux octets, puis le texte en UTF-8.
///
/// `None` si le texte contient le caractère nul `'\0'`, ou s’il dépasse 65 535 octets.
pub fn champ_texte(texte: &str) -> Option<Vec<u8>> {
    todo!("étapes 1 à 4 : coder le texte {texte:?}")
}

/// Le paquet CONNECT entier, ou `None` si le client id ne peut pas s’écrire.
pub fn paquet_connect(connexion: &Connexion) -> Option<Vec<u8>> {
    todo!("étapes 5 à 7 : écrire le CONNECT de {connexion:?}")
}

/// Lit un CONNACK, ou répond `None` si ces octets n’en sont pas un.
pub fn lire_connack(paquet: &[u8]) -> Option<Connack> {
    todo!("étapes 8 et 9 : lire le CONNACK {paquet:02x?}")
}

/// La longueur restante, déjà écrite pour vous : c’est le travail de l’exercice 02.
pub fn longueur_restante(longueur: usize) -> Vec<u8> {
    let mut octets = vec![(longueur & 0x7F) as u8];
    let mut reste = longueur >> 7;
    while reste > 0 {
        if let Some(dernier) = octets.last_mut() {
            *dernier |= 0x80;
        }
        octets.push((reste & 0x7F) as u8);
        reste >>= 7;
    }
    octets
}
