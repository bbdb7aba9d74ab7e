// À vous de jouer : écrivez votre code là où se trouve todo!(…), puis lancez les tests.
// (Point de départ produit par « cargo x gen » ; vous pouvez tout changer dans ce fichier.)
//! Exercice 04 : écrire et lire un PUBLISH.

/// Ce qu’un client veut publier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Sous quel nom : `maison/salon/temperature`.
    pub topic: String,
    /// Le contenu : des octets quelconques, même aucun.
    pub payload: Vec<u8>,
    /// 0, 1 ou 2.
    pub qos: u8,
    /// `true` : le broker doit conserver ce message.
    pub retain: bool,
}

/// Un PUBLISH tel qu’il a été lu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publish {
    /// `true` : ce paquet a peut-être déjà été envoyé.
    pub dup: bool,
    /// Le numéro du paquet, à rappeler dans l’acquittement ; `None` en QoS 0.
    pub identifiant: Option<u16>,
    /// Le message lui-même.
    pub message: Message,
}

/// `true` si l’on peut publier sur ce topic.
///
/// Un topic a au moins un caractère et au plus 65 535 octets, sans joker (`+` ou `#`) ni caractère nul (`'\0'`).
pub fn topic_permis(topic: &str) -> bool {
    todo!("étapes 1 et 2 : dire si l’on peut publier sur {topic:?}")
}

/// Le paquet PUBLISH entier, tel qu’on l’envoie la première fois.
///
/// `None` si la norme interdit ce paquet : topic interdit, QoS au-delà de 2, identifiant présent en QoS 0, absent ou nul
/// en QoS 1 et 2.
pub fn paquet_publish(message: &Message, identifiant: Option<u16>) -> Option<Vec<u8>> {
    todo!("étapes 3 à 6 : écrire {message:?}, numéro {identifiant:?}")
}

/// Le même PUBLISH, prêt à être envoyé de nouveau après une coupure ; `None` en QoS 0, où l’on ne renvoie rien.
///
/// `paquet` est un PUBLISH bien formé, envoyé une fois ou plus.
pub fn renvoi(paquet: &[u8]) -> Option<Vec<u8>> {
    todo!("étape 7 : préparer le renvoi de {paquet:02x?}")
}

/// Lit le texte qui commence au premier octet : le texte, et les octets qui le suivent.
///
/// `None` si les octets s’arrêtent avant la fin du texte, ou si ce n’est pas de l’UTF-8.
pub fn lire_texte(octets: &[u8]) -> Option<(String, &[u8])> {
    todo!("étape 8 : lire le texte au début de {octets:02x?}")
}

/// Lit un PUBLISH entier, ou répond `None` si ces octets n’en sont pas un.
pub fn lire_publish(paquet: &[u8]) -> Option<Publish> {
    todo!("étapes 9 et 10 : lire le PUBLISH {paquet:02x?}")
}

// Ce qui suit est déjà écrit pour vous : c’est le travail des exercices 02 et 03. Servez-vous-en.

/// Un texte comme MQTT l’écrit : sa longueur en octets, sur deux octets, puis le texte ; 65 535 octets au plus.
pub fn champ_texte(texte: &str) -> Vec<u8> {
    let mut octets = (texte.len() as u16).to_be_bytes().to_vec();
    octets.extend(texte.as_bytes());
    octets
}

/// Lit un nombre sur deux octets, poids fort d’abord : le nombre, et les octets qui le suivent.
pub fn lire_nombre(octets: &[u8]) -> Option<(u16, &[u8])> {
    match octets {
        [fort, faible, suite @ ..] => Some((u16::from_be_bytes([*fort, *faible]), suite)),
        _ => None,
    }
}

/// Les octets de la longueur restante.
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

/// Ce qui suit la longueur restante d’un paquet ; `None` s’il y manque un octet, ou s’il y en a un de trop.
pub fn apres_longueur(paquet: &[u8]) -> Option<&[u8]> {
    let mut longueur = 0;
    for rang in 0..4 {
        let octet = *paquet.get(1 + rang)?;
        longueur |= ((octet & 0x7F) as usize) << (7 * rang);
        if octet & 0x80 == 0 {
            let suite = &paquet[2 + rang..];
            return if suite.len() == longueur { Some(suite) } else { None };
        }
    }
    None
}
