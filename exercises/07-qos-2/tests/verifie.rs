//! Les tests de l’exercice 07 : des échanges. Vous pouvez les lire ; ne les modifiez pas.

mod outils;

use exercise_07::{Emetteur, Paquet, Recepteur};
use outils::{
    VousEmetteur, VousRecepteur, coupe, droite, emetteur, gauche, publish, pubrel, recepteur, renvoi,
};
use testkit::Line;

#[test]
fn etape_1_publier() {
    emetteur().publie("oui", 1).publie("non", 2).when(Emetteur::nouveau);
}

#[test]
fn etape_2_pubrec() {
    emetteur().publie("oui", 1).pubrec(1).publie("non", 2).pubrec(2).when(Emetteur::nouveau);
}

#[test]
fn etape_3_pubcomp() {
    emetteur()
        .publie("oui", 1)
        .pubrec(1)
        .pubcomp(1)
        .publie("non", 2)
        .pubrec(2)
        .pubcomp(2)
        .when(Emetteur::nouveau);
}

#[test]
fn etape_4_coupure_avant_pubrec() {
    emetteur()
        .publie("oui", 1)
        .coupure(&[renvoi(1, "oui")])
        .publie("non", 2)
        .coupure(&[renvoi(1, "oui"), renvoi(2, "non")])
        .hint("un PUBLISH d1 pour chaque AttendPubrec de en_cours")
        .when(Emetteur::nouveau);
}

#[test]
fn etape_5_coupure_apres_pubrec() {
    emetteur()
        .publie("oui", 1)
        .pubrec(1)
        .coupure(&[pubrel(1)])
        .erreur(&[renvoi(1, "oui")], PUBLISH_APRES_PUBREC)
        .erreur(&[publish(false, 1, "oui")], PUBLISH_APRES_PUBREC)
        .erreur(&[renvoi(1, "oui"), pubrel(1)], PUBLISH_APRES_PUBREC)
        .erreur(&[], EFFACE_A_PUBREC)
        .coupure(&[pubrel(1)])
        .pubcomp(1)
        .coupure(&[])
        .erreur(&[pubrel(1)], GARDE_APRES_PUBCOMP)
        .hint("PUBREC fait passer à AttendPubcomp, PUBCOMP retire l’identifiant")
        .when(Emetteur::nouveau);
}

#[test]
fn etape_6_plusieurs_messages() {
    emetteur()
        .publie("oui", 1)
        .publie("non", 2)
        .publie("bof", 3)
        .pubrec(1)
        .pubrec(2)
        .pubrec(2)
        .coupure(&[pubrel(1), pubrel(2), renvoi(3, "bof")])
        .mistake(
            [renvoi(3, "bof"), pubrel(1), pubrel(2)].iter().map(droite).collect(),
            "La norme laisse le choix entre PUBLISH et PUBREL ; ici, tout suit l’ordre des publications.",
            "§4.6",
        )
        .pubcomp(2)
        .coupure(&[pubrel(1), renvoi(3, "bof")])
        .erreur(&[pubrel(1), pubrel(2), renvoi(3, "bof")], GARDE_APRES_PUBCOMP)
        .erreur(&[pubrel(2), renvoi(3, "bof")], AUTRE_LIBERE)
        .erreur(&[renvoi(3, "bof")], AUTRE_LIBERE)
        .erreur(&[], AUTRE_LIBERE)
        .pubcomp(3)
        .coupure(&[pubrel(1), renvoi(3, "bof")])
        .erreur(
            &[pubrel(1)],
            "m3 attend encore PUBREC : vous avez sans doute obéi à un PUBCOMP venu trop tôt.",
        )
        .pubcomp(40)
        .pubrec(40)
        .mistake(
            vec![],
            "Vous avez sans doute ignoré un PUBREC inconnu : lui aussi demande PUBREL, pour être clos.",
            "[MQTT-4.3.3-1]",
        )
        .coupure(&[pubrel(1), renvoi(3, "bof")])
        .erreur(&[renvoi(3, "bof")], AUTRE_LIBERE)
        .hint("comparez toujours l’identifiant, et pour PUBCOMP l’étape aussi")
        .when(Emetteur::nouveau);
}

