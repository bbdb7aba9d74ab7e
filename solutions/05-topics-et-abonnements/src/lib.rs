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
    // @stub todo!("étapes 1 et 2 : dire si le filtre {filtre:?} est permis")
    // @solution
    if filtre.is_empty() || filtre.len() > 65_535 || filtre.contains('\0') {
        return false;
    }
    for niveau in filtre.split('/') {
        if niveau.len() > 1 && niveau.contains(['+', '#']) {
            return false;
        }
    }
    match filtre.find('#') {
        Some(place) => place == filtre.len() - 1,
        None => true,
    }
    // @end
}

/// `true` si un message publié sur ce topic va à qui s’est abonné avec ce filtre ; l’un et l’autre sont permis.
pub fn correspond(filtre: &str, topic: &str) -> bool {
    // @stub todo!("étapes 3 à 6 : dire si le filtre {filtre:?} correspond au topic {topic:?}")
    // @solution
    if topic.starts_with('$') && filtre.starts_with(['+', '#']) {
        return false;
    }
    let niveaux: Vec<&str> = topic.split('/').collect();
    let mut rang = 0;
    for niveau in filtre.split('/') {
        if niveau == "#" {
            return true;
        }
        if rang == niveaux.len() {
            return false;
        }
        if niveau != "+" && niveau != niveaux[rang] {
            return false;
        }
        rang += 1;
    }
    rang == niveaux.len()
    // @end
}

/// La QoS avec laquelle un abonné reçoit un message, selon la QoS de sa publication et la QoS accordée à l’abonnement.
pub fn qos_effective(publication: u8, accordee: u8) -> u8 {
    // @stub todo!("étape 7 : QoS {publication} publiée, QoS {accordee} accordée")
    // @solution
    publication.min(accordee)
    // @end
}

/// Le paquet SUBSCRIBE entier.
///
/// `None` si la norme l’interdit : identifiant 0, aucun abonnement, filtre interdit, QoS au-delà de 2.
pub fn paquet_subscribe(demande: &Subscribe) -> Option<Vec<u8>> {
    // @stub todo!("étapes 8 et 9 : écrire {demande:?}")
    // @solution
    if demande.identifiant == 0 || demande.abonnements.is_empty() {
        return None;
    }
    let mut suite = demande.identifiant.to_be_bytes().to_vec();
    for abonnement in &demande.abonnements {
        if !filtre_permis(&abonnement.filtre) || abonnement.qos > 2 {
            return None;
        }
        suite.extend(champ_texte(&abonnement.filtre));
        suite.push(abonnement.qos);
    }

    let mut paquet = vec![0b1000_0010];
    paquet.extend(longueur_restante(suite.len()));
    paquet.extend(suite);
    Some(paquet)
    // @end
}

/// Lit un SUBSCRIBE entier, ou répond `None` si ces octets n’en sont pas un.
pub fn lire_subscribe(paquet: &[u8]) -> Option<Subscribe> {
    // @stub todo!("étapes 10 et 11 : lire le SUBSCRIBE {paquet:02x?}")
    // @solution
    let suite = apres_longueur(paquet)?;
    if paquet[0] != 0b1000_0010 {
        return None;
    }
    let (identifiant, mut reste) = lire_nombre(suite)?;
    let mut abonnements = Vec::new();
    while !reste.is_empty() {
        let (filtre, suite) = lire_texte(reste)?;
        let qos = *suite.first()?;
        if !filtre_permis(&filtre) || qos > 2 {
            return None;
        }
        abonnements.push(Abonnement { filtre, qos });
        reste = &suite[1..];
    }
    if identifiant == 0 || abonnements.is_empty() {
        return None;
    }
    Some(Subscribe { identifiant, abonnements })
    // @end
}

/// Ce que le SUBACK répond à chaque filtre de `demande`, dans le même ordre.
///
/// `None` si ces octets ne sont pas un SUBACK, s’il répond à un autre paquet, ou s’il n’a pas un code pour chaque filtre.
pub fn lire_suback(paquet: &[u8], demande: &Subscribe) -> Option<Vec<Accord>> {
    // @stub todo!("étapes 12 et 13 : lire le SUBACK {paquet:02x?} qui répond à {demande:?}")
    // @solution
    let suite = apres_longueur(paquet)?;
    let (identifiant, codes) = lire_nombre(suite)?;
    if paquet[0] != 0b1001_0000 || identifiant != demande.identifiant {
        return None;
    }
    if codes.len() != demande.abonnements.len() {
        return None;
    }
    let mut accords = Vec::new();
    for (abonnement, code) in demande.abonnements.iter().zip(codes) {
        let qos = match code {
            0..=2 => Some(*code),
            0x80 => None,
            _ => return None,
        };
        accords.push(Accord { filtre: abonnement.filtre.clone(), qos });
    }
    Some(accords)
    // @end
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
