//! Les tests de l’exercice 11. Vous pouvez les lire ; ne les modifiez pas.

use std::fmt;

use exercise_11::{Publication, abonnements, alerte, commande, decide, etat, piece, testament};

#[test]
fn etape_1_la_piece() {
    for (topic, nom) in [
        ("maison/salon/mouvement", "salon"),
        ("maison/chambre_1/mouvement", "chambre_1"),
        ("maison/sdb/mouvement", "sdb"),
        ("maison/salle à manger/mouvement", "salle à manger"),
    ] {
        testkit::value(format!("piece({topic:?})"), Some(nom))
            .mistake(Some("maison"), "Vous avez sans doute lu le premier niveau : la pièce est le deuxième.")
            .mistake(
                Some("mouvement"),
                "Vous avez sans doute lu le dernier niveau : la pièce est le deuxième.",
            )
            .mistake(
                None,
                "C’est le topic d’un détecteur de mouvement : toute pièce convient, même nouvelle.",
            )
            .hint("topic.split('/') coupe le topic en niveaux")
            .clause("§4.7.1.1")
            .when(move || piece(topic));
    }
}

#[test]
fn etape_2_les_autres_topics() {
    let cas = [
        (
            "maison/salon/temperature",
            "Le dernier niveau n’est pas « mouvement » : ce capteur ne dit pas qu’on bouge.",
        ),
        ("maison/mouvement", "Il manque un niveau : « maison », la pièce, « mouvement »."),
        ("maison/salon/mouvement/batterie", "Il y a un niveau de trop : comptez-les."),
        ("maison/etage/salon/mouvement", "Il y a un niveau de trop : comptez-les."),
        ("garage/salon/mouvement", "Le premier niveau n’est pas « maison » : c’est une autre maison."),
        (
            "/maison/salon/mouvement",
            "Un topic qui commence par / a un premier niveau vide : il y a ici quatre niveaux.",
        ),
        ("maison/salon/MOUVEMENT", "MQTT distingue les majuscules : « MOUVEMENT » n’est pas « mouvement »."),
        ("maison/alerte", "C’est le topic de votre propre alerte : elle n’a pas de pièce."),
    ];
    for (topic, erreur) in cas {
        testkit::value(format!("piece({topic:?})"), None)
            .remark(erreur)
            .hint("trois niveaux, le premier est maison, le dernier est mouvement")
            .clause("§4.7.3")
            .when(move || piece(topic));
    }
}

#[test]
fn etape_3_l_alerte() {
    for piece in ["salon", "chambre_2"] {
        let attendu = publication("maison/alerte", &format!("mouvement ({piece})"), 2, false);
        testkit::value(format!("alerte({piece:?})"), Vue::de(&attendu))
            .mistake(
                Vue::de(&Publication { retain: true, ..attendu.clone() }),
                "Retenue, l’alerte d’hier sonnerait chez tous ceux qui s’abonnent demain : c’est un événement.",
            )
            .mistake(Vue::de(&Publication { qos: 0, ..attendu.clone() }), ALERTE_PERDUE)
            .mistake(
                Vue::de(&Publication { qos: 1, ..attendu.clone() }),
                ALERTE_EN_DOUBLE,
            )
            .mistake(Vue::de(&Publication { qos: 0, retain: true, ..attendu.clone() }), ALERTE_PERDUE)
            .mistake(Vue::de(&Publication { qos: 1, retain: true, ..attendu.clone() }), ALERTE_EN_DOUBLE)
            .mistake(
                Vue::de(&Publication { topic: format!("maison/{piece}/alerte"), ..attendu.clone() }),
                "Toutes les alertes vont au même topic, maison/alerte : la pièce est dans le payload.",
            )
            .hint("format!(\"mouvement ({piece})\") met la pièce dans le texte")
            .clause("§4.3")
            .when(move || Vue::de(&alerte(piece)));
    }
}

