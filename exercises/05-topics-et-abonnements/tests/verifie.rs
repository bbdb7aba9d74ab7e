//! Les tests de l’exercice 05. Vous pouvez les lire ; ne les modifiez pas.

mod outils;

use exercise_05::{Subscribe, filtre_permis, lire_suback, lire_subscribe, paquet_subscribe, qos_effective};
use outils::{demande, hexa, lus, montre, verifie_correspond, verifie_filtre, verifie_subscribe};

#[test]
fn etape_01_les_filtres_impossibles() {
    verifie_filtre("été", true, "Ce filtre est permis : un accent n’a rien d’interdit.", "§4.7.3");
    for filtre in ["maison/salon", "a b", "/", "a//b", "$SYS/broker"] {
        verifie_filtre(filtre, true, "Ce filtre est permis : vous refusez sans doute trop.", "§4.7.3");
    }
    verifie_filtre("", false, "Vous avez sans doute laissé passer le filtre vide.", "[MQTT-4.7.3-1]");
    verifie_filtre("sa\0lon", false, "Le caractère nul est interdit.", "[MQTT-4.7.3-2]");
    for (lettre, nombre) in [('a', 65_535), ('a', 65_536), ('é', 32_768)] {
        testkit::value(format!("filtre_permis({nombre} fois {lettre:?})"), nombre == 65_535)
            .mistake(
                true,
                "Ce filtre ne tient pas : sa longueur s’écrit sur deux octets, et se compte en octets.",
            )
            .mistake(false, "Ce filtre est permis : la limite est de 65 535 octets, compris.")
            .hint("filtre.len() donne le nombre d’octets")
            .clause("[MQTT-4.7.3-3]")
            .when(move || filtre_permis(&lettre.to_string().repeat(nombre)));
    }
}

#[test]
fn etape_02_la_place_des_jokers() {
    for filtre in ["+", "maison/+", "maison/+/temperature", "+/+", "/+", "+/salon"] {
        verifie_filtre(
            filtre,
            true,
            "Un + seul dans son niveau est permis, où que soit ce niveau.",
            "§4.7.1.3",
        );
    }
    for filtre in ["#", "maison/#", "/#", "+/#", "$SYS/#"] {
        verifie_filtre(filtre, true, "Un # seul dans le dernier niveau est permis.", "§4.7.1.2");
    }
    for filtre in ["sport+", "+sport", "a/b+/c", "++"] {
        verifie_filtre(filtre, false, "Un + doit être seul dans son niveau.", "[MQTT-4.7.1-3]");
    }
    for filtre in ["sport#", "a/#b", "a/##"] {
        verifie_filtre(filtre, false, "Un # doit être seul dans son niveau.", "[MQTT-4.7.1-2]");
    }
    for filtre in ["a/#/b", "#/b", "#/", "#/#"] {
        verifie_filtre(filtre, false, "Un # n’est permis qu’au dernier niveau.", "[MQTT-4.7.1-2]");
    }
}

#[test]
fn etape_03_sans_joker() {
    verifie_correspond("maison/pluie", "maison/pluie", true, "Deux textes égaux correspondent.", "§4.7.3");
    verifie_correspond("maison/pluie", "maison/vent", false, "Les seconds niveaux diffèrent.", "§4.7.3");
    verifie_correspond("maison", "maison/pluie", false, FILTRE_FINI, "§4.7.3");
    verifie_correspond("maison/pluie", "maison", false, TOPIC_FINI, "§4.7.3");
    verifie_correspond("Maison", "maison", false, "Les majuscules comptent.", "[MQTT-4.7.3-4]");
    for (filtre, topic) in [("/maison", "maison"), ("maison/", "maison"), ("a/b", "a//b")] {
        verifie_correspond(filtre, topic, false, "Un niveau vide est un niveau : il compte.", "§4.7.1.1");
    }
}

