//! Les tests de l’exercice 10. Vous pouvez les lire ; ne les modifiez pas.

mod outils;

use exercise_10::briques::{Message, Publish};
use exercise_10::codec::Paquet;
use exercise_10::reseau::Serveur;
use exercise_10::{Broker, permis, servir};
use outils::{
    CONNACK, CONNECT, Envoye, PINGREQ, Scene, abonnement, client, connu, conversation, echange, ferme,
    filtres, lit_apres, livre, message, paquet, sert, sert_le_will, sert_tout, servir_en_memoire,
};
use testkit::{Programs, TcpClient};

#[test]
fn etape_1_permis() {
    let connect = Paquet::Connect(client("ecran", None));
    let premier = ("Un client qui arrive commence par CONNECT.", "[MQTT-3.1.0-1]");
    let second = ("Vous avez sans doute accepté un second CONNECT : il n’y en a qu’un.", "[MQTT-3.1.0-2]");
    let ensuite = ("Une fois connecté, un client peut tout envoyer, sauf CONNECT.", "§3.12");
    let avant = ("Vous avez sans doute accepté un paquet avant CONNECT.", "[MQTT-3.1.0-1]");
    for (connecte, paquet, attendu, (erreur, clause)) in [
        (false, connect.clone(), true, premier),
        (true, connect, false, second),
        (true, Paquet::Pingreq, true, ensuite),
        (false, Paquet::Pingreq, false, avant),
        (false, Paquet::Disconnect, false, avant),
    ] {
        testkit::value(format!("permis({connecte}, {})", paquet), attendu)
            .remark(erreur)
            .hint("match paquet { Paquet::Connect(_) => …, _ => … }")
            .clause(clause)
            .when(move || permis(connecte, &paquet));
    }
}

#[test]
fn etape_2_connect() {
    conversation()
        .recoit(1, Paquet::Connect(client("ecran", None)))
        .gives(vec![CONNACK.vers(1)])
        .rule("Le broker accueille : CONNACK, session présente 0, code 0.", "[MQTT-3.2.0-1]")
        .clients()
        .gives(vec![connu(1, "ecran")])
        .mistake(vec![], "Vous n’avez sans doute pas rangé le client dans self.clients.", "§3.1")
        .mistake(vec![connu(1, "")], "Vous n’avez sans doute pas noté le client id.", "§3.1.3.1")
        .rule("Le client est rangé sous le numéro de sa connexion, avec son nom.", "§3.1")
        .recoit(2, Paquet::Connect(client("thermo", None)))
        .gives(vec![CONNACK.vers(2)])
        .rule("CONNACK part sur la connexion du CONNECT.", "[MQTT-3.2.0-1]")
        .clients()
        .gives(vec![connu(1, "ecran"), connu(2, "thermo")])
        .rule("Les deux clients sont là.", "§3.1")
        .hint("self.clients.insert(connexion, client), avec client_id et will venus de connect")
        .when(Broker::default);
}

#[test]
fn etape_3_ping_et_au_revoir() {
    conversation()
        .accueille(1, "ecran")
        .recoit(1, Paquet::Pingreq)
        .gives(vec![Paquet::Pingresp.vers(1)])
        .mistake(vec![], "Vous n’avez sans doute rien répondu : PINGREQ attend PINGRESP.", "[MQTT-3.12.4-1]")
        .rule("PINGREQ attend PINGRESP, sur la même connexion.", "[MQTT-3.12.4-1]")
        .recoit(1, Paquet::Disconnect)
        .gives(vec![ferme(1)])
        .mistake(vec![], "Vous n’avez sans doute pas fermé la connexion après DISCONNECT.", "[MQTT-3.14.4-1]")
        .rule("DISCONNECT n’a pas de réponse : la connexion se ferme.", "[MQTT-3.14.4-1]")
        .clients()
        .mistake(
            vec![connu(1, "ecran")],
            "Vous n’avez sans doute pas retiré de self.clients le client qui a dit au revoir.",
            "§3.14.4",
        )
        .rule("Le client parti n’est plus dans self.clients.", "§3.14.4")
        .hint("self.clients.remove(&connexion);")
        .when(Broker::default);
}