#[test]
fn etape_4_l_etat_de_la_lampe() {
    for (allumee, payload) in [(true, "allumee"), (false, "eteinte")] {
        let attendu = publication(ETAT, payload, 1, true);
        let inverse = if allumee { "eteinte" } else { "allumee" };
        testkit::value(format!("etat({allumee})"), Vue::de(&attendu))
            .mistake(
                Vue::de(&Publication { retain: false, ..attendu.clone() }),
                "Sans retain, qui s’abonne maintenant ne sait rien jusqu’au prochain changement : c’est un état.",
            )
            .mistake(
                Vue::de(&publication(ETAT, inverse, 1, true)),
                "Vous avez sans doute échangé les deux états : true veut dire allumée.",
            )
            .mistake(
                Vue::de(&publication(COMMANDE, payload, 1, true)),
                "Vous avez sans doute publié l’état sur le topic des ordres : la lampe se répondrait à elle-même.",
            )
            .mistake(Vue::de(&publication(ETAT, payload, 0, true)), PERTE_GENE)
            .mistake(Vue::de(&publication(ETAT, payload, 2, true)), DOUBLON_SANS_GENE)
            .mistake(Vue::de(&publication(ETAT, payload, 0, false)), PERTE_GENE)
            .hint("un état : retain ; un doublon ne gêne pas, une perte si : QoS 1")
            .clause("[MQTT-3.3.1-5]")
            .when(move || Vue::de(&etat(allumee)));
    }
}

#[test]
fn etape_5_decider_d_un_mouvement() {
    for piece in ["cuisine", "salon"] {
        let topic = format!("maison/{piece}/mouvement");
        testkit::value(format!("decide({topic:?}, {:?})", "oui"), Some("maison/alerte".to_owned()))
            .mistake(
                None,
                "On bouge, et personne n’est prévenu : le payload est exactement « oui », sans majuscule.",
            )
            .hint("payload == b\"oui\" compare des octets")
            .clause("§3.3.3")
            .when(move || topic_de(decide(&topic, b"oui")));
    }
    let cas: [(&str, &[u8], &str); 8] = [
        ("maison/alerte", b"mouvement (salon)", BOUCLE),
        ("maison/alerte", b"oui", BOUCLE),
        ("maison/salon/mouvement", b"non", TOUT_PAYLOAD),
        ("maison/salon/mouvement", b"", TOUT_PAYLOAD),
        (
            "maison/salon/mouvement",
            b"Oui",
            "La maison dit « oui » en minuscules : « Oui » n’est pas d’elle, ne l’acceptez pas.",
        ),
        ("maison/salon/mouvement", b"oui ", "Un espace de trop : le payload n’est pas exactement « oui »."),
        (
            "maison/salon/mouvement",
            b"\xFF\xFE",
            "Un payload est fait d’octets quelconques : celui-ci n’est pas du texte.",
        ),
        (
            "maison/salon/temperature",
            b"oui",
            "Ce capteur n’est pas un détecteur de mouvement : regardez aussi le topic.",
        ),
    ];
    for (topic, payload, erreur) in cas {
        testkit::value(format!("decide({topic:?}, {})", payload.escape_ascii()), None)
            .remark(erreur)
            .hint("une alerte demande deux choses : piece(topic) répond Some, et le payload est b\"oui\"")
            .clause("§3.3.3")
            .when(move || topic_de(decide(topic, payload)));
    }
}

#[test]
fn etape_6_decider_d_un_ordre() {
    for (ordre, payload, inverse) in [("allume", "allumee", "eteinte"), ("eteins", "eteinte", "allumee")] {
        testkit::value(format!("decide({COMMANDE:?}, {ordre:?})"), Some(payload.to_owned()))
            .mistake(None, "La lampe a reçu un ordre et ne dit pas son nouvel état.")
            .mistake(
                Some(inverse.to_owned()),
                "La lampe fait l’inverse de ce qu’on lui demande : vous avez sans doute échangé les ordres.",
            )
            .hint("un ordre obéi se répond par etat(true) ou etat(false)")
            .clause("§3.3.3")
            .when(move || decide(COMMANDE, ordre.as_bytes()).map(|publication| publication.payload));
    }
    let cas: [(&str, &[u8], &str); 6] = [
        (COMMANDE, b"danse", "Un ordre inconnu ne change pas l’état : la lampe ne publie rien."),
        (COMMANDE, b"", "Un ordre vide n’est pas un ordre : la lampe ne publie rien."),
        (COMMANDE, b"oui", "« oui » vient d’un détecteur de mouvement, ce n’est pas un ordre."),
        (
            ETAT,
            b"allume",
            "Ce topic est celui de l’état : les ordres arrivent sur maison/salon/lampe/commande.",
        ),
        (ETAT, b"allumee", "C’est votre propre état qui revient : y répondre serait une boucle."),
        ("maison/cuisine/lampe/commande", b"allume", "Cet ordre est pour la lampe d’une autre pièce."),
    ];
    for (topic, payload, erreur) in cas {
        testkit::value(format!("decide({topic:?}, {})", payload.escape_ascii()), None)
            .remark(erreur)
            .hint("tout le reste donne None")
            .clause("§3.3.3")
            .when(move || topic_de(decide(topic, payload)));
    }
}

