//! Ce dont les tests se servent : comparer un PUBLISH, et dire l’erreur classique qui l’explique.

use std::fmt;

use exercise_04::{Message, Publish, lire_publish, paquet_publish};

pub fn message(topic: &str, payload: &[u8], qos: u8, retain: bool) -> Message {
    Message { topic: topic.to_owned(), payload: payload.to_vec(), qos, retain }
}

pub fn operation(message: &Message, identifiant: Option<u16>) -> String {
    let Message { topic, payload, qos, retain } = message;
    let topic = if topic.len() > 20 { format!("65 536 fois {:?}", 'a') } else { format!("{topic:?}") };
    let payload = match payload.len() {
        0..=8 => hexa(payload),
        taille => format!("{taille} octets"),
    };
    format!("paquet_publish({topic}, payload {payload}, qos: {qos}, retain: {retain}, {identifiant:?})")
}

/// Compare le PUBLISH écrit à celui attendu, et cherche dans les erreurs classiques celle qui l’explique.
pub fn verifie_publish(message: Message, identifiant: Option<u16>, attendu: &[u8]) {
    let Message { topic, payload, qos, retain } = message.clone();
    let (premier, retenu) = (attendu[0], u8::from(retain));
    let champ = [&(topic.len() as u16).to_be_bytes(), topic.as_bytes()].concat();
    let numero: Vec<u8> = identifiant.map(|numero| numero.to_be_bytes().to_vec()).unwrap_or_default();
    let avec_premier = |octet: u8| Some([&[octet], &attendu[1..]].concat());
    let avec = |parties: &[&[u8]]| Some(assemble(premier, parties));
    let mut en_caracteres = champ.clone();
    en_caracteres[..2].copy_from_slice(&(topic.chars().count() as u16).to_be_bytes());
    let renverse: Vec<u8> = numero.iter().rev().copied().collect();
    let taille = (payload.len() as u16).to_be_bytes();
    let en_texte = String::from_utf8_lossy(&payload).into_owned();
    let mut de_tout = attendu.to_vec();
    de_tout[1] += 2;
    let suite = champ.len() + numero.len() + payload.len();
    let sur_un_octet = [&[premier, suite as u8], &attendu[attendu.len() - suite..]].concat();
    testkit::bytes(operation(&message, identifiant), attendu)
        .fields(&[
            ("type et drapeaux", 1),
            ("longueur restante", attendu.len() - suite - 1),
            ("longueur du topic", 2),
            ("topic", topic.len()),
            ("identifiant", numero.len()),
            ("payload", payload.len()),
        ])
        .mistake(avec_premier(premier | 0b1000), DUP_AU_PREMIER_ENVOI)
        .mistake(
            avec_premier(0b0011_0000 | qos | retenu),
            "Vous avez sans doute oublié de décaler la QoS d’une place vers la gauche (§3.3.1.2).",
        )
        .mistake(
            avec_premier(0b0011_0000 | qos << 1 | retenu << 3),
            "Vous avez sans doute mis RETAIN au bit 3, celui de DUP : RETAIN est le bit 0 (§3.3.1.3).",
        )
        .mistake(avec_premier(premier & !1), "Vous avez sans doute oublié RETAIN, le bit 0 (§3.3.1.3).")
        .mistake(avec_premier(premier & 0b1111), "Vous avez sans doute oublié le type : PUBLISH vaut 3 (§2.2.1).")
        .mistake(
            avec(&[&champ, &[0, 0], &payload]),
            "En QoS 0, un PUBLISH n’a pas d’identifiant : vous en avez sans doute écrit un [MQTT-2.3.1-5].",
        )
        .mistake(
            avec(&[&champ, &payload]),
            "En QoS 1 et 2, il faut un identifiant après le topic [MQTT-2.3.1-1].",
        )
        .mistake(
            avec(&[&champ, &renverse, &payload]),
            "Vous avez sans doute écrit l’identifiant avec le poids faible d’abord : to_be_bytes fait l’inverse (§2.3.1).",
        )
        .mistake(
            avec(&[&champ, &numero[numero.len() / 2..], &payload]),
            "L’identifiant occupe deux octets (§2.3.1).",
        )
        .mistake(avec(&[&numero, &champ, &payload]), "L’identifiant vient après le topic, pas avant (§3.3.2).")
        .mistake(avec(&[&champ, &payload, &numero]), "L’identifiant vient avant le payload, pas après (§3.3.2).")
        .mistake(
            avec(&[&champ, &numero, &taille, &payload]),
            "Le payload n’a pas de longueur à lui : la longueur restante suffit à trouver sa fin (§3.3.3).",
        )
        .mistake(
            avec(&[&champ, &numero, en_texte.as_bytes()]),
            "Le payload n’est pas du texte : copiez ses octets (§3.3.3).",
        )
        .mistake(
            avec(&[&en_caracteres, &numero, &payload]),
            "Vous avez sans doute compté les caractères du topic : sa longueur est en octets (§1.5.3).",
        )
        .mistake(
            avec(&[topic.as_bytes(), &numero, &payload]),
            "Vous avez sans doute oublié la longueur du topic : champ_texte la met devant (§1.5.3).",
        )
        .mistake(Some(de_tout), "La longueur restante ne compte ni le premier octet ni elle-même (§2.2.3).")
        .mistake(
            Some(sur_un_octet),
            "Au-delà de 127, la longueur restante occupe plusieurs octets : longueur_restante les écrit (§2.2.3).",
        )
        .mistake(None, if qos == 0 { REFUS_EN_QOS_0 } else { REFUS })
        .hint("dans l’ordre : premier octet, longueur restante, topic, identifiant s’il y en a un, payload")
        .clause("§3.3")
        .when(move || paquet_publish(&message, identifiant));
}