#[test]
fn etape_4_subscribe() {
    let suback =
        |identifiant, qos: &[u8]| Paquet::Suback { identifiant, qos_accordees: qos.to_vec() }.vers(1);
    conversation()
        .accueille(1, "ecran")
        .recoit(1, abonnement(10, &[("maison/#", 1)]))
        .gives(vec![suback(10, &[1])])
        .mistake(vec![], "Vous n’avez sans doute rien répondu : SUBSCRIBE attend SUBACK.", "[MQTT-3.8.4-1]")
        .mistake(
            vec![suback(1, &[1])],
            "Vous avez sans doute inventé un identifiant : SUBACK reprend celui de SUBSCRIBE.",
            "[MQTT-3.8.4-2]",
        )
        .rule("SUBACK reprend l’identifiant de SUBSCRIBE, et donne la QoS accordée.", "[MQTT-3.8.4-2]")
        .recoit(1, abonnement(777, &[("a", 0), ("b", 1), ("c", 2)]))
        .gives(vec![suback(777, &[0, 1, 1])])
        .mistake(
            vec![suback(777, &[0, 1, 2])],
            "Vous avez sans doute accordé la QoS 2 : ce broker s’arrête à 1.",
            "[MQTT-3.8.4-6]",
        )
        .mistake(
            vec![suback(777, &[0])],
            "Vous avez sans doute répondu pour un seul filtre : une QoS chacun.",
            "[MQTT-3.8.4-5]",
        )
        .mistake(
            vec![suback(777, &[1, 1, 0])],
            "Vous avez sans doute répondu dans le désordre.",
            "[MQTT-3.8.4-5]",
        )
        .rule("Une QoS accordée pour chaque filtre, dans l’ordre, 1 au plus.", "[MQTT-3.8.4-5]")
        .abonnements(1)
        .gives(filtres("a q0, b q1, c q1, maison/# q1"))
        .mistake(
            filtres(""),
            "Vous n’avez sans doute rien noté : client.abonner(…) pour chaque filtre.",
            "§3.8.4",
        )
        .mistake(
            filtres("a q0, b q1, c q2, maison/# q1"),
            "Vous avez sans doute noté la QoS demandée : abonnez le client avec la QoS accordée.",
            "[MQTT-3.8.4-6]",
        )
        .rule("Chaque filtre est noté, avec la QoS que SUBACK accorde.", "[MQTT-3.8.4-6]")
        .hint("for Abonnement { filtre, qos } in subscribe.abonnements { … client.abonner(…) }")
        .when(Broker::default);
}

#[test]
fn etape_5_publish_qos_0() {
    let mesure = message("maison/salon", "21.5", 0);
    conversation()
        .accueille(1, "ecran")
        .abonne(1, "maison/#", 0)
        .accueille(2, "frigo")
        .abonne(2, "maison/cuisine", 0)
        .accueille(3, "bureau")
        .abonne(3, "maison/+", 1)
        .abonne(3, "#", 0)
        .accueille(4, "thermo")
        .publie(4, None, &mesure)
        .gives(vec![livre(1, None, &mesure), livre(3, None, &mesure)])
        .mistake(vec![], "Vous n’avez sans doute rien envoyé : chaque abonné attend le message.", "§3.3.4")
        .mistake(
            vec![livre(1, None, &mesure), livre(3, None, &mesure), livre(3, None, &mesure)],
            "Vous avez sans doute parcouru les abonnements : un client reçoit le message une seule fois.",
            "[MQTT-3.3.5-1]",
        )
        .rule("Chaque client dont un filtre accepte le topic reçoit le message, une fois.", "§3.3.4")
        .publie(1, None, &mesure)
        .gives(vec![livre(1, None, &mesure), livre(3, None, &mesure)])
        .rule("Celui qui publie reçoit aussi le message, s’il y est abonné.", "§3.3.4")
        .hint("if let Some(qos) = client.qos_pour(&message.topic) { actions.push(client.envoi(…)); }")
        .when(Broker::default);
}