#[test]
fn etape_7_les_abonnements() {
    let mouvement = ("maison/+/mouvement", 2);
    let ordre = (COMMANDE, 1);
    let une_par_une = [
        "maison/chambre_1/mouvement",
        "maison/chambre_2/mouvement",
        "maison/cuisine/mouvement",
        "maison/salon/mouvement",
        "maison/sdb/mouvement",
    ];
    let tries = |mut filtres: Vec<(&'static str, u8)>| {
        filtres.sort_unstable();
        filtres
    };
    let check = testkit::value("abonnements(), dans l’ordre alphabétique", tries(vec![mouvement, ordre]));
    [
        (vec![("maison/#", 2)], TOUT_ECOUTER),
        (vec![("maison/#", 2), ordre], TOUT_ECOUTER),
        (vec![("#", 2)], TOUT_ECOUTER),
        (vec![("maison/#", 0)], TOUT_ECOUTER),
        (vec![("maison/#", 1)], TOUT_ECOUTER),
        (
            vec![("maison/#/mouvement", 2), ordre],
            "# n’est permis qu’au dernier niveau : le broker refuserait ce filtre.",
        ),
        (
            vec![("maison/+/#", 2), ordre],
            "Ce filtre donne tous les capteurs de toutes les pièces, et même la lampe.",
        ),
        (vec![("+/+/mouvement", 2), ordre], "Ce filtre donne aussi les mouvements d’une autre maison."),
        (
            vec![("maison/+", 2), ordre],
            "maison/+ s’arrête à deux niveaux : vous ne recevriez que maison/pluie et vos alertes.",
        ),
        (
            vec![mouvement, ("maison/salon/lampe/#", 1)],
            "Avec ce filtre, vous recevriez votre propre « etat » : seuls les ordres vous regardent.",
        ),
        (
            vec![mouvement, ("maison/salon/lampe/+", 1)],
            "Avec ce filtre, vous recevriez votre propre « etat » : seuls les ordres vous regardent.",
        ),
        (vec![mouvement], "Personne n’écoute les ordres de la lampe."),
        (vec![ordre], "Personne n’écoute les mouvements."),
        (vec![("maison/+/mouvement", 0), ordre], QOS_BAISSEE),
        (vec![("maison/+/mouvement", 1), ordre], QOS_BAISSEE),
        (vec![mouvement, (COMMANDE, 0)], "En QoS 0, un ordre peut se perdre : abonnez-vous en QoS 1."),
        (vec![mouvement, (COMMANDE, 2)], "Un ordre reçu deux fois ne change rien : la QoS 1 suffit."),
        (
            une_par_une.map(|filtre| (filtre, 2)).into_iter().chain([ordre]).collect(),
            "Un filtre par pièce oublie les pièces de demain : un joker les donne toutes.",
        ),
    ]
    .into_iter()
    .fold(check, |check, (filtres, erreur)| check.mistake(tries(filtres), erreur))
    .hint("+ remplace un niveau, et un seul ; vec![(\"filtre\", 2), (\"autre\", 1)]")
    .clause("[MQTT-4.7.1-3]")
    .when(move || tries(abonnements()));
}

