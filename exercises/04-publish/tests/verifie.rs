//! Les tests de l’exercice 04. Vous pouvez les lire ; ne les modifiez pas.

use std::fmt;

use exercise_04::{Message, Publish, lire_publish, lire_texte, paquet_publish, renvoi, topic_permis};

#[test]
fn etape_01_les_jokers() {
    for topic in ["maison/salon/temperature", "pluie"] {
        verifie_topic(topic, true, "Ce topic est permis : vous refusez sans doute trop.", "§3.3.2.1");
    }
    for topic in ["maison/+/temperature", "maison/#", "+", "temp+"] {
        let erreur = if topic.contains('#') {
            "Vous avez sans doute laissé passer le joker # : on publie sur un seul topic."
        } else {
            "Vous avez sans doute laissé passer le joker + : on publie sur un seul topic."
        };
        verifie_topic(topic, false, erreur, "[MQTT-3.3.2-2]");
    }
}

#[test]
fn etape_02_les_topics_impossibles() {
    for topic in ["été", "a b", "/", "a//b", "$SYS/essai"] {
        verifie_topic(topic, true, "Ce topic est étrange, mais permis.", "§4.7.3");
    }
    verifie_topic("", false, "Vous avez sans doute laissé passer le topic vide.", "[MQTT-4.7.3-1]");
    verifie_topic("sa\0lon", false, "Vous avez sans doute laissé passer le caractère nul.", "[MQTT-4.7.3-2]");
    for (lettre, nombre) in [('a', 65_535), ('a', 65_536), ('é', 32_768)] {
        let attendu = nombre * lettre.len_utf8() <= 65_535;
        testkit::value(format!("topic_permis({nombre} fois {lettre:?})"), attendu)
            .mistake(
                true,
                "Ce topic ne tient pas : sa longueur s’écrit sur deux octets, et se compte en octets.",
            )
            .mistake(false, "Ce topic est permis : la limite est de 65 535 octets, compris.")
            .hint("topic.len() donne le nombre d’octets")
            .clause("[MQTT-4.7.3-3]")
            .when(move || topic_permis(&lettre.to_string().repeat(nombre)));
    }
}

#[test]
fn etape_03_qos_0() {
    verifie_publish(message("a/b", b"hi", 0, false), None, b"\x30\x07\x00\x03a/bhi");
    verifie_publish(message("a/b", b"hi", 0, true), None, b"\x31\x07\x00\x03a/bhi");
    verifie_publish(message("été", b"21", 0, false), None, b"\x30\x09\x00\x05\xC3\xA9t\xC3\xA921");
}

#[test]
fn etape_04_qos_1_et_2() {
    verifie_publish(message("a/b", b"hi", 1, false), Some(10), b"\x32\x09\x00\x03a/b\x00\x0Ahi");
    verifie_publish(message("a/b", b"hi", 2, false), Some(600), b"\x34\x09\x00\x03a/b\x02\x58hi");
    verifie_publish(message("a/b", b"hi", 1, true), Some(65_535), b"\x33\x09\x00\x03a/b\xFF\xFFhi");
}

#[test]
fn etape_05_tous_les_payloads() {
    verifie_publish(
        message("a", b"\x00\xFF\x80+#", 1, false),
        Some(1),
        b"\x32\x0A\x00\x01a\x00\x01\x00\xFF\x80+#",
    );
    verifie_publish(message("a/b", b"", 0, true), None, b"\x31\x05\x00\x03a/b");
    for taille in [123, 300, 16_000] {
        let payload = vec![0xA5; taille];
        let attendu = assemble(0b0011_0000, &[b"\x00\x03a/b", &payload]);
        verifie_publish(message("a/b", &payload, 0, false), None, &attendu);
    }
}

