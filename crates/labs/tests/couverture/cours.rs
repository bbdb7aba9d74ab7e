//! The theory, its twelve items, and where the source is loose and the book exact.

use crate::Item;

pub const ITEMS: &[Item] = &[
    (
        "cours 1: MQTT in the OSI model, and the other view",
        "book/src/couches.md",
        &[
            "« MQTT est dans la couche session. »",
            "« MQTT est un protocole de la couche application. »",
            "Présentation",
        ],
    ),
    (
        "cours 2: publish/subscribe, M2M, the hardware",
        "book/src/publier-et-s-abonner.md",
        &["## Où on le trouve", "Arduino", "STM32", "Raspberry Pi", "M2M"],
    ),
    (
        "cours 2: flexible, light, secure, integrity",
        "book/src/publier-et-s-abonner.md",
        &["**Souple.**", "**Léger.**", "**Sûr.**", "**Fiable.**"],
    ),
    (
        "cours 2: lighter than HTTP, measured",
        "book/src/mesures.md",
        &["## MQTT et HTTP", "MQTT, une connexion par message", "HTTP/1.1 au plus court, une connexion"],
    ),
    (
        "cours 2: TLS measured, in bytes and time, and another on embedded",
        "book/src/mesures.md",
        &["## TLS", "| TLS 1.3 ", "ligne de 10 ms", "Sur un microcontrôleur"],
    ),
    ("cours 2: QoS measured", "book/src/mesures.md", &["## QoS", "arrive chez l’abonné après"]),
    (
        "cours 3: fixed header, remaining length, variable header, payload",
        "book/src/format-des-messages.md",
        &[
            "### Le premier octet",
            "### La longueur restante",
            "### En-tête variable et payload",
            "DUP",
            "RETAIN",
        ],
    ),
    (
        "cours 4: the 14 packets, value, direction, role",
        "book/src/quatorze-paquets.md",
        &[
            "| 1      | CONNECT ",
            "| 2      | CONNACK ",
            "| 3      | PUBLISH ",
            "| 4      | PUBACK ",
            "| 5      | PUBREC ",
            "| 6      | PUBREL ",
            "| 7      | PUBCOMP ",
            "| 8      | SUBSCRIBE ",
            "| 9      | SUBACK ",
            "| 10     | UNSUBSCRIBE ",
            "| 11     | UNSUBACK ",
            "| 12     | PINGREQ ",
            "| 13     | PINGRESP ",
            "| 14     | DISCONNECT ",
        ],
    ),
    (
        "cours 5: a whole exchange, on both sides of the broker",
        "book/src/connexion.md",
        &["{{#echange figures/connexion.conv}}", "### CONNECT", "### CONNACK", "### SUBSCRIBE et SUBACK"],
    ),
    ("cours 6: at most once", "book/src/qos-0.md", &["« Au plus une fois »"]),
    (
        "cours 6: TCP acknowledges already",
        "book/src/qos-0.md",
        &[
            "## « TCP acquitte déjà, pourquoi une QoS ? »",
            "**La connexion peut être coupée.**",
            "**L’acquittement de TCP n’est pas celui de l’application.**",
        ],
    ),
    ("cours 7: PUBACK, at least once", "book/src/qos-1.md", &["{{#echange figures/qos-1.conv}}"]),
    (
        "cours 7: only a lost PUBACK duplicates",
        "book/src/qos-1.md",
        &[
            "### PUBACK perdu : le message arrive deux fois",
            "### PUBLISH perdu : le message n’arrive qu’une fois",
        ],
    ),
    ("cours 7: DUP lives on one leg", "book/src/qos-1.md", &["DUP ne traverse pas le broker"]),
    (
        "cours 8: PUBREC, PUBREL, PUBCOMP, what each releases, why nothing is duplicated",
        "book/src/qos-2.md",
        &["ce que son arrivée permet", "| PUBREL  |", "pourquoi pas de doublon"],
    ),
    (
        "cours 9: per hop, the lower of two",
        "book/src/qos-par-saut.md",
        &["**minimum** de la QoS publiée et de la QoS accordée", "de bout en bout"],
    ),
    (
        "cours 10: retain",
        "book/src/retain.md",
        &["{{#echange figures/retain.conv}}", "## Retain ou clean session ?"],
    ),
    ("cours 10: clean session", "book/src/sessions.md", &["## Clean session"]),
    (
        "cours 10: keep-alive, PINGREQ, PINGRESP",
        "book/src/sessions.md",
        &["## Keep-alive", "une fois et demie"],
    ),
    ("cours 10: last will", "book/src/sessions.md", &["## Will", "{{#echange figures/will.conv}}"]),
    (
        "cours 10: topics, + and #",
        "book/src/topics.md",
        &["| `+`   |", "| `#`   |", "## L’arbre de la maison"],
    ),
    ("cours 10: $SYS", "book/src/topics.md", &["## Les topics `$SYS`"]),
    (
        "cours 11: clear text, TLS, ClientHello, ServerHello, certificate",
        "book/src/securite.md",
        &["port 8883", "**ClientHello**", "**ServerHello**", "**Certificate**", "auto-signé"],
    ),
    (
        "cours 11: passwords, access rules",
        "book/src/securite.md",
        &["mosquitto_passwd", "acl_file", "Denied PUBLISH"],
    ),
    (
        "cours 12: HTTP, CoAP, AMQP, WebSocket",
        "book/src/comparaison.md",
        &["HTTP/1.1", "**CoAP**", "AMQP", "**WebSocket**", "## Choisir"],
    ),
    (
        "where the source is loose: re-sending",
        "book/src/qos-1.md",
        &["« Sans PUBACK au bout d’un certain temps", "`[MQTT-4.4.0-1]`", "l’habitude de", "**interdit**"],
    ),
    (
        "where the source errs: Certificate is encrypted in TLS 1.3",
        "book/src/securite.md",
        &["`tls.handshake.type == 11`", "seuls les\n> types 1 et 2"],
    ),
];
