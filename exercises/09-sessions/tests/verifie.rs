//! Les tests de l’exercice 09. Vous pouvez les lire ; ne les modifiez pas.

mod outils;

use exercise_09::{Broker, silence_trop_long};
use outils::{C0, C1, Quoi, Scene, connack, conversation, ferme, livre, message, will};

#[test]
fn etape_1_bienvenue() {
    conversation()
        .connect(1, "ecran", C1)
        .gives(vec![connack(1, false)])
        .mistake(
            vec![connack(1, true)],
            "Vous avez sans doute annoncé une session présente : c’est sa première visite.",
            "[MQTT-3.2.2-1]",
        )
        .rule("Le broker accepte : CONNACK, sans session présente.", "[MQTT-3.2.0-1]")
        .connect(2, "thermo", C0)
        .gives(vec![connack(2, false)])
        .rule("CONNACK part sur la connexion du CONNECT.", "[MQTT-3.2.0-1]")
        .hint("vec![Action::Connack { connexion, session_presente: false }]")
        .when(Broker::default);
}

#[test]
fn etape_2_session_presente() {
    conversation()
        .accueille(1, "ecran", C0)
        .disconnect(1)
        .connect(2, "ecran", C0)
        .gives(vec![connack(2, true)])
        .mistake(
            vec![connack(2, false)],
            "Vous n’avez sans doute pas gardé la session : le client avait mis clean session à 0.",
            "[MQTT-3.1.2-4]",
        )
        .rule("Avec clean session à 0, la session attend le retour du client.", "[MQTT-3.1.2-4]")
        .disconnect(2)
        .connect(3, "ecran", C1)
        .gives(vec![connack(3, false)])
        .rule("Clean session à 1 efface la session gardée.", "[MQTT-3.1.2-6]")
        .disconnect(3)
        .connect(4, "ecran", C0)
        .gives(vec![connack(4, false)])
        .rule("Une session de clean session à 1 finit avec sa connexion.", "[MQTT-3.1.2-6]")
        .hint("arrivée : remove, puis contains_key ; fin : presence.take(), puis remove")
        .when(Broker::default);
}

#[test]
fn etape_3_en_direct() {
    let pluie = message("maison/pluie", "0.4", 0);
    conversation()
        .accueille(1, "ecran", C1)
        .subscribe(1, "maison/#")
        .subscribe(1, "maison/pluie")
        .accueille(2, "bureau", C0)
        .subscribe(2, "maison/pluie")
        .accueille(3, "frigo", C1)
        .subscribe(3, "maison/cuisine")
        .publish(&pluie)
        .gives(vec![livre(1, &pluie), livre(2, &pluie)])
        .mistake(
            vec![livre(1, &pluie), livre(1, &pluie), livre(2, &pluie)],
            "Vous avez sans doute envoyé le message une fois par filtre : un client ne le reçoit qu’une fois.",
            "[MQTT-3.3.5-1]",
        )
        .rule("Ceux qui sont là et dont un filtre accepte ce topic reçoivent le message.", "§3.3.4")
        .hint("session.abonnements.iter().any(|filtre| correspond(filtre, &message.topic))")
        .when(Broker::default);
}

#[test]
fn etape_4_la_file() {
    let [premier, second] = [message("maison/pluie", "0.4", 1), message("maison/pluie", "0.6", 1)];
    let perdu = message("maison/pluie", "0.5", 0);
    let retour = connack(2, true);
    conversation()
        .accueille(1, "ecran", C0)
        .subscribe(1, "maison/pluie")
        .disconnect(1)
        .publish(&premier)
        .publish(&perdu)
        .publish(&second)
        .publish(&message("maison/salon", "21.5", 1))
        .connect(2, "ecran", C0)
        .gives(vec![retour.clone(), livre(2, &premier), livre(2, &second)])
        .mistake(
            vec![retour.clone()],
            "Vous n’avez sans doute rien gardé pour l’absent, ou rien envoyé à son retour : la QoS 1 attend.",
            "[MQTT-3.1.2-5]",
        )
        .mistake(
            vec![retour.clone(), livre(2, &premier), livre(2, &perdu), livre(2, &second)],
            "Vous avez sans doute gardé aussi le message de QoS 0 : il n’attend personne.",
            "§3.1.2.4",
        )
        .mistake(
            vec![livre(2, &premier), livre(2, &second), retour.clone()],
            "Vous avez sans doute envoyé les messages avant CONNACK : il doit être le premier paquet du broker.",
            "[MQTT-3.2.0-1]",
        )
        .mistake(
            vec![retour.clone(), livre(2, &second), livre(2, &premier)],
            "Vous avez sans doute vidé la file à l’envers : le plus ancien message part d’abord.",
            "[MQTT-4.6.0-6]",
        )
        .rule("À son retour, le client reçoit CONNACK, puis les messages manqués, dans l’ordre.", "[MQTT-3.1.2-5]")
        .disconnect(2)
        .connect(3, "ecran", C0)
        .gives(vec![connack(3, true)])
        .mistake(
            vec![connack(3, true), livre(3, &premier), livre(3, &second)],
            "Vous n’avez sans doute pas vidé la file : ces messages sont déjà partis.",
            "§4.1",
        )
        .rule("La file est vide, la session toujours là.", "§4.1")
        .hint("for message in session.file.drain(..) { … } prend chaque message et vide la file")
        .when(Broker::default);
}