#[test]
fn etape_04_le_joker_plus() {
    for (filtre, topic) in [("maison/+", "maison/pluie"), ("+/+", "a/b"), ("a/+/c", "a/b/c"), ("+", "a")] {
        verifie_correspond(filtre, topic, true, "Un + vaut n’importe quel niveau.", "§4.7.1.3");
    }
    for (filtre, topic) in [("a/+", "a/b/c"), ("+", "a/b"), ("a/+/d", "a/b/c/d")] {
        verifie_correspond(filtre, topic, false, "Un + vaut un seul niveau, pas plusieurs.", "§4.7.1.3");
    }
    for (filtre, topic) in [("a/+", "a/"), ("+/+", "/a"), ("/+", "/"), ("a/+/b", "a//b")] {
        verifie_correspond(filtre, topic, true, "Un + vaut aussi un niveau vide.", "§4.7.1.3");
    }
    for (filtre, topic) in [("a/+", "a"), ("+", "/a"), ("+/+", "a")] {
        verifie_correspond(filtre, topic, false, "Un + vaut exactement un niveau, jamais aucun.", "§4.7.1.3");
    }
    verifie_correspond("a/+/c", "a/b/d", false, "Après le +, le reste doit encore correspondre.", "§4.7.1.3");
}

#[test]
fn etape_05_le_joker_diese() {
    for topic in ["maison/pluie", "maison/salon/lampe/etat", "maison/"] {
        let erreur = "Un # vaut tous les niveaux qui suivent : le topic peut en avoir plus que le filtre.";
        verifie_correspond("maison/#", topic, true, erreur, "§4.7.1.2");
    }
    for (filtre, topic) in [("sport/#", "sport"), ("+/#", "a"), ("a/b/#", "a/b")] {
        verifie_correspond(filtre, topic, true, "Un # vaut aussi le niveau parent seul.", "§4.7.1.2");
    }
    for topic in ["a", "/", "a/b/c"] {
        verifie_correspond("#", topic, true, "Un # seul vaut tous les topics sans $.", "§4.7.1.2");
    }
    for topic in ["sports", "sports/a", "port/sport"] {
        verifie_correspond(
            "sport/#",
            topic,
            false,
            "Comparez les niveaux, pas le début du texte.",
            "§4.7.1.2",
        );
    }
    verifie_correspond("+/b/#", "a/c/d", false, "Devant le #, le filtre doit correspondre.", "§4.7.1.2");
}

#[test]
fn etape_06_les_topics_dollar() {
    for filtre in ["#", "+/broker/uptime", "+/#"] {
        verifie_correspond(filtre, "$SYS/broker/uptime", false, DOLLAR, "[MQTT-4.7.2-1]");
    }
    for filtre in ["$SYS/#", "$SYS/broker/+", "$SYS/broker/uptime"] {
        let erreur = "Ce filtre ne commence pas par un joker : il reçoit $SYS quand il le nomme.";
        verifie_correspond(filtre, "$SYS/broker/uptime", true, erreur, "§4.7.2");
    }
    for (filtre, topic) in [("#", "a/$b"), ("+/+", "a/$b"), ("a/#", "a/$SYS"), ("+", "prix$")] {
        verifie_correspond(filtre, topic, true, "Seul un $ au tout début du topic compte.", "§4.7.2");
    }
}

#[test]
fn etape_07_la_qos_effective() {
    fn table(qos: fn(u8, u8) -> u8) -> [[u8; 3]; 3] {
        [0, 1, 2].map(|publication| [0, 1, 2].map(|accordee| qos(publication, accordee)))
    }
    testkit::value("qos_effective, une ligne par QoS publiée, une colonne par QoS accordée", table(u8::min))
        .mistake(table(u8::max), "C’est la plus petite des deux QoS, pas la plus grande.")
        .mistake(table(|_, b| b), "L’abonnement fixe un maximum : il n’ajoute rien.")
        .mistake(table(|a, _| a), "La QoS accordée est un maximum.")
        .hint("a.min(b) donne le plus petit des deux")
        .clause("[MQTT-3.8.4-6]")
        .when(|| table(qos_effective));
}