#[test]
fn etape_6_publish_qos_1() {
    let mesure = message("maison/salon", "21.5", 1);
    let [sur, simple] = [livre(1, Some(1), &mesure), livre(2, None, &Message { qos: 0, ..mesure.clone() })];
    let suivant = livre(1, Some(2), &mesure);
    let puback = |identifiant| Paquet::Puback { identifiant }.vers(3);
    conversation()
        .accueille(1, "ecran")
        .abonne(1, "maison/#", 1)
        .accueille(2, "bureau")
        .abonne(2, "maison/#", 0)
        .accueille(3, "thermo")
        .publie(3, Some(500), &mesure)
        .gives(vec![sur.clone(), simple.clone(), puback(500)])
        .mistake(
            vec![sur.clone(), simple.clone()],
            "Vous avez sans doute oublié PUBACK : le publieur renverrait son message.",
            "[MQTT-4.3.2-2]",
        )
        .mistake(
            vec![livre(1, Some(500), &mesure), simple.clone(), puback(500)],
            "Vous avez sans doute repris l’identifiant du publieur : celui-là n’a de sens que sur sa connexion.",
            "[MQTT-2.3.1-2]",
        )
        .mistake(
            vec![sur.clone(), livre(2, Some(1), &mesure), puback(500)],
            "Vous avez sans doute gardé la QoS du publieur : l’abonné a demandé 0.",
            "[MQTT-3.8.4-6]",
        )
        .rule("PUBACK au publieur ; à chaque abonné la plus petite QoS, et un identifiant du broker.", "[MQTT-4.3.2-2]")
        .recoit(3, Paquet::Publish(Publish { dup: true, identifiant: Some(500), message: mesure.clone() }))
        .gives(vec![suivant, simple, puback(500)])
        .rule("DUP parle d’une seule connexion : vers l’abonné, c’est un premier envoi, avec son identifiant.", "[MQTT-3.3.1-3]")
        .recoit(1, Paquet::Puback { identifiant: 1 })
        .hint("let identifiant = if qos > 0 { Some(self.identifiant_suivant()) } else { None };")
        .when(Broker::default);
}

#[test]
fn etape_7_retain() {
    let garde = Message { retain: true, ..message("maison/salon", "21.5", 1) };
    let direct = Message { retain: false, ..garde.clone() };
    let vide = Message { payload: vec![], ..garde.clone() };
    let suback = |connexion| Paquet::Suback { identifiant: 1, qos_accordees: vec![1] }.vers(connexion);
    let puback = |identifiant| Paquet::Puback { identifiant }.vers(9);
    conversation()
        .accueille(9, "thermo")
        .accueille(1, "ecran")
        .abonne(1, "maison/#", 1)
        .publie(9, Some(7), &garde)
        .gives(vec![livre(1, Some(1), &direct), puback(7)])
        .mistake(
            vec![livre(1, Some(1), &garde), puback(7)],
            "Vous avez sans doute fait suivre RETAIN : en direct, il vaut 0.",
            "[MQTT-3.3.1-9]",
        )
        .rule("En direct, RETAIN vaut 0.", "[MQTT-3.3.1-9]")
        .accueille(2, "tardif")
        .recoit(2, abonnement(1, &[("maison/+", 1)]))
        .gives(vec![suback(2), livre(2, Some(1), &garde)])
        .mistake(vec![suback(2)], "Vous n’avez sans doute pas envoyé le message retenu.", "[MQTT-3.3.1-6]")
        .mistake(
            vec![livre(2, Some(1), &garde), suback(2)],
            "Vous avez sans doute envoyé le message avant SUBACK : répondez d’abord.",
            "[MQTT-3.8.4-1]",
        )
        .mistake(
            vec![suback(2), livre(2, Some(1), &direct)],
            "Vous avez sans doute envoyé RETAIN 0 : ce message était gardé.",
            "[MQTT-3.3.1-8]",
        )
        .rule("SUBACK, puis les messages retenus, avec RETAIN 1.", "[MQTT-3.3.1-6]")
        .publie(9, Some(8), &vide)
        .gives(vec![
            livre(1, Some(2), &Message { retain: false, ..vide.clone() }),
            livre(2, Some(2), &Message { retain: false, ..vide.clone() }),
            puback(8),
        ])
        .rule("Le message vide est livré comme un autre, RETAIN 0.", "[MQTT-3.3.1-10]")
        .accueille(3, "dernier")
        .recoit(3, abonnement(1, &[("maison/#", 1)]))
        .gives(vec![suback(3)])
        .rule(
            "Payload vide et RETAIN 1 ont effacé la valeur ; le message vide n’est pas gardé.",
            "[MQTT-3.3.1-11]",
        )
        .hint("c’est la mémoire de l’exercice 08, dans distribuer et dans subscribe")
        .when(Broker::default);
}

