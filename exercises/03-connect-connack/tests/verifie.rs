//! Les tests de l’exercice 03. Vous pouvez les lire ; ne les modifiez pas.

use exercise_03::{Connack, Connexion, Refus, champ_texte, lire_connack, paquet_connect};

#[test]
fn etape_1_un_texte_simple() {
    verifie_texte("a", &[0, 1, 0x61]);
    verifie_texte("MQTT", &[0, 4, 0x4D, 0x51, 0x54, 0x54]);
    verifie_texte("", &[0, 0]);
}

#[test]
fn etape_2_un_texte_accentue() {
    verifie_texte("été", &[0, 5, 0xC3, 0xA9, 0x74, 0xC3, 0xA9]);
    verifie_texte("20 °C", &[0, 6, 0x32, 0x30, 0x20, 0xC2, 0xB0, 0x43]);
}

#[test]
fn etape_3_un_long_texte() {
    for longueur in [300, 65_535_usize] {
        let mut attendu = vec![(longueur / 256) as u8, (longueur % 256) as u8];
        attendu.resize(longueur + 2, b'a');
        let mut sur_un_octet = attendu.clone();
        sur_un_octet[0] = 0;
        let mut poids_faible = attendu.clone();
        poids_faible.swap(0, 1);
        testkit::bytes(format!("champ_texte(\"aaa…\"), {longueur} lettres"), &attendu)
            .mistake(Some(poids_faible), POIDS_FAIBLE)
            .mistake(
                Some(sur_un_octet),
                "Vous avez sans doute gardé un seul octet de la longueur : il en faut deux.",
            )
            .mistake(None, "Ce texte est permis : la limite est de 65 535 octets, compris.")
            .hint("300 = 1 × 256 + 44, donc 01 2c")
            .clause("§1.5.3")
            .when(move || champ_texte(&"a".repeat(longueur)));
    }
}

#[test]
fn etape_4_les_textes_refuses() {
    testkit::value("champ_texte(\"sa\\0lon\")", None)
        .remark("Vous avez sans doute laissé passer le caractère nul.")
        .hint("texte.contains('\\0') dit si le caractère nul s’y trouve")
        .clause("[MQTT-1.5.3-2]")
        .when(|| champ_texte("sa\0lon"));
    testkit::value("champ_texte(\"aaa…\").is_none(), 65 536 lettres", true)
        .mistake(
            false,
            "Vous avez sans doute laissé passer un texte dont la longueur ne tient pas sur deux octets.",
        )
        .hint("texte.len() donne le nombre d’octets ; deux octets vont jusqu’à 65 535")
        .clause("§1.5.3")
        .when(|| champ_texte(&"a".repeat(65_536)).is_none());
}

#[test]
fn etape_5_connect() {
    verifie_connect(connexion("poste01", true, 60), b"\x10\x13\x00\x04MQTT\x04\x02\x00\x3C\x00\x07poste01");
}

#[test]
fn etape_6_connect_clean_session_et_keep_alive() {
    verifie_connect(connexion("salon", false, 10), b"\x10\x11\x00\x04MQTT\x04\x00\x00\x0A\x00\x05salon");
    verifie_connect(connexion("salon", true, 600), b"\x10\x11\x00\x04MQTT\x04\x02\x02\x58\x00\x05salon");
}

#[test]
fn etape_7_connect_long_ou_refuse() {
    let nom = "capteur-".repeat(16);
    let attendu = [b"\x10\x8C\x01\x00\x04MQTT\x04\x02\x00\x3C\x00\x80", nom.as_bytes()].concat();
    verifie_connect(connexion(&nom, true, 60), &attendu);
    let refuse = connexion("po\0ste", true, 60);
    testkit::value("paquet_connect(client_id: \"po\\0ste\")", None)
        .hint("si champ_texte répond None, paquet_connect aussi : c’est ce que fait ?")
        .clause("[MQTT-1.5.3-2]")
        .when(move || paquet_connect(&refuse));
}