#[test]
fn etape_08_ecrire_subscribe() {
    verifie_subscribe(demande(10, &[("a/b", 1)]), b"\x82\x08\x00\x0A\x00\x03a/b\x01");
    verifie_subscribe(demande(600, &[("a/b", 1), ("+", 2)]), b"\x82\x0C\x02\x58\x00\x03a/b\x01\x00\x01+\x02");
    verifie_subscribe(
        demande(1, &[("été/#", 2), ("$SYS/#", 0)]),
        b"\x82\x15\x00\x01\x00\x07\xC3\xA9t\xC3\xA9/#\x02\x00\x06$SYS/#\x00",
    );
    let long = "capteur-".repeat(16);
    let paquet = [b"\x82\x85\x01\x00\x0A\x00\x80", long.as_bytes(), b"\x01"].concat();
    verifie_subscribe(demande(10, &[(&long, 1)]), &paquet);
}

#[test]
fn etape_09_ce_qui_ne_s_ecrit_pas() {
    let cas = [
        (demande(0, &[("a", 0)]), IDENTIFIANT_0, "[MQTT-2.3.1-1]"),
        (demande(10, &[]), "Il faut au moins un filtre dans un SUBSCRIBE.", "[MQTT-3.8.3-3]"),
        (demande(10, &[("a", 3)]), "Vous avez sans doute laissé passer la QoS 3.", "[MQTT-3-8.3-4]"),
        (demande(10, &[("a+", 0)]), FILTRE_SANS_CONTROLE, "[MQTT-4.7.1-3]"),
        (demande(10, &[("a", 0), ("a/#/b", 0)]), FILTRE_SANS_CONTROLE, "[MQTT-4.7.1-2]"),
        (demande(10, &[("a", 0), ("", 0)]), FILTRE_SANS_CONTROLE, "[MQTT-4.7.3-1]"),
    ];
    for (demande, erreur, clause) in cas {
        testkit::value(format!("paquet_subscribe({})", montre(&demande)), None)
            .remark(erreur)
            .hint("écartez ce qui est interdit avec return None;")
            .clause(clause)
            .when(move || paquet_subscribe(&demande).map(|octets| hexa(&octets)));
    }
}

#[test]
fn etape_10_lire_subscribe() {
    let cas: [(&[u8], Subscribe); 4] = [
        (b"\x82\x08\x00\x0A\x00\x03a/b\x01", demande(10, &[("a/b", 1)])),
        (b"\x82\x0E\x02\x58\x00\x03a/b\x01\x00\x03c/+\x02", demande(600, &[("a/b", 1), ("c/+", 2)])),
        (b"\x82\x06\x00\x01\x00\x01#\x00", demande(1, &[("#", 0)])),
        (b"\x82\x0A\x00\x01\x00\x01a\x00\x00\x01b\x01", demande(1, &[("a", 0), ("b", 1)])),
    ];
    for (paquet, demande) in cas {
        let (identifiant, attendus) = (demande.identifiant, lus(&demande));
        let (_, mut renverses) = attendus.clone();
        renverses.reverse();
        testkit::value(format!("lire_subscribe({})", hexa(paquet)), Some(attendus.clone()))
            .mistake(
                Some((identifiant, attendus.1[..1].to_vec())),
                "Vous avez sans doute lu un seul filtre : recommencez tant qu’il reste des octets (§3.8.3).",
            )
            .mistake(
                Some((identifiant, renverses)),
                "Gardez l’ordre du paquet : SUBACK répond dans cet ordre (§3.8.3).",
            )
            .mistake(
                Some((identifiant.swap_bytes(), attendus.1)),
                "L’identifiant se lit poids fort d’abord (§2.3.1).",
            )
            .mistake(None, "Ce SUBSCRIBE est permis : vous avez sans doute refusé trop.")
            .hint("l’identifiant, puis, tant qu’il reste des octets : un texte et un octet de QoS")
            .clause("§3.8")
            .when(move || lire_subscribe(paquet).as_ref().map(lus));
    }
}