#[test]
fn etape_8_le_will() {
    let hors_ligne = Message { retain: true, ..message("maison/lampe", "absente", 0) };
    let en_direct = Message { retain: false, ..hors_ligne.clone() };
    let recu = livre(1, None, &en_direct);
    let lampe = Paquet::Connect(client("lampe", Some(hors_ligne)));
    let sans_will = "Vous n’avez sans doute pas publié le will : le client n’a pas envoyé DISCONNECT.";
    conversation()
        .accueille(1, "ecran")
        .abonne(1, "maison/#", 0)
        .recoit(2, lampe.clone())
        .gives(vec![CONNACK.vers(2)])
        .abonne(2, "maison/lampe", 0)
        .coupe(2)
        .gives(vec![recu.clone()])
        .mistake(
            vec![recu.clone(), livre(2, None, &en_direct)],
            "Vous avez sans doute distribué le will avant de retirer le client : il n’est plus là.",
            "[MQTT-3.1.2-8]",
        )
        .mistake(vec![], sans_will, "[MQTT-3.1.2-8]")
        .rule("Une connexion coupée fait publier le will aux abonnés.", "[MQTT-3.1.2-8]")
        .recoit(3, lampe.clone())
        .gives(vec![CONNACK.vers(3)])
        .recoit(3, Paquet::Disconnect)
        .gives(vec![ferme(3)])
        .mistake(
            vec![recu.clone(), ferme(3)],
            "Vous avez sans doute publié le will après DISCONNECT : il est alors jeté.",
            "[MQTT-3.14.4-3]",
        )
        .rule("Après DISCONNECT, le will est jeté.", "[MQTT-3.14.4-3]")
        .recoit(4, lampe.clone())
        .gives(vec![CONNACK.vers(4)])
        .rule("Le nom est libre : le client précédent est parti.", "[MQTT-3.14.4-3]")
        .recoit(4, lampe)
        .gives(vec![recu, ferme(4)])
        .mistake(vec![ferme(4)], sans_will, "[MQTT-3.1.2-8]")
        .rule("Un second CONNECT : le broker ferme, et publie le will.", "[MQTT-3.1.0-2]")
        .accueille(5, "tardif")
        .recoit(5, abonnement(1, &[("maison/lampe", 0)]))
        .gives(vec![
            Paquet::Suback { identifiant: 1, qos_accordees: vec![0] }.vers(5),
            livre(5, None, &Message { retain: true, ..message("maison/lampe", "absente", 0) }),
        ])
        .rule(
            "Un will avec RETAIN est gardé, comme tout message : servez-vous de distribuer.",
            "[MQTT-3.1.2-17]",
        )
        .hint("self.clients.remove(&connexion) donne le client, son will avec")
        .when(Broker::default);
}

#[test]
fn etape_9_un_autre_du_meme_nom() {
    conversation()
        .accueille(1, "ecran")
        .recoit(2, Paquet::Connect(client("ecran", None)))
        .gives(vec![ferme(1), CONNACK.vers(2)])
        .mistake(
            vec![CONNACK.vers(2)],
            "Vous n’avez sans doute pas fermé l’ancienne connexion : deux clients ne portent pas le même nom.",
            "[MQTT-3.1.4-2]",
        )
        .rule("Le nouveau venu chasse l’ancien : chasser, puis CONNACK.", "[MQTT-3.1.4-2]")
        .accueille(3, "")
        .recoit(4, Paquet::Connect(client("", None)))
        .gives(vec![CONNACK.vers(4)])
        .mistake(
            vec![ferme(3), CONNACK.vers(4)],
            "Vous avez sans doute pris un client id vide pour un nom : c’est ne pas en avoir choisi.",
            "[MQTT-3.1.3-6]",
        )
        .rule("Un client id vide n’est le nom de personne.", "[MQTT-3.1.3-6]")
        .hint("if let Some(ancienne) = self.connexion_de(&connect.client_id) { … self.chasser(ancienne) … }")
        .when(Broker::default);
}