#[test]
fn etape_06_ce_qui_ne_s_ecrit_pas() {
    let trop_long = "a".repeat(65_536);
    let cas = [
        ("maison/+", 0, None, "Il y a un joker dans le topic : topic_permis le dit.", "[MQTT-3.3.2-2]"),
        ("", 0, None, "Le topic est vide : topic_permis le dit.", "[MQTT-4.7.3-1]"),
        (&trop_long, 0, None, "Ce topic ne tient pas : topic_permis le dit.", "[MQTT-4.7.3-3]"),
        ("a/b", 3, Some(10), QOS_3, "[MQTT-3.3.1-4]"),
        ("a/b", 1, Some(0), IDENTIFIANT_0, "[MQTT-2.3.1-1]"),
        ("a/b", 2, Some(0), IDENTIFIANT_0, "[MQTT-2.3.1-1]"),
        ("a/b", 1, None, "Un identifiant est obligatoire en QoS 1.", "[MQTT-2.3.1-1]"),
        ("a/b", 2, None, "Un identifiant est obligatoire en QoS 2.", "[MQTT-2.3.1-1]"),
        ("a/b", 0, Some(10), "En QoS 0, il n’y a pas d’identifiant.", "[MQTT-2.3.1-5]"),
    ];
    for (topic, qos, identifiant, erreur, clause) in cas {
        let message = message(topic, b"hi", qos, false);
        testkit::value(operation(&message, identifiant), None)
            .remark(erreur)
            .hint("écartez ce qui est interdit avec return None; avant d’assembler le paquet")
            .clause(clause)
            .when(move || paquet_publish(&message, identifiant).map(|octets| hexa(&octets)));
    }
}

#[test]
fn etape_07_renvoyer() {
    for premier in [0x32, 0x34, 0x33, 0x3D] {
        let paquet = move |premier| assemble(premier, &[b"\x00\x03a/b", b"\x00\x0A", b"hi"]);
        testkit::bytes(format!("renvoi({})", hexa(&paquet(premier))), &paquet(premier | 0b1000))
            .mistake(
                Some(paquet(premier & 0b1111_0111)),
                "DUP, le bit 3, doit valoir 1 dans un renvoi, le premier comme les suivants.",
            )
            .mistake(None, "Ce message attend un acquittement : il faut pouvoir le renvoyer.")
            .remark("Rien d’autre que DUP ne change : ni la QoS, ni le numéro [MQTT-2.3.1-3], ni le contenu.")
            .hint("copiez le paquet avec to_vec(), puis octets[0] |= 0b0000_1000;")
            .clause("[MQTT-3.3.1-1]")
            .when(move || renvoi(&paquet(premier)));
    }
    for paquet in [b"\x30\x07\x00\x03a/bhi", b"\x31\x07\x00\x03a/bhi"] {
        testkit::value(format!("renvoi({})", hexa(paquet)), None)
            .remark(
                "En QoS 0, on ne renvoie jamais : personne n’acquitte, donc personne ne sait ce qui manque.",
            )
            .hint("la QoS est dans les bits 2 et 1 du premier octet")
            .clause("[MQTT-3.3.1-2]")
            .when(move || renvoi(paquet).map(|octets| hexa(&octets)));
    }
}