#[test]
fn etape_11_ce_qui_n_est_pas_un_subscribe() {
    let cas: [(&[u8], &str, &str); 12] = [
        (b"", "Aucun octet : apres_longueur répond None.", "§2.2"),
        (b"\x80\x06\x00\x0A\x00\x01a\x00", "Les drapeaux d’un SUBSCRIBE valent 0010.", "[MQTT-3.8.1-1]"),
        (b"\xA2\x06\x00\x0A\x00\x01a\x00", "Le premier octet est celui d’un UNSUBSCRIBE.", "§3.8.1"),
        (b"\x82\x06\x00\x00\x00\x01a\x00", IDENTIFIANT_0, "[MQTT-2.3.1-1]"),
        (b"\x82\x02\x00\x0A", "Il n’y a aucun filtre.", "[MQTT-3.8.3-3]"),
        (b"\x82\x05\x00\x0A\x00\x01a", "Il manque la QoS après le dernier filtre.", "§3.8.3"),
        (b"\x82\x06\x00\x0A\x00\x02a\x00", "Le filtre prend la place de la QoS.", "§3.8.3"),
        (b"\x82\x06\x00\x0A\x00\x01a\x03", "Vous avez sans doute laissé passer la QoS 3.", "[MQTT-3-8.3-4]"),
        (b"\x82\x06\x00\x0A\x00\x01a\x05", "Les bits 7 à 2 de la QoS sont réservés.", "[MQTT-3-8.3-4]"),
        (b"\x82\x07\x00\x0A\x00\x02a+\x00", FILTRE_SANS_CONTROLE, "[MQTT-4.7.1-3]"),
        (b"\x82\x05\x00\x0A\x00\x00\x00", FILTRE_SANS_CONTROLE, "[MQTT-4.7.3-1]"),
        (
            b"\x82\x07\x00\x0A\x00\x01a\x00\x00",
            "Il y a un octet de trop, dans la longueur restante.",
            "§3.8.3",
        ),
    ];
    for (octets, erreur, clause) in cas {
        testkit::value(format!("lire_subscribe({})", hexa(octets)), None)
            .remark(erreur)
            .hint("tout ce qui n’est pas exactement un SUBSCRIBE permis donne None")
            .clause(clause)
            .when(|| lire_subscribe(octets).as_ref().map(lus));
    }
}

#[test]
fn etape_12_lire_suback() {
    let demande = demande(10, &[("a/b", 2), ("c/+", 1), ("d/#", 1), ("e", 0)]);
    for codes in [[2, 1, 1, 0], [1, 0, 1, 0], [2, 0x80, 1, 0x80], [0x80, 1, 0, 0]] {
        let paquet = [b"\x90\x06\x00\x0A", &codes[..]].concat();
        let accords = |codes: [Option<u8>; 4]| {
            let filtres = demande.abonnements.iter().map(|abonnement| abonnement.filtre.clone());
            Some(filtres.zip(codes).collect::<Vec<_>>())
        };
        let lu = |code: u8| (code < 3).then_some(code);
        let mut renverses = codes;
        renverses.reverse();
        let demandees = [Some(2), Some(1), Some(1), Some(0)];
        let copie = demande.clone();
        testkit::value(format!("lire_suback({}, {})", hexa(&paquet), montre(&demande)), accords(codes.map(lu)))
            .mistake(accords(codes.map(Some)), "Le code 0x80, soit 128, est un refus : il donne None, pas Some(128) (§3.9.3).")
            .mistake(
                accords(codes.map(|code| Some(lu(code).unwrap_or(0)))),
                "Le code 0x80 est un refus, pas la QoS 0 : il donne None (§3.9.3).",
            )
            .mistake(
                accords(renverses.map(lu)),
                "Les codes sont dans l’ordre des filtres : le premier répond au premier [MQTT-3.9.3-1].",
            )
            .mistake(
                accords(demandees),
                "Le broker peut accorder moins que demandé : rendez le code lu, pas la QoS demandée [MQTT-3.8.4-6].",
            )
            .mistake(None, if codes.contains(&0x80) { REFUS } else { QOS_MOINDRE })
            .hint("un match sur chaque code : 0..=2 donne Some(*code), 0x80 donne None, le reste refuse le paquet")
            .clause("[MQTT-3.9.3-1]")
            .when(move || {
                let accords = lire_suback(&paquet, &copie)?;
                Some(accords.into_iter().map(|accord| (accord.filtre, accord.qos)).collect())
            });
    }
}

