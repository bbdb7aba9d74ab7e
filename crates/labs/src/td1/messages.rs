//! What a pair reads in TD 1, in French: each question with its explanation for the teacher.

/// Titles of the groups of questions.
pub(super) const WHO: &str = "Qui est là\u{202f}?";
/// See [`WHO`].
pub(super) const MESSAGES: &str = "Les messages";
/// See [`WHO`].
pub(super) const ENDS: &str = "Silences et départs";

type Question = (String, &'static str);

pub(super) fn opening(pair: u32, log: &str) -> String {
    format!(
        "# TD 1\u{a0}: lire le journal d’un broker (binôme {pair})\n\n\
         Voici le journal d’un broker, du premier au dernier client. Lisez-le une fois en entier, puis répondez dans \
         `reponses/td1.toml`. Chaque réponse est dans ces lignes\u{a0}: soulignez celle qui la prouve.\n\n\
         ```text\n{log}```\n\n"
    )
}

pub(super) fn subscriber(filter: &str) -> Question {
    (
        format!("Quel client s’abonne au filtre `{filter}`\u{202f}?"),
        "Les lignes qui suivent «\u{a0}Received SUBSCRIBE\u{a0}» donnent le filtre et le client.",
    )
}

pub(super) fn keep_alive(client: &str) -> Question {
    (
        format!("Quel est le keep-alive de `{client}`, en secondes\u{202f}?"),
        "C’est le nombre après k, dans la ligne «\u{a0}New client connected\u{a0}».",
    )
}

pub(super) fn old_version() -> Question {
    (
        "Quel client parle encore MQTT 3.1, et non 3.1.1\u{202f}?".to_owned(),
        "p1\u{a0}: MQTT 3.1. p2\u{a0}: MQTT 3.1.1. Ce n’est pas une QoS.",
    )
}

pub(super) fn kept_session() -> Question {
    (
        "Quel client demande au broker de garder sa session après son départ\u{202f}?".to_owned(),
        "c0\u{a0}: clean session à 0. Tous les autres ont c1.",
    )
}

pub(super) fn filter(client: &str) -> Question {
    (
        format!("Quel filtre `{client}` demande-t-il\u{202f}? Recopiez-le exactement."),
        "La ligne en retrait sous «\u{a0}Received SUBSCRIBE\u{a0}».",
    )
}

pub(super) fn qos_in(client: &str, topic: &str) -> Question {
    (
        format!("Avec quelle QoS `{client}` publie-t-il sur `{topic}`\u{202f}?"),
        "Le nombre après q, dans «\u{a0}Received PUBLISH\u{a0}».",
    )
}

pub(super) fn qos_out(client: &str, topic: &str) -> Question {
    (
        format!("Avec quelle QoS le broker envoie-t-il les messages de `{topic}` à `{client}`\u{202f}?"),
        "Le nombre après q, dans «\u{a0}Sending PUBLISH\u{a0}»\u{a0}: la plus petite des deux QoS, celle du publieur et celle de l’abonnement.",
    )
}

pub(super) fn qos2_topic() -> Question {
    (
        "Sur quel topic un capteur publie-t-il en QoS 2\u{202f}?".to_owned(),
        "La ligne «\u{a0}Received PUBLISH\u{a0}» qui a q2.",
    )
}

pub(super) fn qos2_packets(client: &str) -> Question {
    (
        format!(
            "Combien de paquets `{client}` et le broker échangent-ils, dans les deux sens, pour que ses messages soient \
             livrés en QoS 2\u{202f}? Comptez les PUBLISH."
        ),
        "Quatre par message\u{a0}: PUBLISH, PUBREC, PUBREL, PUBCOMP. Ceux que le broker échange avec les abonnés n’en sont pas.",
    )
}

pub(super) fn last_puback(client: &str) -> Question {
    (
        format!("Quel identifiant porte le dernier PUBACK que le broker reçoit de `{client}`\u{202f}?"),
        "«\u{a0}Received PUBACK … (Mid: N, RC:0)\u{a0}»\u{a0}: N répète l’identifiant m du PUBLISH envoyé à ce client.",
    )
}

pub(super) fn size(client: &str) -> Question {
    (
        format!("Combien d’octets occupe le payload du premier message de `{client}`\u{202f}?"),
        "Entre parenthèses, à la fin de la ligne\u{a0}: (N bytes). Le journal ne montre pas le payload lui-même.",
    )
}

pub(super) fn pings(client: &str) -> Question {
    (
        format!("Combien de PINGREQ le broker reçoit-il de `{client}`\u{202f}?"),
        "Une ligne «\u{a0}Received PINGREQ\u{a0}» chacun. Le client n’en envoie que lorsqu’il n’a rien d’autre à dire.",
    )
}

pub(super) fn broken() -> Question {
    (
        "Quel client s’en va sans DISCONNECT\u{202f}?".to_owned(),
        "«\u{a0}closed its connection\u{a0}»\u{a0}: la connexion TCP s’est fermée sans DISCONNECT. Les autres ont «\u{a0}Received DISCONNECT\u{a0}».",
    )
}

pub(super) fn will_topic() -> Question {
    (
        "Un client a confié un will au broker. Sur quel topic\u{202f}?".to_owned(),
        "Annoncé sous «\u{a0}Will message specified\u{a0}», et publié par le broker quand la connexion se ferme sans DISCONNECT.",
    )
}

pub(super) fn retained(client: &str, topic: &str) -> Question {
    (
        format!(
            "Juste après son SUBACK, `{client}` reçoit un message sur `{topic}`. Que vaut `r` dans ce PUBLISH\u{202f}?"
        ),
        "r1\u{a0}: le message était retenu par le broker. Les abonnés déjà présents l’ont reçu avec r0.",
    )
}

pub(super) fn publish_count() -> Question {
    (
        "Combien de PUBLISH le broker reçoit-il en tout\u{202f}?".to_owned(),
        "Les lignes «\u{a0}Received PUBLISH\u{a0}» seulement. Le will est publié par le broker lui-même\u{a0}: il ne le reçoit pas.",
    )
}

pub(super) fn prose(mobile: &str, one: &str, late: &str, two: &str) -> String {
    format!(
        "## Questions rédigées\n\n\
         À rédiger dans `compte-rendu.md`, une ou deux phrases chacune.\n\n\
         **R1.** Expliquez, avec une ligne du journal chacun, ce que veulent dire `p`, `c`, `k`, puis `d`, `q`, `r`, `m`.\n\n\
         **R2.** Pourquoi `{mobile}` ne reçoit-il pas les messages de `{one}` avec la QoS du publieur\u{202f}?\n\n\
         **R3.** `{late}` s’abonne longtemps après la publication de `{two}`, et reçoit pourtant un message. Qui l’a gardé, \
         et à la demande de qui\u{202f}?\n\n\
         **R4.** Le journal dit `m1` pour plusieurs messages différents. Pourquoi n’est-ce pas une erreur\u{202f}?\n"
    )
}
