//! Donné : des octets aux paquets, et des paquets aux octets.

use std::fmt::{self, Display};

use crate::briques::{
    self, Lecture, Message, Publish, Subscribe, apres_longueur, lire_nombre, lire_texte, paquet_publish,
};

/// Les paquets que ce broker connaît.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paquet {
    /// Un client se présente.
    Connect(Connect),
    /// Le broker l’accepte (code 0), ou non.
    Connack { session_presente: bool, code: u8 },
    /// Un message, dans un sens ou dans l’autre.
    Publish(Publish),
    /// Un message de QoS 1 est bien arrivé.
    Puback { identifiant: u16 },
    /// Un client s’abonne.
    Subscribe(Subscribe),
    /// La QoS accordée à chaque filtre, dans l’ordre du SUBSCRIBE.
    Suback { identifiant: u16, qos_accordees: Vec<u8> },
    /// « Toujours là ? »
    Pingreq,
    /// « Toujours là. »
    Pingresp,
    /// Un client dit au revoir.
    Disconnect,
}

/// Ce qu’un client demande quand il se connecte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connect {
    /// Le nom du client ; vide s’il n’en a pas choisi.
    pub client_id: String,
    /// Clean session ; ce broker ne garde aucune session.
    pub clean_session: bool,
    /// En secondes.
    pub keep_alive: u16,
    /// Le message à publier si le client disparaît.
    pub will: Option<Message>,
}

/// Ce qu’on trouve au début des octets reçus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recu {
    /// Un paquet, et le nombre d’octets qu’il occupait.
    Paquet(Paquet, usize),
    /// Le début d’un paquet : la suite n’est pas encore arrivée.
    Incomplet,
    /// Rien que ce broker comprenne.
    Invalide,
}

/// Lit le paquet qui commence au premier octet ; d’autres peuvent le suivre.
pub fn lire(octets: &[u8]) -> Recu {
    let Some(longueur) = octets.get(1..) else { return Recu::Incomplet };
    let taille = match briques::decoder(longueur) {
        Lecture::Lue { valeur, octets } => 1 + octets + valeur as usize,
        Lecture::Incomplete => return Recu::Incomplet,
        Lecture::Invalide => return Recu::Invalide,
    };
    match octets.get(..taille).map(lire_entier) {
        None => Recu::Incomplet,
        Some(None) => Recu::Invalide,
        Some(Some(paquet)) => Recu::Paquet(paquet, taille),
    }
}

fn lire_entier(octets: &[u8]) -> Option<Paquet> {
    match (octets[0], octets) {
        (0x10, _) => lire_connect(apres_longueur(octets)?).map(Paquet::Connect),
        (0x30..=0x3F, _) => briques::lire_publish(octets).map(Paquet::Publish),
        (0x82, _) => briques::lire_subscribe(octets).map(Paquet::Subscribe),
        (0x40, [_, 2, fort, faible]) => {
            Some(Paquet::Puback { identifiant: u16::from_be_bytes([*fort, *faible]) })
        }
        (0x90, _) => {
            let (identifiant, qos) = lire_nombre(apres_longueur(octets)?)?;
            Some(Paquet::Suback { identifiant, qos_accordees: qos.to_vec() })
        }
        (0x20, [_, 2, session, code]) => {
            Some(Paquet::Connack { session_presente: *session == 1, code: *code })
        }
        (0xC0, [_, 0]) => Some(Paquet::Pingreq),
        (0xD0, [_, 0]) => Some(Paquet::Pingresp),
        (0xE0, [_, 0]) => Some(Paquet::Disconnect),
        _ => None,
    }
}