#[test]
fn etape_13_ce_qui_n_est_pas_la_reponse() {
    let cas: [(&[u8], &str, &str); 9] = [
        (b"\x90\x04\x00\x0B\x00\x01", "Il répond au paquet 11, vous attendez le 10.", "[MQTT-3.8.4-2]"),
        (b"\x90\x04\x0A\x00\x00\x01", "Il répond au paquet 2560, vous attendez le 10.", "[MQTT-3.8.4-2]"),
        (b"\x90\x03\x00\x0A\x00", "Il manque un code : il en faut un par filtre.", "[MQTT-3.8.4-5]"),
        (b"\x90\x05\x00\x0A\x00\x01\x02", "Il y a un code de trop.", "[MQTT-3.8.4-5]"),
        (b"\x90\x04\x00\x0A\x00\x03", "Le code 3 est réservé.", "[MQTT-3.9.3-2]"),
        (b"\x90\x04\x00\x0A\x81\x00", "Le code 0x81 est réservé : seul 0x80 est un refus.", "[MQTT-3.9.3-2]"),
        (b"\xB0\x04\x00\x0A\x00\x01", "Le premier octet est celui d’un UNSUBACK.", "§3.9.1"),
        (b"\x92\x04\x00\x0A\x00\x01", "Les drapeaux d’un SUBACK valent 0000.", "[MQTT-2.2.2-2]"),
        (b"\x90\x01\x00", "Il manque la moitié de l’identifiant.", "§3.9.2"),
    ];
    for (octets, erreur, clause) in cas {
        let demande = demande(10, &[("a/b", 1), ("c", 1)]);
        testkit::value(format!("lire_suback({}, {}).is_some()", hexa(octets), montre(&demande)), false)
            .remark(erreur)
            .hint("comparez le premier octet, l’identifiant et le nombre de codes avant de lire les codes")
            .clause(clause)
            .when(move || lire_suback(octets, &demande).is_some());
    }
}

const REFUS: &str = "Ce SUBACK est permis : un refus est une vraie réponse. Son code est 0x80, soit 128 ; 80 sans 0x est un autre nombre (§3.9.3).";
const QOS_MOINDRE: &str =
    "Ce SUBACK est permis : une QoS moindre que demandé est une vraie réponse (§3.9.3).";
const FILTRE_FINI: &str = "Le filtre est fini, pas le topic : ils n’ont pas le même nombre de niveaux.";
const TOPIC_FINI: &str = "Le topic est fini, pas le filtre : ils n’ont pas le même nombre de niveaux.";
const DOLLAR: &str = "Un filtre qui commence par un joker laisse de côté les topics qui commencent par $.";
const IDENTIFIANT_0: &str = "Vous avez sans doute laissé passer l’identifiant 0.";
const FILTRE_SANS_CONTROLE: &str = "Ce filtre est interdit : filtre_permis le dit.";
