//! TD and TP: every question of the source's sheets, and what real work adds to them.

use crate::Item;

pub const ITEMS: &[Item] = &[
    // TD: reading logs, interpreting exchanges, comprehension.
    (
        "TD: the letters p c k and d q r m",
        "book/src/td/exemple-td1.md",
        &["**R1.**", "`p`, `c`, `k`", "`d`, `q`, `r`, `m`"],
    ),
    ("TD: who is who in a log", "book/src/td/exemple-td1.md", &["## Qui est là", "Quel client s’abonne"]),
    (
        "TD: effective QoS on each leg",
        "book/src/td/exemple-td1.md",
        &["**Q6.**", "**Q7.**", "Avec quelle QoS le broker envoie-t-il"],
    ),
    ("TD: pings in a log", "book/src/td/exemple-td1.md", &["Combien de PINGREQ"]),
    (
        "TD: what is wrong here",
        "book/src/td/exemple-td2.md",
        &["## Panne 1", "## Panne 5", "quelle est la cause"],
    ),
    (
        "TD: what was lost",
        "book/src/td/exemple-td2.md",
        &["avant que le PUBACK n’arrive", "avant que le PUBLISH n’arrive"],
    ),
    ("TD: how to get one's own", "book/src/td/td-1.md", &["cargo run -q --bin td --"]),
    // TP 1, QoS.
    (
        "TP 1: publish and subscribe at QoS 0, 1, 2",
        "book/src/tp/tp-1.md",
        &["-m zero -q 0", "-m un -q 1", "-m deux -q 2"],
    ),
    (
        "TP 1: find connection, CONNACK, SUBSCRIBE, SUBACK",
        "book/src/tp/tp-1.md",
        &["**E1.**", "(SUBSCRIBE, SUBACK)", "**Q1.**", "**Q2.**"],
    ),
    (
        "TP 1: the packets of each QoS",
        "book/src/tp/tp-1.md",
        &["**E2.**", "**Q3.**", "**Q4.**", "**Q5.**", "**Q6.** Donnez, dans l’ordre"],
    ),
    (
        "TP 1: what is exchanged at each level; reliability, latency, number",
        "book/src/tp/tp-1.md",
        &["**P2.**", "**E3.**", "**R1.** Dressez un tableau des trois QoS"],
    ),
    ("TP 1: why QoS 2 where reliability matters most", "book/src/tp/tp-1.md", &["**R2.** Pourquoi la QoS 2"]),
    ("TP 1: TCP acknowledges already", "book/src/tp/tp-1.md", &["**R3.** TCP acquitte déjà"]),
    (
        "TP 1: a lost PUBACK duplicates, DUP on one leg",
        "book/src/tp/tp-1.md",
        &["## Étape 4 : perdre un PUBACK", "**Q9.**", "**Q10.**", "**Q11.**"],
    ),
    ("TP 1: QoS is per hop, the lower of two", "book/src/tp/tp-1.md", &["**Q7.**", "**Q8.**", "**R4.**"]),
    // TP 2, keep-alive.
    (
        "TP 2: keep-alive of 10 s, PINGREQ and PINGRESP",
        "book/src/tp/tp-2.md",
        &["-k 10", "**E1.**", "**Q6.**", "**Q7.**", "**Q8.** Quel paquet y répond"],
    ),
    ("TP 2: on an idle link only", "book/src/tp/tp-2.md", &["**P2.**", "**E2.**"]),
    (
        "TP 2: the meaning of p0 p1 p2 p5",
        "book/src/tp/tp-2.md",
        &["**Q1.**", "**Q2.**", "**Q3.**", "**P5.** Que vaudra `p`"],
    ),
    (
        "TP 2: the meaning of c0 c1",
        "book/src/tp/tp-2.md",
        &["**Q4.** Que veut dire c1", "**Q10.**", "**Q11.**"],
    ),
    ("TP 2: the meaning of kx", "book/src/tp/tp-2.md", &["**Q5.**", "**Q9.**"]),
    (
        "TP 2: how the ping holds the connection",
        "book/src/tp/tp-2.md",
        &["**R1.** Comment PINGREQ et PINGRESP"],
    ),
    (
        "TP 2: what clean session does",
        "book/src/tp/tp-2.md",
        &["## Étape 3 : garder sa session", "**R2.** Que fait clean session"],
    ),
    // TP 3, publishing parameters.
    (
        "TP 3: the meaning of d q r m",
        "book/src/tp/tp-3.md",
        &["## Étape 1 : d, q, r, m", "**Q1.**", "**Q2.** Que veut dire m1"],
    ),
    (
        "TP 3: how they evolve over several messages",
        "book/src/tp/tp-3.md",
        &["**P1.**", "**E1.**", "**Q3.**", "**Q4.**", "**Q5.**", "**R1.**"],
    ),
    (
        "TP 3: the same topic with and without retain",
        "book/src/tp/tp-3.md",
        &["## Étape 2 : sans retain, avec retain", "**P3.**", "**P4.**"],
    ),
    (
        "TP 3: which message comes, with which flag",
        "book/src/tp/tp-3.md",
        &["**E3.**", "**Q7.**", "**Q8.**", "**Q9.**"],
    ),
    (
        "TP 3: retain and clean session differ",
        "book/src/tp/tp-3.md",
        &["**R2.** En quoi retain et clean session diffèrent"],
    ),
    // TP 4, TLS.
    (
        "TP 4: self-signed certificate, private key",
        "book/src/tp/tp-4.md",
        &["## Étape 1 : une autorité", "openssl req -x509", "**E1.**"],
    ),
    (
        "TP 4: connect on 8883 with the CA file",
        "book/src/tp/tp-4.md",
        &["-p 8883 --cafile autorite.crt", "**Q1.**", "**Q2.**"],
    ),
    (
        "TP 4: capture with tshark or Wireshark",
        "book/src/tp/tp-4.md",
        &["sudo tshark -i lo", "## Avec Wireshark"],
    ),
    ("TP 4: aims of TLS", "book/src/tp/tp-4.md", &["**R1.** Quels sont les trois buts de TLS"]),
    (
        "TP 4: ClientHello and what it contains",
        "book/src/tp/tp-4.md",
        &["**E4.**", "**Q4.**", "**Q11.**", "**R4.** Que contient le ClientHello"],
    ),
    ("TP 4: ServerHello, Certificate", "book/src/tp/tp-4.md", &["**Q5.**", "**Q6.**", "**P4.**"]),
    ("TP 4: Application Data", "book/src/tp/tp-4.md", &["**P5.**", "**Q9.**"]),
    ("TP 4: how to be sure that it is encrypted", "book/src/tp/tp-4.md", &["**R2.** Comment être sûr"]),
    (
        "TP 4: why MQTT can no longer be read",
        "book/src/tp/tp-4.md",
        &["**R3.** Pourquoi ne peut-on plus lire", "**Q10.**"],
    ),
    (
        "TP 4: TLS 1.2 beside 1.3, and a key log",
        "book/src/tp/tp-4.md",
        &["-tls1_2", "-tls1_3", "**Q7.**", "**Q8.**", "tls.keylog_file"],
    ),
    (
        "TP 4: leaving before PUBACK, a bug to find",
        "book/src/tp/tp-4.md",
        &["## Étape 7 : un bogue", "**P7.**", "**Q12.**"],
    ),
    (
        "TP 4: mqtt and mqtt.msgtype filters",
        "book/src/fiches/filtres.md",
        &["| `mqtt` ", "`mqtt.msgtype == 3`", "`tcp.port == 1883`"],
    ),
    (
        "TP 4: tls filters",
        "book/src/fiches/filtres.md",
        &[
            "`tls.handshake.type == 1`",
            "`tls.handshake.type == 2`",
            "`tls.handshake.type == 11`",
            "`tls.record.content_type == 23`",
        ],
    ),
    // TP 5, connected house.
    (
        "TP 5: the tree of the house",
        "book/src/tp/tp-5.md",
        &["{chambre_1,chambre_2,sdb,salon,cuisine}", "{terrasse,jardin}", "`maison/pluie`"],
    ),
    (
        "TP 5: filters with + and #",
        "book/src/tp/tp-5.md",
        &["## Étape 2 : des filtres", "**Q1.**", "**Q2.**", "**Q3.**", "**Q4.**"],
    ),
    (
        "TP 5: a program that raises maison/alerte",
        "book/src/tp/tp-5.md",
        &["## Étape 3 : une alerte", "maison/alerte", "**Q8.**"],
    ),
    (
        "TP 5: actuators, with retain and a will",
        "book/src/tp/tp-5.md",
        &["## Étape 4 : une lampe", "lampe/commande", "--will-retain", "**Q9.**", "**Q10.**", "**Q11.**"],
    ),
    (
        "TP 5: uses in IoT networks and their security",
        "book/src/tp/tp-5.md",
        &["**R3.**", "**R4.** Citez un usage réel"],
    ),
];