#[test]
fn etape_10_servir() {
    sert_tout();
    testkit::value("après un paquet invalide, servir lit-elle la suite ?", false)
        .remark("Vous avez sans doute attendu la suite d’un paquet invalide : on sort de la boucle.")
        .hint("Invalide n’est pas Incomplet : codec::Recu::Invalide => break,")
        .clause("[MQTT-4.8.0-1]")
        .when(|| lit_apres(&[CONNECT, &[0xF0, 0]]));
    sert_le_will();
}

#[test]
fn etape_11_tous_les_octets() {
    // Un client id accentué, un nom d’utilisateur et un mot de passe ; puis un abonnement à soi-même.
    let identite = ["\0\x04tê ".as_bytes(), "\0\x07élève".as_bytes(), b"\0\x06secret"].concat();
    let connect = paquet(0x10, &[b"\0\x04MQTT\x04\xC2\0\x3C", &identite]);
    let subscribe = paquet(0x82, &[b"\0\x09\0\x05", "été".as_bytes(), &[1]]);
    for taille in [0, 1, 118, 119, 16_374, 16_375, 40_000] {
        let payload: Vec<u8> = (0..taille).map(|rang| (rang % 251) as u8).collect();
        let publish = |premier, identifiant: &[u8]| {
            paquet(premier, &[b"\0\x05", "été".as_bytes(), identifiant, &payload])
        };
        let attendu =
            [&[0x20, 2, 0, 0, 0x90, 3, 0, 9, 1, 0x40, 2, 1, 2][..], &publish(0x32, &[0, 1])].concat();
        let envoye = [&connect[..], &subscribe, &publish(0x33, &[1, 2])].concat();
        testkit::bytes(format!("CONNECT, SUBSCRIBE, PUBLISH de {taille} octets"), &attendu)
            .fields(&[("CONNACK", 4), ("SUBACK", 5), ("PUBACK", 4), ("PUBLISH", attendu.len() - 13)])
            .hint("si vous avez changé briques.rs, comparez avec vos exercices 02 à 05")
            .clause("§2.2.3")
            .when(move || {
                let morceaux: Vec<&[u8]> = envoye.chunks(1000).collect();
                servir_en_memoire(&Serveur::default(), &morceaux)
            });
    }
}

#[test]
fn etape_12_sur_tcp() {
    sert("CONNECT et PINGREQ", &[CONNECT, PINGREQ], &[0x20, 2, 0, 0, 0xD0, 0]);
    let serveur = Serveur::default();
    let Some(port) = testkit::listen(move |entree, sortie| servir(&serveur, entree, sortie)) else { return };

    let mut ecran = TcpClient::connect(port).expect("une connexion");
    let mut thermo = TcpClient::connect(port).expect("une connexion");
    let subscribe = [0x82, 6, 0, 1, 0, 1, b'#', 1];
    echange(
        &mut ecran,
        "ecran : CONNECT, SUBSCRIBE",
        &[CONNECT, &subscribe].concat(),
        &[0x20, 2, 0, 0, 0x90, 3, 0, 1, 1],
    );
    let will = paquet(0x10, &[b"\0\x04MQTT\x04\x06\0\x3C", b"\0\x01t", b"\0\x01w", b"\0\x03fin"]);
    echange(
        &mut thermo,
        "thermo : CONNECT, PUBLISH",
        &[&will[..], b"\x33\x07\0\x01a\0\x0921"].concat(),
        &[0x20, 2, 0, 0, 0x40, 2, 0, 9],
    );
    echange(&mut ecran, "ecran reçoit", &[], b"\x32\x07\0\x01a\0\x0121");
    drop(thermo);
    echange(&mut ecran, "thermo a coupé, ecran reçoit", &[], b"\x30\x06\0\x01wfin");
    let mut tardif = TcpClient::connect(port).expect("une connexion");
    let connect = b"\x10\x0D\0\x04MQTT\x04\x02\0\x3C\0\x01u";
    echange(
        &mut tardif,
        "tardif : CONNECT, SUBSCRIBE",
        &[&connect[..], &subscribe].concat(),
        b"\x20\x02\0\0\x90\x03\0\x01\x01\x33\x07\0\x01a\0\x0121",
    );
    for programmes in [Programs::ours(), Programs::mosquitto()].into_iter().flatten() {
        programmes.talk(port);
    }
}
