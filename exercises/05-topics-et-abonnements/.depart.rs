// À vous de jouer : écrivez votre code là où se trouve todo!(…), puis lancez les tests.
// (Point de départ produit par « cargo x gen » ; vous pouvez tout changer dans ce fichier.)
//! Exercice 05 : les filtres de topic, SUBSCRIBE et SUBACK.

/// Un filtre demandé, et la QoS maximale avec laquelle recevoir.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abonnement {
    /// Le filtre de topic : `maison/+/temperature`.
    pub filtre: String,
    /// 0, 1 ou 2.
    pub qos: u8,
}

/// Un SUBSCRIBE : un ou plusieurs abonnements, sous un seul identifiant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscribe {
    /// Le numéro du paquet, jamais 0 ; SUBACK le rappelle.
    pub identifiant: u16,
    /// Dans l’ordre du paquet.
    pub abonnements: Vec<Abonnement>,
}

/// Ce que le broker répond pour un filtre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accord {
    /// Le filtre demandé.
    pub filtre: String,
    /// La QoS accordée ; `None` : le broker refuse ce filtre.
    pub qos: Option<u8>,
}

/// `true` si l’on peut s’abonner avec ce filtre.
///
/// Un filtre a au moins un caractère et au plus 65 535 octets, sans caractère nul (`'\0'`). Un joker est seul dans son
/// niveau, et `#` n’est permis qu’au dernier.
pub fn filtre_permis(filtre: &str) -> bool {
    todo!("étapes 1 et 2 : dire si le filtre {filtre:?} est permis")
}

/// `true` si un message publié sur ce topic va à qui s’est abonné avec ce filtre ; l’un et l’autre sont permis.
pub fn correspond(filtre: &str, topic: &str) -> bool {
    todo!("étapes 3 à 6 : dire si le filtre {filtre:?} correspond au topic {topic:?}")
}

/// La QoS avec laquelle un abonné reçoit un message, selon la QoS de sa publication et la QoS accordée à l’abonnement.
pub fn qos_effective(publication: u8, accordee: u8) -> u8 {
    todo!("étape 7 : QoS {publication} publiée, QoS {accordee} accordée")
}

/// Le paquet SUBSCRIBE entier.
///
/// `None` si la norme l’interdit : identifiant 0, aucun abonnement, filtre interdit, QoS au-delà de 2.
pub fn paquet_subscribe(demande: &Subscribe) -> Option<Vec<u8>> {
    todo!("étapes 8 et 9 : écrire {demande:?}")
}

/// Lit un SUBSCRIBE entier, ou répond `None` si ces octets n’en sont pas un.
pub fn lire_subscribe(paquet: &[u8]) -> Option<Subscribe> {
    todo!("étapes 10 et 11 : lire le SUBSCRIBE {paquet:02x?}")
}

/// Ce que le SUBACK répond à chaque filtre de `demande`, dans le même ordre.
///
/// `None` si ces octets ne sont pas un SUBACK, s’il répond à un autre paquet, ou s’il n’a pas un code pour chaque filtre.
pub fn lire_suback(paquet: &[u8], demande: &Subscribe) -> Option<Vec<Accord>> {
    todo!("étapes 12 et 13 : lire le SUBACK {paquet:02x?} qui répond à {demande:?}")
}

// Ce qui suit est déjà écrit pour vous : c’est le travail des exercices 02 à 04. Servez-vous-en.

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

/// Lit le texte qui commence au premier octet : le texte, et les octets qui le suivent.
pub fn lire_texte(octets: &[u8]) -> Option<(String, &[u8])> {
    let (longueur, suite) = lire_nombre(octets)?;
    let (texte, suite) = suite.split_at_checked(longueur as usize)?;
    let texte = String::from_utf8(texte.to_vec()).ok()?;
    Some((texte, suite))
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
