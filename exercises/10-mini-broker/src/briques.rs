//! Donné : les octets de MQTT, tels que les exercices 02 à 05 vous les font écrire. Mettez ici vos propres fonctions, une
//! à une, si vous voulez que votre broker soit à vous jusqu’au dernier octet : les tests de l’étape 11 les vérifient.

/// Exercice 02 : ce que donne la lecture d’une longueur restante.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lecture {
    /// La longueur est lue : sa valeur, et le nombre d’octets qu’elle occupait.
    Lue { valeur: u32, octets: usize },
    /// Il manque au moins un octet : le reste n’est pas encore arrivé.
    Incomplete,
    /// Le quatrième octet annonce encore une suite : c’est interdit.
    Invalide,
}

/// Exercice 02 : les octets de la longueur restante ; `None` si elle est trop grande.
pub fn coder(longueur: u32) -> Option<Vec<u8>> {
    if longueur > 268_435_455 {
        return None;
    }
    let mut reste = longueur;
    let mut octets = vec![];
    while reste >= 0x80 {
        octets.push((reste & 0x7F) as u8 | 0x80);
        reste >>= 7;
    }
    octets.push(reste as u8);
    Some(octets)
}

/// Exercice 02 : lit la longueur restante qui commence au premier octet.
pub fn decoder(octets: &[u8]) -> Lecture {
    let mut valeur = 0;
    for rang in 0..4 {
        let Some(octet) = octets.get(rang) else { return Lecture::Incomplete };
        valeur |= u32::from(octet & 0x7F) << (7 * rang);
        if octet & 0x80 == 0 {
            return Lecture::Lue { valeur, octets: rang + 1 };
        }
    }
    Lecture::Invalide
}

/// Exercice 03 : un texte, précédé de sa longueur ; `None` s’il ne peut pas s’écrire.
pub fn champ_texte(texte: &str) -> Option<Vec<u8>> {
    let longueur = u16::try_from(texte.len()).ok().filter(|_| !texte.contains('\0'))?;
    Some([&longueur.to_be_bytes(), texte.as_bytes()].concat())
}

/// Exercice 04 : ce que porte un PUBLISH.
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

/// Exercice 04 : un PUBLISH.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publish {
    /// `true` : ce paquet est un renvoi.
    pub dup: bool,
    /// L’identifiant de paquet, en QoS 1 et 2.
    pub identifiant: Option<u16>,
    /// Le message.
    pub message: Message,
}

/// Exercice 04 : le paquet PUBLISH entier ; `None` s’il ne peut pas s’écrire.
pub fn paquet_publish(message: &Message, identifiant: Option<u16>) -> Option<Vec<u8>> {
    let mut suite = champ_texte(&message.topic)?;
    suite.extend(identifiant.into_iter().flat_map(u16::to_be_bytes));
    suite.extend(&message.payload);
    let mut paquet = vec![0x30 | message.qos << 1 | u8::from(message.retain)];
    paquet.extend(coder(u32::try_from(suite.len()).ok()?)?);
    paquet.extend(suite);
    Some(paquet)
}

/// Exercice 04 : lit un PUBLISH entier ; `None` si ces octets n’en sont pas un.
pub fn lire_publish(paquet: &[u8]) -> Option<Publish> {
    let (premier, suite) = (*paquet.first()?, apres_longueur(paquet)?);
    let (dup, qos, retain) = (premier & 8 != 0, premier >> 1 & 3, premier & 1 != 0);
    if qos == 3 || (dup && qos == 0) {
        return None;
    }
    let (topic, suite) = lire_texte(suite)?;
    let (identifiant, payload) = if qos == 0 {
        (None, suite)
    } else {
        let (identifiant, payload) = lire_nombre(suite)?;
        (Some(identifiant).filter(|numero| *numero != 0).map(Some)?, payload)
    };
    let permis = !topic.is_empty() && !topic.contains(['+', '#']);
    let message = Message { topic, payload: payload.to_vec(), qos, retain };
    permis.then_some(Publish { dup, identifiant, message })
}

/// Exercice 05 : un abonnement demandé.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abonnement {
    /// Le filtre de topic.
    pub filtre: String,
    /// La QoS la plus haute que le client veut recevoir.
    pub qos: u8,
}

/// Exercice 05 : un SUBSCRIBE.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscribe {
    /// L’identifiant de paquet, que SUBACK reprend.
    pub identifiant: u16,
    /// Ce que le client demande, un abonnement au moins.
    pub abonnements: Vec<Abonnement>,
}

/// Exercice 05 : lit un SUBSCRIBE entier ; `None` si ces octets n’en sont pas un.
pub fn lire_subscribe(paquet: &[u8]) -> Option<Subscribe> {
    let (identifiant, mut suite) = lire_nombre(apres_longueur(paquet)?)?;
    let mut abonnements = vec![];
    while !suite.is_empty() {
        let (filtre, apres) = lire_texte(suite)?;
        let (qos, apres) = apres.split_first()?;
        if *qos > 2 || !filtre_permis(&filtre) {
            return None;
        }
        abonnements.push(Abonnement { filtre, qos: *qos });
        suite = apres;
    }
    let permis = paquet[0] == 0x82 && identifiant != 0 && !abonnements.is_empty();
    permis.then_some(Subscribe { identifiant, abonnements })
}

/// Exercice 05 : un filtre bien écrit ?
fn filtre_permis(filtre: &str) -> bool {
    let niveaux: Vec<&str> = filtre.split('/').collect();
    let bien = |(rang, niveau): (usize, &&str)| match *niveau {
        "#" => rang + 1 == niveaux.len(),
        "+" => true,
        autre => !autre.contains(['+', '#']),
    };
    !filtre.is_empty() && niveaux.iter().enumerate().all(bien)
}

/// Exercice 05 : ce filtre accepte-t-il ce topic ?
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

/// Un nombre sur deux octets, poids fort d’abord, et les octets qui le suivent.
pub fn lire_nombre(octets: &[u8]) -> Option<(u16, &[u8])> {
    let (nombre, suite) = octets.split_first_chunk()?;
    Some((u16::from_be_bytes(*nombre), suite))
}

/// Un texte précédé de sa longueur, et les octets qui le suivent.
pub fn lire_texte(octets: &[u8]) -> Option<(String, &[u8])> {
    let (longueur, suite) = lire_nombre(octets)?;
    let (texte, suite) = suite.split_at_checked(usize::from(longueur))?;
    let texte = String::from_utf8(texte.to_vec()).ok().filter(|texte| !texte.contains('\0'))?;
    Some((texte, suite))
}

/// Ce qui suit la longueur restante d’un paquet entier.
pub fn apres_longueur(paquet: &[u8]) -> Option<&[u8]> {
    match decoder(paquet.get(1..)?) {
        Lecture::Lue { octets, .. } => paquet.get(1 + octets..),
        Lecture::Incomplete | Lecture::Invalide => None,
    }
}