const REFUS: &str = "Ce message est permis : vous avez sans doute refusé trop.";
const REFUS_EN_QOS_0: &str = "Ce message est permis : vous avez sans doute refusé trop. identifiant? répond None quand il n’y a pas d’identifiant, comme ici ; écrivez if let Some(numero) = identifiant { … }.";
const DUP_AU_PREMIER_ENVOI: &str = "DUP vaut 0 au premier envoi : à 1, il dirait que ce paquet est peut-être déjà parti une fois [MQTT-3.3.1-1].";

pub fn verifie_lecture(paquet: &[u8], dup: bool, identifiant: Option<u16>, message: Message) {
    let attendu = Publish { dup, identifiant, message };
    let avec = |change: &dyn Fn(&mut Publish)| {
        let mut lu = attendu.clone();
        change(&mut lu);
        Lu(Some(lu))
    };
    let numero: Vec<u8> = identifiant.map(|numero| numero.to_be_bytes().to_vec()).unwrap_or_default();
    let octets = paquet.to_vec();
    testkit::value(format!("lire_publish({})", hexa(paquet)), Lu(Some(attendu.clone())))
        .mistake(
            avec(&|lu| {
                lu.identifiant = None;
                lu.message.payload.splice(..0, numero.clone());
            }),
            "Vous avez sans doute pris l’identifiant pour le début du payload : en QoS 1 et 2, il vient avant (§2.3.1).",
        )
        .mistake(
            avec(&|lu| {
                if let (None, [fort, faible, suite @ ..]) = (lu.identifiant, &lu.message.payload[..]) {
                    lu.identifiant = Some(u16::from_be_bytes([*fort, *faible]));
                    lu.message.payload = suite.to_vec();
                }
            }),
            "Vous avez sans doute lu un identifiant en QoS 0 : il n’y en a pas, tout est payload [MQTT-2.3.1-5].",
        )
        .mistake(
            avec(&|lu| drop(lu.message.payload.splice(..0, numero.clone()))),
            "L’identifiant est lu, mais le payload commence après lui : un let entre accolades ne vaut qu’entre elles.",
        )
        .mistake(
            avec(&|lu| lu.identifiant = lu.identifiant.map(u16::swap_bytes)),
            "Vous avez sans doute lu l’identifiant avec le poids faible d’abord (§2.3.1).",
        )
        .mistake(
            avec(&|lu| std::mem::swap(&mut lu.dup, &mut lu.message.retain)),
            "Vous avez sans doute échangé DUP (bit 3) et RETAIN (bit 0) (§3.3.1).",
        )
        .mistake(
            avec(&|lu| lu.dup = false),
            "Vous avez sans doute oublié DUP, le bit 3, qui vaut 1 (§3.3.1.1).",
        )
        .mistake(
            avec(&|lu| lu.message.retain = false),
            "Vous avez sans doute oublié RETAIN, le bit 0, qui vaut 1 (§3.3.1.3).",
        )
        .mistake(
            avec(&|lu| lu.message.retain = true),
            "RETAIN vaut 0 dans ce paquet : vous l’avez sans doute lu à l’envers, ou ailleurs qu’au bit 0 (§3.3.1.3).",
        )
        .mistake(
            avec(&|lu| lu.message.qos <<= 1),
            "Vous avez sans doute oublié de décaler la QoS d’une place vers la droite : (premier >> 1) & 0b11 (§3.3.1.2).",
        )
        .mistake(
            Lu(None),
            "Ce PUBLISH est permis : vous avez sans doute refusé trop, ou lu un identifiant en QoS 0.",
        )
        .hint("les drapeaux, puis apres_longueur, lire_texte, lire_nombre si la QoS n’est pas 0 ; le reste est le payload")
        .clause("§3.3")
        .when(move || Lu(lire_publish(&octets)));
}

/// Un PUBLISH lu, montré sur une ligne courte, dans l’ordre du log d’un broker.
#[derive(PartialEq)]
pub struct Lu(pub Option<Publish>);

impl fmt::Debug for Lu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(Publish { dup, identifiant, message }) = &self.0 else { return f.write_str("None") };
        let Message { topic, payload, qos, retain } = message;
        write!(f, "dup {dup}, qos {qos}, retain {retain}, {identifiant:?}, {topic:?}, {}", hexa(payload))
    }
}

/// Un paquet entier, à partir de son premier octet et de ce qui suit la longueur restante.
pub fn assemble(premier: u8, parties: &[&[u8]]) -> Vec<u8> {
    let suite = parties.concat();
    let taille = suite.len();
    let mut paquet = vec![premier];
    // Au plus 16 383 : deux octets suffisent ici.
    match taille {
        0..128 => paquet.push(taille as u8),
        _ => paquet.extend([(taille % 128) as u8 | 0x80, (taille / 128) as u8]),
    }
    paquet.extend(suite);
    paquet
}

pub fn hexa(octets: &[u8]) -> String {
    let debut: Vec<String> = octets.iter().take(16).map(|octet| format!("{octet:02x}")).collect();
    match octets.len() {
        0 => "aucun octet".to_owned(),
        1..=16 => debut.join(" "),
        _ => format!("{} …", debut.join(" ")),
    }
}