#[test]
fn etape_8_donner_un_ordre() {
    for (allumer, payload) in [(true, "allume"), (false, "eteins")] {
        let attendu = publication(COMMANDE, payload, 1, false);
        let inverse = if allumer { "eteins" } else { "allume" };
        testkit::value(format!("commande({allumer})"), Vue::de(&attendu))
            .mistake(
                Vue::de(&Publication { retain: true, ..attendu.clone() }),
                "Retenu, l’ordre s’exécuterait de nouveau à chaque connexion de la lampe : un ordre est un événement.",
            )
            .mistake(
                Vue::de(&publication(COMMANDE, inverse, 1, false)),
                "Vous avez sans doute échangé les deux ordres : true veut dire allumer.",
            )
            .mistake(
                Vue::de(&publication(ETAT, payload, 1, false)),
                "Un ordre va sur le topic « commande » ; « etat » est à la lampe seule.",
            )
            .mistake(Vue::de(&publication(COMMANDE, payload, 0, false)), PERTE_GENE)
            .mistake(Vue::de(&publication(COMMANDE, payload, 2, false)), DOUBLON_SANS_GENE)
            .hint("un ordre : pas de retain ; deux fois le même ne gêne pas : QoS 1")
            .clause("§3.3.1.3")
            .when(move || Vue::de(&commande(allumer)));
    }
}

#[test]
fn etape_9_le_will() {
    let attendu = publication(ETAT, "inconnu", 1, true);
    let check = testkit::value("testament()", Vue::de(&attendu));
    [
        (
            Publication { retain: false, ..attendu.clone() },
            "Sans retain, « allumee » resterait l’état retenu d’une lampe disparue.",
        ),
        (publication(COMMANDE, "inconnu", 1, true), WILL_AILLEURS),
        (publication("maison/alerte", "inconnu", 1, true), WILL_AILLEURS),
        (publication("maison/salon/lampe", "inconnu", 1, true), WILL_AILLEURS),
        (
            Publication { qos: 0, ..attendu.clone() },
            "En QoS 0, la nouvelle peut se perdre : publiez le will en QoS 1.",
        ),
        (
            publication(ETAT, "eteinte", 1, true),
            "Éteinte ou débranchée ? Personne n’en sait rien : le will dit « inconnu ».",
        ),
    ]
    .into_iter()
    .fold(check, |check, (publication, erreur)| check.mistake(Vue::de(&publication), erreur))
    .hint("le will remplace le dernier état : même topic, même QoS, même retain")
    .clause("[MQTT-3.1.2-17]")
    .when(|| Vue::de(&testament()));
}

const ETAT: &str = "maison/salon/lampe/etat";
const COMMANDE: &str = "maison/salon/lampe/commande";
const ALERTE_PERDUE: &str =
    "En QoS 0, une alerte peut se perdre : l’énoncé n’en veut ni perdue ni en double.";
const ALERTE_EN_DOUBLE: &str =
    "En QoS 1, une alerte peut arriver deux fois : l’énoncé n’en veut ni perdue ni en double.";
const PERTE_GENE: &str = "En QoS 0, ce message peut se perdre : ici, une perte gêne, un doublon non.";
const DOUBLON_SANS_GENE: &str = "La QoS 2 évite les doublons, qui ne gênent pas ici : la QoS 1 suffit.";
const TOUT_PAYLOAD: &str = "Une alerte pour tout payload : seul « oui » veut dire qu’on bouge.";
const BOUCLE: &str = "C’est votre propre alerte qui revient : y répondre serait une boucle sans fin.";
const TOUT_ECOUTER: &str =
    "Ce filtre donne toute la maison, et vos propres alertes : 25 messages par ronde pour 5 utiles.";
const QOS_BAISSEE: &str =
    "La maison publie ses mouvements en QoS 2, et le broker livre à la plus petite des deux QoS.";
const WILL_AILLEURS: &str = "Le will doit remplacer l’état de la lampe : il va donc sur le topic « etat ».";

fn publication(topic: &str, payload: &str, qos: u8, retain: bool) -> Publication {
    Publication { topic: topic.to_owned(), payload: payload.to_owned(), qos, retain }
}

fn topic_de(publication: Option<Publication>) -> Option<String> {
    publication.map(|publication| publication.topic)
}

/// Une publication comme un message la montre : sur une ligne.
#[derive(PartialEq)]
struct Vue(Publication);

impl Vue {
    fn de(publication: &Publication) -> Self {
        Self(publication.clone())
    }
}

impl fmt::Debug for Vue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Publication { topic, payload, qos, retain } = &self.0;
        write!(f, "{topic} {payload:?}, QoS {qos}, {}", if *retain { "retain" } else { "sans retain" })
    }
}
