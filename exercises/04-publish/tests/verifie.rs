//! Les tests de l’exercice 04. Vous pouvez les lire ; ne les modifiez pas.

mod outils;

use exercise_04::{lire_publish, lire_texte, paquet_publish, renvoi, topic_permis};
use outils::{Lu, assemble, hexa, message, operation, verifie_lecture, verifie_publish};

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
    verifie_topic("été", true, "Ce topic est permis : un accent n’a rien d’interdit.", "§4.7.3");
    for topic in ["a b", "/", "a//b", "$SYS/essai"] {
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
                Some(paquet(premier.wrapping_add(8))),
                "DUP valait déjà 1 : += fait une retenue et change le type, |= met le bit à 1 et ne touche pas aux autres.",
            )
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

const JOKERS: &str = "topic.contains('+') dit si le topic contient un + ; ! veut dire « non », && « et »";
const IMPOSSIBLES: &str = "topic.is_empty() dit s’il est vide, topic.contains('\\0') s’il a un caractère nul";
const QOS_3: &str = "Vous avez sans doute laissé passer la QoS 3, qui n’existe pas.";
const IDENTIFIANT_0: &str = "Vous avez sans doute laissé passer l’identifiant 0.";

fn verifie_topic(topic: &'static str, attendu: bool, erreur: &'static str, clause: &'static str) {
    testkit::value(format!("topic_permis({topic:?})"), attendu)
        .mistake(!attendu, erreur)
        .hint(if topic.contains(['+', '#']) || clause == "§3.3.2.1" { JOKERS } else { IMPOSSIBLES })
        .clause(clause)
        .when(move || topic_permis(topic));
}
