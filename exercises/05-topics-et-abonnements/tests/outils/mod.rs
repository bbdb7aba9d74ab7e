//! Ce dont les tests se servent : comparer une réponse, et dire l’erreur classique qui l’explique.

use exercise_05::{Abonnement, Subscribe, correspond, filtre_permis, paquet_subscribe};

const AVANT_TOUT: &str = "topic.starts_with('$') et filtre.starts_with(['+', '#']), avant toute comparaison";
const NIVEAU_PAR_NIVEAU: &str = "comparez niveau par niveau, et regardez à la fin s’il en reste d’un côté";
const NIVEAUX: &str = "filtre.split('/') donne les niveaux, un par un";
const IMPOSSIBLES: &str =
    "filtre.is_empty() dit s’il est vide, filtre.contains('\\0') s’il a un caractère nul";

type Texte = &'static str;

pub fn verifie_filtre(filtre: Texte, attendu: bool, erreur: Texte, clause: Texte) {
    testkit::value(format!("filtre_permis({filtre:?})"), attendu)
        .mistake(!attendu, erreur)
        .hint(if filtre.contains(['+', '#']) { NIVEAUX } else { IMPOSSIBLES })
        .clause(clause)
        .when(move || filtre_permis(filtre));
}

pub fn verifie_correspond(filtre: Texte, topic: Texte, attendu: bool, erreur: Texte, clause: Texte) {
    testkit::value(format!("correspond({filtre:?}, {topic:?})"), attendu)
        .mistake(!attendu, erreur)
        .hint(if topic.contains('$') { AVANT_TOUT } else { NIVEAU_PAR_NIVEAU })
        .clause(clause)
        .when(move || correspond(filtre, topic));
}

pub fn demande(identifiant: u16, liste: &[(&str, u8)]) -> Subscribe {
    let abonnements =
        liste.iter().map(|(filtre, qos)| Abonnement { filtre: (*filtre).to_owned(), qos: *qos });
    Subscribe { identifiant, abonnements: abonnements.collect() }
}

/// Compare le SUBSCRIBE écrit à celui attendu, et cherche dans les erreurs classiques celle qui l’explique.
pub fn verifie_subscribe(demande: Subscribe, attendu: &[u8]) {
    let numero = demande.identifiant.to_be_bytes();
    let parties: Vec<(Vec<u8>, u8)> = demande
        .abonnements
        .iter()
        .map(|a| ([&(a.filtre.len() as u16).to_be_bytes(), a.filtre.as_bytes()].concat(), a.qos))
        .collect();
    let suite: usize = 2 + parties.iter().map(|(champ, _)| champ.len() + 1).sum::<usize>();
    let mut champs =
        vec![("type et drapeaux", 1), ("longueur restante", attendu.len() - suite - 1), ("identifiant", 2)];
    for (champ, _) in &parties {
        champs.extend([("longueur du filtre", 2), ("filtre", champ.len() - 2), ("QoS demandée", 1)]);
    }
    // Le paquet dont chaque abonnement est écrit par `ecrit`.
    let avec = |numero: &[u8], ecrit: &dyn Fn(&[u8], u8) -> Vec<u8>| {
        let suite: Vec<u8> = parties.iter().flat_map(|(champ, qos)| ecrit(champ, *qos)).collect();
        let longueur = match numero.len() + suite.len() {
            courte @ 0..128 => vec![courte as u8],
            longue => vec![(longue % 128) as u8 | 0x80, (longue / 128) as u8],
        };
        Some([&[0x82], &longueur[..], numero, &suite].concat())
    };
    let normal = |champ: &[u8], qos: u8| [champ, &[qos]].concat();
    let mut sans_drapeaux = attendu.to_vec();
    sans_drapeaux[0] = 0x80;
    let sur_un_octet = [&[0x82, suite as u8], &attendu[attendu.len() - suite..]].concat();
    testkit::bytes(format!("paquet_subscribe({})", montre(&demande)), attendu)
        .fields(&champs)
        .mistake(Some(sans_drapeaux), "Les drapeaux d’un SUBSCRIBE valent 0010, toujours [MQTT-3.8.1-1].")
        .mistake(avec(&[numero[1], numero[0]], &normal), "L’identifiant s’écrit poids fort d’abord (§2.3.1).")
        .mistake(avec(&[], &normal), "L’identifiant manque, avant les filtres [MQTT-2.3.1-1].")
        .mistake(avec(&numero, &|champ, _| champ.to_vec()), "Chaque filtre est suivi de sa QoS (§3.8.3).")
        .mistake(
            avec(&numero, &|champ, qos| [&[qos], champ].concat()),
            "La QoS vient après son filtre (§3.8.3).",
        )
        .mistake(
            avec(&numero, &|champ, qos| normal(champ, qos << 1)),
            "Ici, la QoS occupe les bits 1 et 0 d’un octet à elle : ne la décalez pas (§3.8.3).",
        )
        .mistake(
            avec(&numero, &|champ, qos| {
                let mut champ = champ.to_vec();
                champ[1] = String::from_utf8_lossy(&champ[2..]).chars().count() as u8;
                normal(&champ, qos)
            }),
            "Vous avez sans doute compté les caractères du filtre : sa longueur est en octets (§1.5.3).",
        )
        .mistake(
            avec(&numero, &|champ, qos| normal(&champ[2..], qos)),
            "Vous avez sans doute oublié la longueur du filtre : champ_texte la met devant (§1.5.3).",
        )
        .mistake(
            avec(&numero, &|champ, qos| if champ == parties[0].0 { normal(champ, qos) } else { vec![] }),
            "Vous avez sans doute écrit le premier filtre seulement (§3.8.3).",
        )
        .mistake(Some(sur_un_octet), "La longueur restante, ici, occupe deux octets (§2.2.3).")
        .mistake(None, "Cette demande est permise : vous avez sans doute refusé trop.")
        .hint("l’identifiant une fois, puis, pour chaque abonnement : champ_texte(…) et sa QoS")
        .clause("§3.8")
        .when(move || paquet_subscribe(&demande));
}

pub fn lus(subscribe: &Subscribe) -> (u16, Vec<(String, u8)>) {
    let abonnements = subscribe.abonnements.iter().map(|a| (a.filtre.clone(), a.qos));
    (subscribe.identifiant, abonnements.collect())
}

/// Une demande, en plus court que Rust ne l’écrit : `10, [("a/b", 1)]`.
pub fn montre(demande: &Subscribe) -> String {
    let (identifiant, mut abonnements) = lus(demande);
    for (filtre, _) in &mut abonnements {
        if filtre.len() > 20 {
            *filtre = "capteur-capteur-…".to_owned();
        }
    }
    format!("{identifiant}, {abonnements:?}")
}

pub fn hexa(octets: &[u8]) -> String {
    let octets: Vec<String> = octets.iter().map(|octet| format!("{octet:02x}")).collect();
    if octets.is_empty() { "aucun octet".to_owned() } else { octets.join(" ") }
}
