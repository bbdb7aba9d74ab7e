//! What C09 and a real class expect beyond the source's sheets, and what the source lacked.

use crate::Item;

pub const ITEMS: &[Item] = &[
    (
        "C09: installing is an act",
        "book/src/tp/tp-0.md",
        &[
            "apt-get install",
            "listener 1883 0.0.0.0",
            "allow_anonymous",
            "mosquitto_passwd",
            "acl_file",
            "systemctl",
            "journalctl",
        ],
    ),
    ("C09: without a network", "book/src/tp/tp-0.md", &["--no-download"]),
    (
        "C09: two seats",
        "book/src/tp/tp-1-deux-postes.md",
        &["ip -4", "ufw", "local only", "eleve@192.0.2.10 sudo journalctl"],
    ),
    (
        "C09: own topics and ids on a shared broker",
        "book/src/tp/tp-1-deux-postes.md",
        &["`poste07/…`", "`poste07-…`"],
    ),
    (
        "C09: an account of anomalies and difficulties",
        "book/formulaires/compte-rendu.md",
        &["## Bilan de l’installation", "anomalies", "difficultés", "client"],
    ),
    ("Python: interactive publisher", "book/src/tp/tp-3.md", &["publier.py"]),
    ("Python: publish and subscribe at a chosen QoS", "book/src/tp/tp-1.md", &["aller_retour.py"]),
    ("Python: ping watcher", "book/src/tp/tp-2.md", &["surveiller_ping.py"]),
    ("Python: TLS publisher", "book/src/tp/tp-4.md", &["publier_tls.py"]),
    ("Python: house and alert", "book/src/tp/tp-5.md", &["maison.py", "alerte_mouvement.py"]),
    // What the source lacked.
    ("actuators beside sensors", "book/src/sessions.md", &["pour un actionneur", "maison/salon/lampe/etat"]),
    ("a diagnostic test before", "book/guide/diagnostic.md", &["## La clé", "## Que faire du résultat"]),
    ("a diagnostic test before: the pupil's sheet", "book/guide/diagnostic-eleve.md", &["**1.**", "**12.**"]),
    ("ready traces for an absent student", "book/guide/differencier.md", &["`book/formulaires/traces`"]),
    (
        "a dead network, a broken machine",
        "book/src/fiches/plan-b.md",
        &["## B. Plus de réseau dans la salle", "## H. Vous étiez absent", "traces/"],
    ),
    ("a cheat sheet", "book/src/fiches/antiseche.md", &["CONNECT", "mosquitto_pub"]),
    (
        "a room without network",
        "book/guide/veille.md",
        &["## Sans réseau en salle", "cargo fetch", "apt-get download", "Un broker de secours"],
    ),
    (
        "sheets that teachers can edit",
        "book/guide/differencier.md",
        &["cargo x book sheets", "L’ODT se modifie"],
    ),
    ("no server of the author's: a broker of one's own", "book/src/premiers-pas.md", &["--bin broker -- -v"]),
    ("nothing printed that opens a door", "book/src/tp/tp-0.md", &["pour ce TP, pas le vôtre"]),
    (
        "answers are checked and marked",
        "book/guide/noter.md",
        &["## Avec le correcteur", "grader/secret/cles"],
    ),
    ("works offline", "book/src/installation.md", &["`cargo build --offline`", "`cargo fetch`"]),
    // Two tracks, the hours and the evaluation.
    ("the réseau track needs no Rust", "book/src/accueil.md", &["n’a pas besoin d’une ligne de Rust"]),
    ("7 to 9 hours", "book/guide/temps.md", &["## Neuf heures", "## Sept heures", "```seance evaluation 60"]),
    ("the code track is outside the sum", "book/guide/projet.md", &["Hors des neuf heures", "C08"]),
    (
        "four criteria",
        "book/guide/accueil.md",
        &["**Identifier**", "**Manipuler**", "**Appliquer**", "**Rendre compte**"],
    ),
    (
        "the evaluation: a quiz and an account",
        "book/guide/noter.md",
        &["Quiz, 25 min", "Compte-rendu, 25 min"],
    ),
    ("Python clients for today's paho-mqtt", "book/python/LISEZMOI.md", &["paho-mqtt"]),
    ("the source is credited", "book/src/bibliographie.md", &["H. Miquel, ENS Paris-Saclay, 2025"]),
];
