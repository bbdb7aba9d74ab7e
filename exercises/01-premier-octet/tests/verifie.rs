//! Les tests de l’exercice 01. Vous pouvez les lire ; ne les modifiez pas.

use exercise_01::TypePaquet::{self, *};
use exercise_01::{drapeaux_permis, octet_publish, qos, retain, type_du_paquet, valeur_du_type};

#[test]
fn etape_1_la_valeur_du_type() {
    for octet in [0b0001_0000, 0b0011_0010, 0b1000_0010, 0b1110_0000_u8] {
        testkit::value(format!("valeur_du_type({})", bits(octet)), octet / 16)
            .mistake(octet % 16, "Vous avez sans doute lu les quatre bits de droite : le type est à gauche.")
            .mistake(
                octet & 0xF0,
                "Vous avez sans doute gardé les bons bits sans les décaler vers la droite.",
            )
            .hint("octet >> 4 décale les bits de quatre places vers la droite")
            .clause("§2.2.1")
            .when(move || valeur_du_type(octet));
    }
}

#[test]
fn etape_2_retain() {
    for (octet, attendu) in
        [(0b0011_0001, true), (0b0011_0000, false), (0b0011_1010, false), (0b0011_1101, true)]
    {
        testkit::value(format!("retain({})", bits(octet)), attendu)
            .mistake(
                octet & 0b1000 != 0,
                "Vous avez sans doute lu le bit 3, DUP : RETAIN est le bit 0, tout à droite.",
            )
            .hint("octet & 1 ne garde que le bit de droite")
            .clause("§3.3.1.3")
            .when(move || retain(octet));
    }
}

#[test]
fn etape_3_la_qos() {
    // La première valeur distingue les erreurs l’une de l’autre.
    let cas = [(0b0011_1101, 2), (0b0011_0000, 0), (0b0011_0010, 1), (0b0011_0100, 2), (0b0011_0110, 3)];
    for (octet, attendu) in cas {
        testkit::value(format!("qos({})", bits(octet)), attendu)
            .mistake(
                octet & 0b11,
                "Vous avez sans doute gardé les bits 1 et 0 : décalez d’abord d’une place.",
            )
            .mistake(
                octet >> 1,
                "Vous avez sans doute décalé sans effacer les bits de gauche : il reste le type.",
            )
            .mistake(
                octet & 0b110,
                "Vous avez sans doute gardé les bons bits sans les décaler vers la droite.",
            )
            .hint("décaler d’une place, puis ne garder que deux bits")
            .clause("§3.3.1.2")
            .when(move || qos(octet));
    }
}

#[test]
fn etape_4_les_quatorze_types() {
    for (valeur, attendu) in (1..).zip(TYPES) {
        let octet = valeur << 4;
        testkit::value(format!("type_du_paquet({})", bits(octet)), Some(attendu))
            .mistake(None, "Vous avez sans doute oublié une ligne du match : celle de ce type.")
            .hint("une ligne par type, par exemple : 3 => Some(TypePaquet::Publish),")
            .clause("§2.2.1")
            .when(move || type_du_paquet(octet));
    }
}

#[test]
fn etape_5_les_types_reserves() {
    for octet in [0b0000_0000, 0b1111_0000] {
        testkit::value(format!("type_du_paquet({})", bits(octet)), None)
            .mistake(Some(Connect), "Votre dernière ligne de match accepte sans doute tout ce qui reste.")
            .mistake(Some(Disconnect), "Votre dernière ligne de match accepte sans doute tout ce qui reste.")
            .hint("les valeurs 0 et 15 ne désignent aucun paquet : _ => None,")
            .clause("§2.2.1")
            .when(move || type_du_paquet(octet));
    }
}

#[test]
fn etape_6_les_drapeaux_reserves() {
    for (valeur, type_paquet) in (1..).zip(TYPES) {
        let prevus = match type_paquet {
            Publish => continue,
            Pubrel | Subscribe | Unsubscribe => 0b0010,
            _ => 0b0000,
        };
        for drapeaux in [prevus, 0b0000, 0b0001, 0b0010, 0b1010] {
            let erreur = match prevus {
                0b0010 => "Vous avez sans doute oublié que PUBREL, SUBSCRIBE et UNSUBSCRIBE portent 0010.",
                _ => "Ce type n’a pas de drapeaux : vous avez sans doute accepté autre chose que 0000.",
            };
            testkit::value(operation(type_paquet, valeur << 4 | drapeaux), drapeaux == prevus)
                .mistake(drapeaux != prevus, erreur)
                .hint("comparez les quatre bits de droite, octet & 0b1111, à la valeur imposée")
                .clause("[MQTT-2.2.2-2]")
                .when(move || drapeaux_permis(valeur << 4 | drapeaux));
        }
    }
    testkit::value("drapeaux_permis(0b0000_0000)", false)
        .mistake(true, "Le type 0 est réservé : aucun drapeau n’y est permis.")
        .clause("§2.2.1")
        .when(|| drapeaux_permis(0));
}