#[test]
fn etape_5_ce_qui_est_oublie() {
    let pluie = message("maison/pluie", "0.4", 1);
    conversation()
        .accueille(1, "ecran", C1)
        .subscribe(1, "maison/#")
        .disconnect(1)
        .publish(&pluie)
        .connect(2, "ecran", C0)
        .gives(vec![connack(2, false)])
        .rule("Clean session valait 1 : ni abonnement ni message ne sont gardés.", "[MQTT-3.1.2-6]")
        .publish(&pluie)
        .rule("Ce client doit se réabonner : sa session est oubliée.", "[MQTT-3.1.2-6]")
        .subscribe(2, "maison/#")
        .disconnect(2)
        .publish(&pluie)
        .connect(3, "ecran", C1)
        .gives(vec![connack(3, false)])
        .rule("Clean session à 1 efface aussi les messages qui attendaient.", "[MQTT-3.1.2-6]")
        .publish(&pluie)
        .rule("Clean session à 1 efface aussi les abonnements.", "[MQTT-3.1.2-6]")
        .when(Broker::default);
}

#[test]
fn etape_6_une_fois_et_demie() {
    for (keep_alive, silence, attendu) in [
        (10, 9, false),
        (10, 14, false),
        (10, 16, true),
        (5, 7, false),
        (5, 8, true),
        (0, 1, false),
        (0, 100_000, false),
        (65_535, 98_302, false),
        (65_535, 98_303, true),
    ] {
        testkit::value(format!("silence_trop_long({keep_alive}, {silence})"), attendu)
            .remark(match (keep_alive, attendu) {
                (0, _) => "Un keep-alive de 0 ne coupe jamais.",
                (_, false) => {
                    "Vous avez sans doute coupé trop tôt : le broker attend une fois et demie le keep-alive."
                }
                (_, true) => {
                    "Vous avez sans doute coupé trop tard : le broker attend une fois et demie le keep-alive."
                }
            })
            .hint("2 × silence dépasse 3 × keep_alive, sans virgule ; u64::from(keep_alive)")
            .clause("[MQTT-3.1.2-24]")
            .when(move || silence_trop_long(keep_alive, silence));
    }
}

#[test]
fn etape_7_les_muets() {
    conversation()
        .accueille(1, "ecran", Quoi { keep_alive: 10, ..C0 })
        .accueille(2, "radio", Quoi { keep_alive: 0, ..C1 })
        .horloge(14)
        .rule("Le broker attend une fois et demie le keep-alive, soit 15 s.", "[MQTT-3.1.2-24]")
        .paquet(14, 1)
        .horloge(28)
        .mistake(
            vec![ferme(1)],
            "Vous n’avez sans doute pas compté ce paquet : le silence recommence à chaque paquet reçu.",
            "§3.1.2.10",
        )
        .rule("Quatorze secondes depuis le dernier paquet : le client est encore là.", "§3.1.2.10")
        .horloge(30)
        .gives(vec![ferme(1)])
        .mistake(
            vec![],
            "Vous n’avez sans doute pas fermé : seize secondes de silence pour un keep-alive de 10.",
            "[MQTT-3.1.2-24]",
        )
        .rule("Un client trop longtemps muet est coupé, lui seul.", "[MQTT-3.1.2-24]")
        .horloge(40)
        .mistake(vec![ferme(1)], "Vous avez sans doute fermé deux fois la même connexion.", "[MQTT-3.1.2-24]")
        .rule("Il n’y a plus personne à couper : un keep-alive de 0 ne coupe jamais.", "§3.1.2.10")
        .connect(3, "ecran", Quoi { heure: 50, ..C0 })
        .gives(vec![connack(3, true)])
        .rule("Être coupé n’efface pas la session : clean session valait 0.", "[MQTT-3.1.2-4]")
        .hint("notez les connexions muettes ; puis, pour chacune : Fermer, et ce que rend coupure")
        .when(Broker::default);
}