#[test]
fn etape_8_connack() {
    for (octet, session_presente) in [(0, false), (1, true)] {
        testkit::value(
            format!("lire_connack(20 02 {octet:02x} 00)"),
            Some(Connack::Accepte { session_presente }),
        )
        .mistake(
            Some(Connack::Accepte { session_presente: !session_presente }),
            "La session est présente quand le troisième octet vaut 1 : vous avez sans doute lu autre chose.",
        )
        .mistake(None, "Ce CONNACK est permis : vous avez sans doute refusé trop.")
        .hint("troisième octet : session présente ; quatrième : code de retour")
        .clause("§3.2.2")
        .when(move || lire_connack(&[0x20, 2, octet, 0]));
    }
    let refus = [Refus::Version, Refus::ClientId, Refus::Indisponible, Refus::MotDePasse, Refus::NonAutorise];
    for (code, attendu) in (1..).zip(refus) {
        let check =
            testkit::value(format!("lire_connack(20 02 00 {code:02x})"), Some(Connack::Refuse(attendu)))
                .mistake(
                    Some(Connack::Accepte { session_presente: false }),
                    "Vous avez sans doute oublié le code de retour : seul 0 accepte la connexion.",
                )
                .mistake(None, "Ce refus est permis : vous avez sans doute oublié ce code de retour.")
                .hint("les cinq codes sont dans le commentaire de Refus")
                .clause("§3.2.2.3");
        let autres = refus.into_iter().filter(|autre| *autre != attendu);
        autres
            .fold(check, |check, autre| {
                check.mistake(
                    Some(Connack::Refuse(autre)),
                    "Vous avez sans doute échangé deux codes de retour.",
                )
            })
            .when(move || lire_connack(&[0x20, 2, 0, code]));
    }
}

#[test]
fn etape_9_ce_qui_n_est_pas_un_connack() {
    let cas: [(&[u8], &str, &str); 9] = [
        (&[], "Aucun octet : vérifiez la longueur avant de lire.", "§3.2"),
        (&[0x20, 2, 0], "Il manque un octet : un CONNACK en a quatre.", "§3.2"),
        (&[0x20, 2, 0, 0, 0], "Il y a un octet de trop : un CONNACK en a quatre.", "§3.2"),
        (
            &[0x10, 2, 0, 0],
            "Le premier octet est celui d’un CONNECT : vous ne l’avez sans doute pas vérifié.",
            "§3.2.1",
        ),
        (&[0x21, 2, 0, 0], "Les drapeaux du premier octet doivent être 0000.", "[MQTT-2.2.2-2]"),
        (
            &[0x20, 3, 0, 0],
            "La longueur restante d’un CONNACK est 2 : vous ne l’avez sans doute pas vérifiée.",
            "§3.2.1",
        ),
        (
            &[0x20, 2, 2, 0],
            "Seul le bit 0 du troisième octet peut valoir 1 : les autres sont réservés.",
            "§3.2.2.1",
        ),
        (&[0x20, 2, 0, 6], "Les codes de retour à partir de 6 sont réservés.", "§3.2.2.3"),
        (&[0x20, 2, 1, 5], "Un refus n’a jamais de session présente.", "[MQTT-3.2.2-4]"),
    ];
    for (octets, erreur, clause) in cas {
        testkit::value(format!("lire_connack({})", hexa(octets)), None)
            .remark(erreur)
            .hint("tout ce qui n’est pas exactement un CONNACK donne None")
            .clause(clause)
            .when(|| lire_connack(octets));
    }
}

const POIDS_FAIBLE: &str =
    "Vous avez sans doute écrit le poids faible d’abord : to_be_bytes met le poids fort d’abord.";