#[test]
fn etape_08_lire_un_texte() {
    let cas: [(&[u8], &str, &[u8]); 4] = [
        (b"\x00\x03a/bhi", "a/b", b"hi"),
        (b"\x00\x00", "", b""),
        (b"\x00\x05\xC3\xA9t\xC3\xA9\x00\x0A", "été", b"\x00\x0A"),
        (b"\x00\x01a\xFF", "a", b"\xFF"),
    ];
    for (octets, texte, suite) in cas {
        testkit::value(format!("lire_texte({})", hexa(octets)), Some((texte.to_owned(), suite.to_vec())))
            .mistake(None, "Ce texte est permis : vous avez sans doute refusé trop.")
            .mistake(
                Some((texte.to_owned(), octets[2..].to_vec())),
                "La suite commence après le texte : vous y avez sans doute laissé le texte lui-même.",
            )
            .hint("lire_nombre donne la longueur et la suite ; split_at_checked coupe cette suite")
            .clause("§1.5.3")
            .when(move || lire_texte(octets).map(|(texte, suite)| (texte, suite.to_vec())));
    }
    let cas: [(&[u8], &str, &str); 4] = [
        (b"", "Aucun octet : lire_nombre répond None, votre fonction aussi.", "§1.5.3"),
        (b"\x00", "Il faut deux octets pour la longueur.", "§1.5.3"),
        (b"\x00\x04a/b", "La longueur annonce quatre octets, il n’y en a que trois.", "§1.5.3"),
        (b"\x00\x02\xC3\x28", "Ces octets ne sont pas de l’UTF-8 : refusez-les.", "[MQTT-1.5.3-1]"),
    ];
    for (octets, erreur, clause) in cas {
        testkit::value(format!("lire_texte({})", hexa(octets)), None)
            .remark(erreur)
            .hint("chaque ? après lire_nombre(…), split_at_checked(…) et ok() répond None à votre place")
            .clause(clause)
            .when(move || lire_texte(octets).map(|(texte, suite)| (texte, suite.to_vec())));
    }
}

#[test]
fn etape_09_lire() {
    verifie_lecture(b"\x30\x07\x00\x03a/bhi", false, None, message("a/b", b"hi", 0, false));
    verifie_lecture(b"\x32\x09\x00\x03a/b\x00\x0Ahi", false, Some(10), message("a/b", b"hi", 1, false));
    verifie_lecture(b"\x3C\x09\x00\x03a/b\x02\x58hi", true, Some(600), message("a/b", b"hi", 2, false));
    verifie_lecture(b"\x3B\x07\x00\x03a/b\x00\x01", true, Some(1), message("a/b", b"", 1, true));
    verifie_lecture(b"\x31\x05\x00\x03a/b", false, None, message("a/b", b"", 0, true));
    let long = [7; 200];
    let paquet = assemble(0b0011_0101, &["\x00\x05été\x12\x34".as_bytes(), &long]);
    verifie_lecture(&paquet, false, Some(0x1234), message("été", &long, 2, true));
}

#[test]
fn etape_10_ce_qui_n_est_pas_un_publish() {
    let cas: [(&[u8], &str, &str); 11] = [
        (b"", "Aucun octet : vérifiez la longueur avant de lire.", "§2.2"),
        (b"\x82\x07\x00\x03a/bhi", "Le premier octet est celui d’un SUBSCRIBE.", "§2.2.1"),
        (b"\x36\x09\x00\x03a/b\x00\x0Ahi", QOS_3, "[MQTT-3.3.1-4]"),
        (b"\x38\x07\x00\x03a/bhi", "En QoS 0, DUP vaut toujours 0.", "[MQTT-3.3.1-2]"),
        (b"\x30\x05\x00\x03a/+", "Il y a un joker dans le topic.", "[MQTT-3.3.2-2]"),
        (b"\x30\x04\x00\x00hi", "Vous avez sans doute laissé passer le topic vide.", "[MQTT-4.7.3-1]"),
        (b"\x32\x09\x00\x03a/b\x00\x00hi", IDENTIFIANT_0, "[MQTT-2.3.1-1]"),
        (b"\x32\x05\x00\x03a/b", "Il manque l’identifiant : il est obligatoire en QoS 1.", "[MQTT-2.3.1-1]"),
        (b"\x30\x05\x00\x04a/b", "Le topic annonce quatre octets, il n’y en a que trois.", "§1.5.3"),
        (b"\x30\x04\x00\x02\xC3\x28", "Le topic n’est pas de l’UTF-8.", "[MQTT-1.5.3-1]"),
        (b"\x30\x07\x00\x03a/bhi!", "Il y a un octet de trop : apres_longueur le dit.", "§2.2.3"),
    ];
    for (octets, erreur, clause) in cas {
        testkit::value(format!("lire_publish({})", hexa(octets)), Lu(None))
            .remark(erreur)
            .hint("tout ce qui n’est pas exactement un PUBLISH permis donne None")
            .clause(clause)
            .when(|| Lu(lire_publish(octets)));
    }
}