#[test]
fn etape_7_l_identifiant() {
    emetteur()
        .publie("oui", 1)
        .pubrec(1)
        .publie("non", 2)
        .pubrec(2)
        .pubcomp(2)
        .coupure(&[pubrel(1)])
        .erreur(&[pubrel(1), pubrel(2)], GARDE_APRES_PUBCOMP)
        .erreur(&[pubrel(2)], AUTRE_LIBERE)
        .erreur(&[], EFFACE_A_PUBREC)
        .step(Line::OnLeft("65 533 messages, chacun jusqu’à PUBCOMP".to_owned()), |emetteur| {
            for _ in 0..65_533 {
                if let Paquet::Publish { id, .. } = emetteur.publier("bof") {
                    emetteur.recevoir(Paquet::Pubrec { id });
                    emetteur.recevoir(Paquet::Pubcomp { id });
                }
            }
            vec![]
        })
        .publie("bof", 2)
        .mistake(
            vec![droite(&publish(false, 1, "bof"))],
            "m1 attend encore PUBCOMP : vous avez sans doute cru son identifiant libre dès PUBREC.",
            "[MQTT-2.3.1-2]",
        )
        .when(Emetteur::nouveau);
}

#[test]
fn etape_8_le_recepteur() {
    recepteur()
        .publish(false, 7, "oui")
        .pubrel(7, Some("oui"))
        .publish(false, 8, "non")
        .pubrel(8, Some("non"))
        .ignore(Paquet::Pubrec { id: 8 })
        .ignore(Paquet::Pubcomp { id: 8 })
        .when(Recepteur::nouveau);
}

#[test]
fn etape_9_exactement_une_fois() {
    recepteur()
        .publish(false, 7, "oui")
        .show(coupe("la ligne casse, PUBREC perdu : l’émetteur se reconnecte"))
        .publish(true, 7, "oui")
        .pubrel(7, Some("oui"))
        .show(coupe("la ligne casse, PUBCOMP perdu : l’émetteur se reconnecte"))
        .pubrel(7, None)
        .pubrel(40, None)
        .hint("remove retire la note et la donne, ou donne None")
        .when(Recepteur::nouveau);
}

#[test]
fn etape_10_le_message_suivant() {
    let pubcomp = |id| vec![gauche(&Paquet::Pubcomp { id })];
    recepteur()
        .publish(false, 6, "non")
        .pubrel(6, Some("non"))
        .publish(true, 7, "oui")
        .pubrel(7, Some("oui"))
        .mistake(
            pubcomp(7),
            "Vous avez sans doute jeté un PUBLISH d1 : d1 dit « peut-être déjà reçu », et rien n’était noté.",
            "[MQTT-4.3.3-2]",
        )
        .publish(false, 7, "bof")
        .pubrel(7, Some("bof"))
        .mistake(
            vec![Line::OnRight("livre « oui »".to_owned()), gauche(&Paquet::Pubcomp { id: 7 })],
            "Vous avez sans doute gardé la note de m7 après PUBREL : ce PUBLISH était un message neuf.",
            "[MQTT-4.3.3-2]",
        )
        .mistake(
            pubcomp(7),
            "Vous avez sans doute pris ce message pour un doublon : après PUBREL, m7 peut resservir.",
            "[MQTT-4.3.3-2]",
        )
        .publish(false, 8, "si")
        .publish(false, 9, "non")
        .pubrel(8, Some("si"))
        .mistake(pubcomp(8), NOTE_D_UN_AUTRE, "[MQTT-4.3.3-2]")
        .pubrel(9, Some("non"))
        .mistake(pubcomp(9), NOTE_D_UN_AUTRE, "[MQTT-4.3.3-2]")
        .when(Recepteur::nouveau);
}

const PUBLISH_APRES_PUBREC: &str =
    "Vous avez sans doute renvoyé PUBLISH après PUBREC : une fois PUBREL parti, on le renvoie, lui.";
const EFFACE_A_PUBREC: &str =
    "Vous avez sans doute tout effacé à PUBREC : l’identifiant reste en cours jusqu’à PUBCOMP.";
const GARDE_APRES_PUBCOMP: &str =
    "Vous avez sans doute gardé un identifiant après PUBCOMP : il est clos, et libre.";
const AUTRE_LIBERE: &str = "Vous avez sans doute libéré un autre identifiant que celui de PUBCOMP.";
const NOTE_D_UN_AUTRE: &str =
    "Vous avez sans doute effacé la note d’un autre identifiant : chacune attend son propre PUBREL.";