#[test]
fn etape_8_le_will() {
    let hors_ligne = message("maison/lampe", "hors ligne", 0);
    let avec = Quoi { keep_alive: 10, will: true, ..C1 };
    conversation()
        .accueille(1, "lampe", avec)
        .coupe(1)
        .gives(vec![will(&hors_ligne)])
        .mistake(
            vec![],
            "Vous n’avez sans doute pas publié le will : la connexion s’est fermée sans DISCONNECT.",
            "[MQTT-3.1.2-8]",
        )
        .rule("Une connexion coupée sans DISCONNECT fait publier le will.", "[MQTT-3.1.2-8]")
        .accueille(2, "lampe", avec)
        .disconnect(2)
        .mistake(
            vec![will(&hors_ligne)],
            "Vous avez sans doute publié le will après DISCONNECT : le client a dit au revoir, on le jette.",
            "[MQTT-3.14.4-3]",
        )
        .rule("Après DISCONNECT, le will est jeté.", "[MQTT-3.14.4-3]")
        .coupe(2)
        .rule("Cette connexion est déjà finie : il n’y a plus rien à publier.", "[MQTT-3.14.4-3]")
        .accueille(3, "lampe", avec)
        .horloge(16)
        .gives(vec![ferme(3), will(&hors_ligne)])
        .mistake(
            vec![ferme(3)],
            "Vous avez sans doute oublié le will : un client trop longtemps muet a disparu, lui aussi.",
            "[MQTT-3.1.2-8]",
        )
        .rule("Le broker coupe, et publie le will.", "[MQTT-3.1.2-8]")
        .accueille(4, "lampe", C1)
        .coupe(4)
        .rule("Ce client n’a confié aucun will.", "[MQTT-3.1.2-12]")
        .hint("match self.fin_de_connexion(connexion) { Some(will) => …, None => vec![] }")
        .when(Broker::default);
}

#[test]
fn etape_9_un_autre_du_meme_nom() {
    let hors_ligne = message("maison/lampe", "hors ligne", 0);
    let pluie = message("maison/pluie", "0.4", 0);
    conversation()
        .accueille(1, "lampe", Quoi { will: true, ..C0 })
        .subscribe(1, "maison/#")
        .connect(2, "lampe", C0)
        .gives(vec![ferme(1), will(&hors_ligne), connack(2, true)])
        .mistake(
            vec![connack(2, true)],
            "Vous n’avez sans doute pas fermé l’ancienne connexion : deux clients ne portent pas le même nom.",
            "[MQTT-3.1.4-2]",
        )
        .mistake(
            vec![ferme(1), connack(2, true)],
            "Vous avez sans doute oublié le will de l’ancienne connexion : elle n’a pas envoyé DISCONNECT.",
            "[MQTT-3.1.2-8]",
        )
        .mistake(
            vec![ferme(1), will(&hors_ligne), connack(2, false)],
            "Vous avez sans doute perdu la session en chassant l’ancienne connexion : clean session vaut 0.",
            "[MQTT-3.1.2-4]",
        )
        .rule("Le nouveau venu chasse l’ancien : on ferme, on publie le will, puis on accueille.", "[MQTT-3.1.4-2]")
        .coupe(1)
        .rule("L’ancienne connexion n’est plus à personne : sa fin ne change rien.", "[MQTT-3.1.4-2]")
        .publish(&pluie)
        .gives(vec![livre(2, &pluie)])
        .rule("Le nouveau venu a repris la session : ses messages lui arrivent.", "[MQTT-3.1.2-4]")
        .accueille(3, "volet", Quoi { will: true, ..C0 })
        .connect(4, "volet", C1)
        .gives(vec![ferme(3), will(&hors_ligne), connack(4, false)])
        .mistake(
            vec![connack(4, false)],
            "Vous avez sans doute effacé la session d’abord : son ancienne connexion n’est plus trouvée.",
            "[MQTT-3.1.4-2]",
        )
        .rule("Même avec clean session à 1, on ferme l’ancienne connexion et on publie son will.", "[MQTT-3.1.4-2]")
        .hint("au tout début de connect : self.connexion_de(client_id) ; puis self.coupure(ancienne)")
        .when(Broker::default);
}
