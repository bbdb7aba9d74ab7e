// À vous de jouer : écrivez votre code là où se trouve todo!(…), puis lancez les tests.
// (Point de départ produit par « cargo x gen » ; vous pouvez tout changer dans ce fichier.)
//! Exercice 01 : le premier octet d’un paquet MQTT.
//!
//! ```text
//!   bit     7   6   5   4     3     2   1     0
//!         +---------------+-----+---------+--------+
//!         |     type      | DUP |   QoS   | RETAIN |
//!         +---------------+-----+---------+--------+
//! ```

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
    todo!("étape 1 : garder les quatre bits de gauche de {octet:08b}")
}

/// `true` si le bit RETAIN vaut 1.
pub fn retain(octet: u8) -> bool {
    todo!("étape 2 : dire si le bit 0 de {octet:08b} vaut 1")
}

/// La QoS : le nombre, de 0 à 3, que forment les bits 2 et 1.
pub fn qos(octet: u8) -> u8 {
    todo!("étape 3 : lire les bits 2 et 1 de {octet:08b}")
}

/// Le type du paquet, ou `None` si sa valeur, 0 ou 15, est réservée.
pub fn type_du_paquet(octet: u8) -> Option<TypePaquet> {
    todo!("étapes 4 et 5 : trouver le type du paquet qui commence par {octet:08b}")
}

/// `true` si les quatre bits de droite sont permis pour ce type de paquet.
///
/// Un type réservé (0 ou 15) n’a pas de drapeaux permis : la réponse est alors `false`.
pub fn drapeaux_permis(octet: u8) -> bool {
    todo!("étapes 6 et 7 : vérifier les quatre bits de droite de {octet:08b}")
}

/// Le premier octet d’un PUBLISH, ou `None` si ces drapeaux sont interdits.
pub fn octet_publish(dup: bool, qos: u8, retain: bool) -> Option<u8> {
    todo!("étape 8 : assembler un PUBLISH avec dup = {dup}, qos = {qos}, retain = {retain}")
}