fn lire_connect(suite: &[u8]) -> Option<Connect> {
    let (protocole, suite) = lire_texte(suite)?;
    let ([niveau, drapeaux], suite) = suite.split_first_chunk()?;
    if protocole != "MQTT" || *niveau != 4 || drapeaux & 1 != 0 {
        return None;
    }
    let (keep_alive, suite) = lire_nombre(suite)?;
    let (client_id, mut suite) = lire_texte(suite)?;
    let mut will = None;
    if drapeaux & 4 != 0 {
        let (topic, apres) = lire_texte(suite)?;
        let (longueur, apres) = lire_nombre(apres)?;
        let (payload, apres) = apres.split_at_checked(usize::from(longueur))?;
        let (qos, retain) = (drapeaux >> 3 & 3, drapeaux & 0x20 != 0);
        will = Some(Message { topic, payload: payload.to_vec(), qos, retain });
        suite = apres;
    }
    // Un nom d’utilisateur, un mot de passe : ce broker ouvre à tous, il les passe.
    for drapeau in [0x80, 0x40] {
        if drapeaux & drapeau != 0 {
            let (longueur, apres) = lire_nombre(suite)?;
            suite = apres.get(usize::from(longueur)..)?;
        }
    }
    let clean_session = drapeaux & 2 != 0;
    suite.is_empty().then_some(Connect { client_id, clean_session, keep_alive, will })
}

/// Les octets d’un paquet que le broker envoie ; `None` s’il ne peut pas s’écrire, ou s’il n’est envoyé que par un client.
pub fn ecrire(paquet: &Paquet) -> Option<Vec<u8>> {
    Some(match paquet {
        Paquet::Connack { session_presente, code } => vec![0x20, 2, u8::from(*session_presente), *code],
        Paquet::Publish(publish) => {
            let mut octets = paquet_publish(&publish.message, publish.identifiant)?;
            octets[0] |= u8::from(publish.dup) << 3;
            octets
        }
        Paquet::Puback { identifiant } => [&[0x40, 2], &identifiant.to_be_bytes()[..]].concat(),
        Paquet::Suback { identifiant, qos_accordees } => {
            let mut octets = vec![0x90];
            octets.extend(briques::coder(u32::try_from(2 + qos_accordees.len()).ok()?)?);
            octets.extend(identifiant.to_be_bytes());
            octets.extend(qos_accordees);
            octets
        }
        Paquet::Pingresp => vec![0xD0, 0],
        Paquet::Connect(_) | Paquet::Subscribe(_) | Paquet::Pingreq | Paquet::Disconnect => return None,
    })
}

/// Un paquet, comme les logs l’écrivent.
impl Display for Paquet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect(Connect { client_id, will, .. }) => {
                write!(f, "CONNECT « {client_id} »{}", if will.is_some() { " (will)" } else { "" })
            }
            Self::Connack { session_presente, code } => {
                write!(f, "CONNACK ({}, {code})", u8::from(*session_presente))
            }
            Self::Publish(Publish { dup, identifiant, message: Message { topic, payload, qos, retain } }) => {
                let (d, r, m) = (u8::from(*dup), u8::from(*retain), identifiant.unwrap_or(0));
                let payload = match payload.as_slice() {
                    [] => "(vide)".to_owned(),
                    octets => format!("« {} »", String::from_utf8_lossy(octets)),
                };
                write!(f, "PUBLISH {topic} {payload} (d{d}, q{qos}, r{r}, m{m})")
            }
            Self::Puback { identifiant } => write!(f, "PUBACK (m{identifiant})"),
            Self::Subscribe(Subscribe { identifiant, abonnements }) => {
                let filtres: Vec<_> =
                    abonnements.iter().map(|a| format!("{} q{}", a.filtre, a.qos)).collect();
                write!(f, "SUBSCRIBE (m{identifiant}) {}", filtres.join(", "))
            }
            Self::Suback { identifiant, qos_accordees } => {
                write!(f, "SUBACK (m{identifiant}) {qos_accordees:?}")
            }
            Self::Pingreq => write!(f, "PINGREQ"),
            Self::Pingresp => write!(f, "PINGRESP"),
            Self::Disconnect => write!(f, "DISCONNECT"),
        }
    }
}