fn verifie_texte(texte: &'static str, attendu: &[u8]) {
    let mut en_caracteres = attendu.to_vec();
    en_caracteres[1] = texte.chars().count() as u8;
    let mut poids_faible = attendu.to_vec();
    poids_faible.swap(0, 1);
    let mut sur_un_octet = attendu.to_vec();
    sur_un_octet.remove(0);
    testkit::bytes(format!("champ_texte({texte:?})"), attendu)
        .fields(&[("longueur", 2), ("texte", attendu.len() - 2)])
        .mistake(
            Some(en_caracteres),
            "Vous avez sans doute compté les caractères : « é » et « ° » occupent deux octets chacun.",
        )
        .mistake(Some(texte.as_bytes().to_vec()), "Vous avez sans doute oublié la longueur, avant le texte.")
        .mistake(Some(sur_un_octet), "Vous avez sans doute écrit la longueur sur un octet : il en faut deux.")
        .mistake(
            Some([&[0; 6], attendu].concat()),
            "Vous avez sans doute écrit la longueur sur huit octets : len() est un usize, faites-en d’abord un u16.",
        )
        .mistake(Some(poids_faible), POIDS_FAIBLE)
        .hint("texte.len() compte les octets")
        .clause("§1.5.3")
        .when(move || champ_texte(texte));
}

fn connexion(client_id: &str, clean_session: bool, keep_alive: u16) -> Connexion {
    Connexion { client_id: client_id.to_owned(), clean_session, keep_alive }
}

fn verifie_connect(connexion: Connexion, attendu: &[u8]) {
    let Connexion { client_id, clean_session, keep_alive } = &connexion;
    let nom = if client_id.len() > 20 { "capteur-capteur-…" } else { client_id };
    let operation =
        format!("paquet_connect({nom:?}, clean_session: {clean_session}, keep_alive: {keep_alive})");
    // Après le type et la longueur restante : nom du protocole (6 octets), niveau, drapeaux, keep-alive.
    let debut = attendu.len() - client_id.len() - 12;
    let avec = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut octets = attendu.to_vec();
        change(&mut octets);
        Some(octets)
    };
    testkit::bytes(operation, attendu)
        .fields(&[
            ("type et drapeaux", 1),
            ("longueur restante", debut - 1),
            ("nom du protocole", 6),
            ("niveau du protocole", 1),
            ("drapeaux de connexion", 1),
            ("keep-alive", 2),
            ("longueur du client id", 2),
            ("client id", client_id.len()),
        ])
        .mistake(
            avec(&|octets| octets[debut + 7] >>= 1),
            "Vous avez sans doute mis clean session au bit 0, réservé : c’est le bit 1.",
        )
        .mistake(
            avec(&|octets| octets[debut + 7] ^= 2),
            "Clean session à true donne 1 au bit 1, false donne 0 : vous avez sans doute oublié un des deux cas.",
        )
        .mistake(
            avec(&|octets| octets.swap(debut + 8, debut + 9)),
            "Vous avez sans doute écrit le keep-alive avec le poids faible d’abord : to_be_bytes fait l’inverse.",
        )
        .mistake(avec(&|octets| octets[1] += 2), "La longueur restante ne compte ni le premier octet ni elle-même.")
        .mistake(avec(&|octets| octets[debut + 6] = 5), "Le niveau de MQTT 3.1.1 est 4 ; 5 est celui de MQTT 5.")
        .mistake(avec(&|octets| octets[debut + 6] = 3), "Le niveau de MQTT 3.1.1 est 4 ; 3 est celui de MQTT 3.1.")
        .mistake(
            avec(&|octets| drop(octets.drain(1..debut))),
            "Vous avez sans doute oublié la longueur restante, après le premier octet.",
        )
        .hint("préparez d’abord la suite du paquet ; sa longueur donne la longueur restante")
        .clause("§3.1")
        .when(move || paquet_connect(&connexion));
}

fn hexa(octets: &[u8]) -> String {
    let octets: Vec<String> = octets.iter().map(|octet| format!("{octet:02x}")).collect();
    if octets.is_empty() { "aucun octet".to_owned() } else { octets.join(" ") }
}