#[test]
fn etape_7_les_drapeaux_de_publish() {
    for drapeaux in 0..16 {
        let (dup, niveau) = (drapeaux / 8 == 1, drapeaux / 2 % 4);
        let (attendu, erreur, clause) = match (dup, niveau) {
            (_, 3) => {
                (false, "Vous avez sans doute laissé passer la QoS 3, qui n’existe pas.", "[MQTT-3.3.1-4]")
            }
            (true, 0) => (false, "Vous avez sans doute laissé passer DUP avec la QoS 0.", "[MQTT-3.3.1-2]"),
            _ => (true, "Ces drapeaux sont permis : vous en refusez sans doute trop.", "§3.3.1"),
        };
        testkit::value(operation(Publish, 0b0011_0000 | drapeaux), attendu)
            .mistake(!attendu, erreur)
            .hint("deux cas seulement sont interdits : QoS 3, et DUP à 1 avec QoS 0")
            .clause(clause)
            .when(move || drapeaux_permis(0b0011_0000 | drapeaux));
    }
}

#[test]
fn etape_8_ecrire_un_publish() {
    let cas = [
        (false, 0, false, 0b0011_0000),
        (false, 0, true, 0b0011_0001),
        (false, 1, false, 0b0011_0010),
        (false, 2, true, 0b0011_0101),
        (true, 1, false, 0b0011_1010),
        (true, 2, true, 0b0011_1101),
    ];
    for (dup, qos, retain, attendu) in cas {
        let sans_type = attendu & 0b1111;
        let qos_mal_placee = 0b0011_0000 | u8::from(dup) << 3 | qos | u8::from(retain);
        let inverses = 0b0011_0000 | u8::from(retain) << 3 | qos << 1 | u8::from(dup);
        testkit::bits(format!("octet_publish({dup}, {qos}, {retain})"), attendu)
            .mistake(
                Some(sans_type),
                "Vous avez sans doute oublié le type : PUBLISH vaut 3, dans les bits de gauche.",
            )
            .mistake(
                Some(qos_mal_placee),
                "Vous avez sans doute oublié de décaler la QoS d’une place vers la gauche.",
            )
            .mistake(Some(inverses), "Vous avez sans doute échangé DUP (bit 3) et RETAIN (bit 0).")
            .hint("placez chaque drapeau avec <<, puis réunissez-les avec |")
            .clause("§3.3.1")
            .when(move || octet_publish(dup, qos, retain));
    }
    for (dup, qos) in [(false, 3), (true, 0), (false, 4)] {
        testkit::value(format!("octet_publish({dup}, {qos}, false)"), None)
            .remark(if qos == 0 {
                "En QoS 0, DUP vaut toujours 0 : vous l’avez sans doute laissé passer."
            } else {
                "Vous avez sans doute laissé passer une QoS au-delà de 2."
            })
            .hint("QoS au-delà de 2, ou DUP avec QoS 0 : répondez None avant d’assembler")
            .clause("[MQTT-3.3.1-2], [MQTT-3.3.1-4]")
            .when(move || octet_publish(dup, qos, false));
    }
}

const TYPES: [TypePaquet; 14] = [
    Connect,
    Connack,
    Publish,
    Puback,
    Pubrec,
    Pubrel,
    Pubcomp,
    Subscribe,
    Suback,
    Unsubscribe,
    Unsuback,
    Pingreq,
    Pingresp,
    Disconnect,
];

fn operation(type_paquet: TypePaquet, octet: u8) -> String {
    format!("drapeaux_permis({}), {}", bits(octet), format!("{type_paquet:?}").to_uppercase())
}

fn bits(octet: u8) -> String {
    format!("0b{:04b}_{:04b}", octet >> 4, octet & 0b1111)
}