fn verifie_topic(topic: &'static str, attendu: bool, erreur: &'static str, clause: &'static str) {
    testkit::value(format!("topic_permis({topic:?})"), attendu)
        .mistake(!attendu, erreur)
        .hint("topic.contains('+') dit si le topic contient un + ; ! veut dire « non », && « et »")
        .clause(clause)
        .when(move || topic_permis(topic));
}

fn message(topic: &str, payload: &[u8], qos: u8, retain: bool) -> Message {
    Message { topic: topic.to_owned(), payload: payload.to_vec(), qos, retain }
}

fn operation(message: &Message, identifiant: Option<u16>) -> String {
    let Message { topic, payload, qos, retain } = message;
    let topic = if topic.len() > 20 { format!("65 536 fois {:?}", 'a') } else { format!("{topic:?}") };
    let payload = match payload.len() {
        0..=8 => hexa(payload),
        taille => format!("{taille} octets"),
    };
    format!("paquet_publish({topic}, payload {payload}, qos: {qos}, retain: {retain}, {identifiant:?})")
}

/// Compare le PUBLISH écrit à celui attendu, et cherche dans les erreurs classiques celle qui l’explique.
fn verifie_publish(message: Message, identifiant: Option<u16>, attendu: &[u8]) {
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
        .mistake(None, "Ce message est permis : vous avez sans doute refusé trop.")
        .hint("dans l’ordre : premier octet, longueur restante, topic, identifiant s’il y en a un, payload")
        .clause("§3.3")
        .when(move || paquet_publish(&message, identifiant));
}

const QOS_3: &str = "Vous avez sans doute laissé passer la QoS 3, qui n’existe pas.";
const IDENTIFIANT_0: &str = "Vous avez sans doute laissé passer l’identifiant 0.";
const DUP_AU_PREMIER_ENVOI: &str = "DUP vaut 0 au premier envoi : à 1, il dirait que ce paquet est peut-être déjà parti une fois [MQTT-3.3.1-1].";

fn verifie_lecture(paquet: &[u8], dup: bool, identifiant: Option<u16>, message: Message) {
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
            Lu(None),
            "Ce PUBLISH est permis : vous avez sans doute refusé trop, ou lu un identifiant en QoS 0.",
        )
        .hint("les drapeaux, puis apres_longueur, lire_texte, lire_nombre si la QoS n’est pas 0 ; le reste est le payload")
        .clause("§3.3")
        .when(move || Lu(lire_publish(&octets)));
}

/// Un PUBLISH lu, montré sur une ligne courte, dans l’ordre du log d’un broker.
#[derive(PartialEq)]
struct Lu(Option<Publish>);

impl fmt::Debug for Lu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(Publish { dup, identifiant, message }) = &self.0 else { return f.write_str("None") };
        let Message { topic, payload, qos, retain } = message;
        write!(f, "dup {dup}, qos {qos}, retain {retain}, {identifiant:?}, {topic:?}, {}", hexa(payload))
    }
}

/// Un paquet entier, à partir de son premier octet et de ce qui suit la longueur restante.
fn assemble(premier: u8, parties: &[&[u8]]) -> Vec<u8> {
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

fn hexa(octets: &[u8]) -> String {
    let debut: Vec<String> = octets.iter().take(16).map(|octet| format!("{octet:02x}")).collect();
    match octets.len() {
        0 => "aucun octet".to_owned(),
        ..=16 => debut.join(" "),
        _ => format!("{} …", debut.join(" ")),
    }
}
