//! What a pair reads in TD 2, in French, and what the teacher reads of each cause.

use super::cause::Cause;

type Question = (String, &'static str);

pub(super) fn opening(pair: u32, causes: impl Iterator<Item = (char, Cause)>) -> String {
    let causes: String =
        causes.map(|(letter, of)| format!("- **{letter}**\u{a0}: {}\n", cause(of))).collect();
    format!(
        "# TD 2\u{a0}: qu’est-ce qui ne va pas ici\u{202f}? (binôme {pair})\n\n\
         Cinq installations, cinq pannes, cinq journaux. Pour chacune, choisissez la cause dans cette liste\u{a0}: une seule \
         convient, et trois ne servent pas. Répondez dans `reponses/td2.toml`.\n\n\
         {causes}\n"
    )
}

fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::PubackLost => {
            "la connexion s’est coupée avant que le PUBACK n’arrive au publieur\u{202f}; le message était déjà passé."
        }
        Cause::PublishLost => {
            "la connexion s’est coupée avant que le PUBLISH n’arrive au broker\u{202f}; rien n’était encore passé."
        }
        Cause::FilterMismatch => "le filtre de l’abonné ne correspond pas au topic publié.",
        Cause::QosForgotten => "la session est bien gardée, mais les messages sont publiés en QoS 0.",
        Cause::CleanSession => "la QoS suffit, mais l’abonné demande une session neuve à chaque connexion.",
        Cause::KeepAlive => {
            "un client ne répond plus\u{a0}: le broker le déclare perdu après une fois et demie son keep-alive."
        }
        Cause::SameId => "deux appareils utilisent le même client id.",
        Cause::RetainForgotten => "le publieur ne demande pas au broker de garder sa dernière valeur.",
    }
}

pub(super) fn remedy(cause: Cause) -> &'static str {
    match cause {
        Cause::PubackLost => {
            "d1 avec un identifiant déjà reçu en d0\u{a0}: le broker a le message deux fois, et l’envoie deux fois, chaque \
             fois avec d0 et un identifiant à lui. Remède\u{a0}: QoS 2, ou un abonné qui supporte les doublons."
        }
        Cause::PublishLost => {
            "d1 sans le même message en d0 avant\u{a0}: le premier envoi n’est jamais arrivé. Aucun doublon, rien à réparer\u{a0}: \
             la QoS 1 a fait son travail. Remède\u{a0}: aucun, sinon un meilleur réseau."
        }
        Cause::FilterMismatch => {
            "+ vaut exactement un niveau. Comptez les niveaux du filtre et du topic. Remède\u{a0}: ajouter les niveaux qui \
             manquent, en enlever, ou finir par #."
        }
        Cause::QosForgotten => {
            "c0, donc la session attend\u{202f}; mais q0\u{a0}: le broker ne met pas de côté la QoS 0. Remède\u{a0}: publier en QoS 1."
        }
        Cause::CleanSession => {
            "q1, mais c1\u{a0}: à la déconnexion, la session et son abonnement disparaissent. Remède\u{a0}: clean session à 0, et un \
             client id fixe."
        }
        Cause::KeepAlive => {
            "«\u{a0}has exceeded timeout\u{a0}»\u{a0}: aucun paquet pendant 1,5 fois k. Le broker ferme et publie le will. Remède\u{a0}: \
             réparer l’appareil\u{202f}; le keep-alive et le will ont fait leur travail."
        }
        Cause::SameId => {
            "«\u{a0}already connected, closing old connection\u{a0}»\u{a0}: chacun chasse l’autre. Remède\u{a0}: un client id par appareil."
        }
        Cause::RetainForgotten => {
            "r0\u{a0}: le broker ne garde rien, le nouvel abonné attend la mesure suivante. Remède\u{a0}: publier avec retain."
        }
    }
}

pub(super) fn fault(number: u32, complaint: &str, log: &str) -> String {
    format!("## Panne {number}\n\n«\u{a0}{complaint}\u{a0}»\n\n```text\n{log}```\n\n")
}

pub(super) fn which_cause(number: u32) -> String {
    format!("Panne {number}\u{a0}: quelle est la cause\u{202f}? Donnez la lettre.")
}

pub(super) fn advice(number: u32) -> String {
    format!(
        "**R{number}.** (compte-rendu) Quelle ligne le prouve, et que conseillez-vous à l’installateur\u{202f}?\n\n"
    )
}

