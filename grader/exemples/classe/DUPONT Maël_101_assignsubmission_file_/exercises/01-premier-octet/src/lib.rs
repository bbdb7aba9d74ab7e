/// Les quatorze types de paquets de MQTT 3.1.1, avec leur valeur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypePaquet {
    Connect = 1,
    Connack = 2,
    Publish = 3,
    Puback = 4,
    Pubrec = 5,
    Pubrel = 6,
    Pubcomp = 7,
    Subscribe = 8,
    Suback = 9,
    Unsubscribe = 10,
    Unsuback = 11,
    Pingreq = 12,
    Pingresp = 13,
    Disconnect = 14,
}

/// La valeur du type : le nombre que forment les quatre bits de gauche.
pub fn valeur_du_type(octet: u8) -> u8 {
    octet >> 4
}

/// `true` si le bit RETAIN vaut 1.
pub fn retain(octet: u8) -> bool {
    octet & 0b0000_0001 != 0
}

/// La QoS : le nombre, de 0 à 3, que forment les bits 2 et 1.
pub fn qos(octet: u8) -> u8 {
    octet >> 1
}

/// Le type du paquet, ou `None` si sa valeur, 0 ou 15, est réservée.
pub fn type_du_paquet(octet: u8) -> Option<TypePaquet> {
    match valeur_du_type(octet) {
        1 => Some(TypePaquet::Connect),
        2 => Some(TypePaquet::Connack),
        3 => Some(TypePaquet::Publish),
        4 => Some(TypePaquet::Puback),
        5 => Some(TypePaquet::Pubrec),
        6 => Some(TypePaquet::Pubrel),
        7 => Some(TypePaquet::Pubcomp),
        8 => Some(TypePaquet::Subscribe),
        9 => Some(TypePaquet::Suback),
        10 => Some(TypePaquet::Unsubscribe),
        11 => Some(TypePaquet::Unsuback),
        12 => Some(TypePaquet::Pingreq),
        13 => Some(TypePaquet::Pingresp),
        14 => Some(TypePaquet::Disconnect),
        _ => None,
    }
}

/// `true` si les quatre bits de droite sont permis pour ce type de paquet.
///
/// Un type réservé (0 ou 15) n’a pas de drapeaux permis : la réponse est alors `false`.
pub fn drapeaux_permis(octet: u8) -> bool {
    let drapeaux = octet & 0b1111;
    match type_du_paquet(octet) {
        None => false,
        Some(TypePaquet::Publish) => qos(octet) != 3 && !(qos(octet) == 0 && drapeaux & 0b1000 != 0),
        Some(TypePaquet::Pubrel | TypePaquet::Subscribe | TypePaquet::Unsubscribe) => drapeaux == 0b0010,
        Some(_) => drapeaux == 0,
    }
}

/// Le premier octet d’un PUBLISH, ou `None` si ces drapeaux sont interdits.
pub fn octet_publish(dup: bool, qos: u8, retain: bool) -> Option<u8> {
    if qos > 2 || (dup && qos == 0) {
        return None;
    }
    Some(0b0011_0000 | (dup as u8) << 3 | qos << 1 | retain as u8)
}
