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
    if texte.contains('\0') || texte.len() > 65_535 {
        return None;
    }
    let longueur = texte.len() as u16;
    let mut octets = longueur.to_be_bytes().to_vec();
    octets.extend(texte.as_bytes());
    Some(octets)
}

/// Le paquet CONNECT entier, ou `None` si le client id ne peut pas s’écrire.
pub fn paquet_connect(connexion: &Connexion) -> Option<Vec<u8>> {
    let mut suite = champ_texte("MQTT")?;
    suite.push(4);
    suite.push(if connexion.clean_session { 0b0000_0010 } else { 0 });
    suite.extend(connexion.keep_alive.to_be_bytes());
    suite.extend(champ_texte(&connexion.client_id)?);

    let mut paquet = vec![0b0001_0000];
    paquet.extend(longueur_restante(suite.len()));
    paquet.extend(suite);
    Some(paquet)
}

/// Lit un CONNACK, ou répond `None` si ces octets n’en sont pas un.
pub fn lire_connack(paquet: &[u8]) -> Option<Connack> {
    match paquet {
        [0x20, 2, session @ 0..=1, 0] => Some(Connack::Accepte { session_presente: *session == 1 }),
        [0x20, 2, 0, 1] => Some(Connack::Refuse(Refus::Version)),
        [0x20, 2, 0, 2] => Some(Connack::Refuse(Refus::ClientId)),
        [0x20, 2, 0, 3] => Some(Connack::Refuse(Refus::Indisponible)),
        [0x20, 2, 0, 4] => Some(Connack::Refuse(Refus::MotDePasse)),
        [0x20, 2, 0, 5] => Some(Connack::Refuse(Refus::NonAutorise)),
        _ => None,
    }
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