pub(super) fn network_lost(sensor: &str, topic: &str) -> String {
    format!(
        "Le capteur `{sensor}` a perdu le réseau un instant, au milieu d’un envoi sur `{topic}`. Que s’est-il passé pour ce message\u{202f}?"
    )
}

pub(super) fn resent_id(sensor: &str) -> Question {
    (
        format!("Quel identifiant m porte le message que `{sensor}` renvoie\u{202f}?"),
        "Le nombre après m dans le PUBLISH qui a d1.",
    )
}

pub(super) fn copies(screen: &str, topic: &str) -> Question {
    (
        format!("Combien de PUBLISH sur `{topic}` le broker envoie-t-il à l’afficheur `{screen}`\u{202f}?"),
        "Les lignes «\u{a0}Sending PUBLISH to\u{a0}» avec ce topic.",
    )
}

pub(super) fn break_time(screen: &str) -> String {
    format!(
        "Pendant la pause, j’éteins l’afficheur `{screen}`. Quand je le rallume, les mesures de la pause n’y sont pas."
    )
}

pub(super) fn missing(screen: &str) -> Question {
    (
        format!("Combien de mesures l’afficheur `{screen}` n’a-t-il jamais reçues\u{202f}?"),
        "Les «\u{a0}Received PUBLISH\u{a0}» moins les «\u{a0}Sending PUBLISH\u{a0}» vers cet écran.",
    )
}

pub(super) fn clean_session(screen: &str) -> Question {
    (
        format!("Que vaut `c` quand `{screen}` se connecte\u{202f}?"),
        "Dans la ligne «\u{a0}New client connected\u{a0}»\u{a0}: (p2, c…, k…).",
    )
}

pub(super) fn no_news(sensor: &str) -> String {
    format!("Le capteur `{sensor}` est sous tension, son voyant est allumé, mais plus rien n’arrive.")
}

pub(super) fn silence(sensor: &str) -> Question {
    (
        format!(
            "Combien de secondes après le dernier paquet de `{sensor}` le broker le déclare-t-il perdu\u{202f}?"
        ),
        "La différence des deux heures\u{a0}: une fois et demie le keep-alive.",
    )
}

pub(super) fn will_topic() -> Question {
    (
        "Sur quel topic le broker prévient-il les autres\u{202f}?".to_owned(),
        "Celui du will, annoncé à la connexion.",
    )
}

pub(super) fn in_and_out() -> String {
    "Nous avons ajouté un second capteur. Depuis, les deux se déconnectent sans cesse.".to_owned()
}

pub(super) fn chased() -> Question {
    (
        "Combien de fois le broker ferme-t-il une ancienne connexion\u{202f}?".to_owned(),
        "Les lignes «\u{a0}already connected, closing old connection\u{a0}».",
    )
}

pub(super) fn twin() -> Question {
    ("Quel client id deux appareils emploient-ils\u{202f}?".to_owned(), "Celui de ces mêmes lignes.")
}

pub(super) fn empty(screen: &str, witness: &str) -> String {
    format!("L’afficheur `{screen}` reste vide. Pourtant `{witness}`, à côté, montre bien les mesures.")
}

pub(super) fn topic_levels(sensor: &str) -> Question {
    (
        format!("Combien de niveaux compte le topic que publie `{sensor}`\u{202f}?"),
        "Les noms séparés par des barres obliques.",
    )
}

pub(super) fn filter_levels(screen: &str) -> Question {
    (
        format!("Combien de niveaux doit avoir un topic pour correspondre au filtre de `{screen}`\u{202f}?"),
        "Autant que le filtre\u{a0}: + tient la place d’un niveau, ni plus ni moins.",
    )
}

pub(super) fn slow_start(screen: &str) -> String {
    format!(
        "Quand j’allume l’afficheur `{screen}`, il reste vide un bon moment. Le capteur marche, et avait déjà publié."
    )
}

pub(super) fn wait(screen: &str) -> Question {
    (
        format!(
            "Combien de secondes l’afficheur `{screen}` attend-il sa première mesure, après son SUBACK\u{202f}?"
        ),
        "La différence des heures des deux lignes «\u{a0}Sending SUBACK\u{a0}» et «\u{a0}Sending PUBLISH\u{a0}».",
    )
}

pub(super) fn retain(sensor: &str) -> Question {
    (
        format!("Que vaut `r` dans les PUBLISH reçus de `{sensor}`\u{202f}?"),
        "(d0, q1, r0, …)\u{a0}: retain n’est pas demandé.",
    )
}
