//! Les tests de l’exercice 09. Vous pouvez les lire ; ne les modifiez pas.

use exercise_09::{Action, Broker, Connect, Message, silence_trop_long};
use testkit::{Conversation, Line};

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
        .hint("self.sessions.contains_key(&connect.client_id), une fois effacé ce qui doit l’être")
        .when(Broker::default);
}

#[test]
fn etape_3_en_direct() {
    let pluie = message("maison/pluie", "0.4", 0);
    conversation()
        .accueille(1, "ecran", C1)
        .subscribe(1, "maison/#")
        .accueille(2, "bureau", C0)
        .subscribe(2, "maison/pluie")
        .accueille(3, "frigo", C1)
        .subscribe(3, "maison/cuisine")
        .publish(&pluie)
        .gives(vec![livre(1, &pluie), livre(2, &pluie)])
        .rule("Ceux qui sont là et dont un filtre accepte ce topic reçoivent le message.", "§3.3.4")
        .hint("session.abonnements.iter().any(|filtre| correspond(filtre, &message.topic))")
        .when(Broker::default);
}

#[test]
fn etape_4_la_file() {
    let [premier, second] = [message("maison/pluie", "0.4", 1), message("maison/pluie", "0.6", 1)];
    let perdu = message("maison/pluie", "0.5", 0);
    let retour = connack(3, true);
    conversation()
        .accueille(1, "ecran", C0)
        .subscribe(1, "maison/pluie")
        .disconnect(1)
        .publish(&premier)
        .publish(&perdu)
        .publish(&second)
        .publish(&message("maison/salon", "21.5", 1))
        .connect(3, "ecran", C0)
        .gives(vec![retour.clone(), livre(3, &premier), livre(3, &second)])
        .mistake(
            vec![retour.clone()],
            "Vous n’avez sans doute rien gardé pour l’absent : les messages de QoS 1 l’attendent.",
            "[MQTT-3.1.2-5]",
        )
        .mistake(
            vec![retour.clone(), livre(3, &premier), livre(3, &perdu), livre(3, &second)],
            "Vous avez sans doute gardé aussi le message de QoS 0 : il n’attend personne.",
            "§3.1.2.4",
        )
        .mistake(
            vec![livre(3, &premier), livre(3, &second), retour.clone()],
            "Vous avez sans doute envoyé les messages avant CONNACK : il doit être le premier paquet du broker.",
            "[MQTT-3.2.0-1]",
        )
        .mistake(
            vec![retour.clone(), livre(3, &second), livre(3, &premier)],
            "Vous avez sans doute vidé la file à l’envers : le plus ancien message part d’abord.",
            "[MQTT-4.6.0-6]",
        )
        .rule("À son retour, le client reçoit CONNACK, puis les messages manqués, dans l’ordre.", "[MQTT-3.1.2-5]")
        .disconnect(3)
        .connect(4, "ecran", C0)
        .gives(vec![connack(4, true)])
        .mistake(
            vec![connack(4, true), livre(4, &premier), livre(4, &second)],
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
                (_, false) => "Vous avez sans doute coupé trop tôt : le broker attend une fois et demie le keep-alive.",
                (_, true) => "Vous avez sans doute coupé trop tard : le broker attend une fois et demie le keep-alive.",
            })
            .hint("une fois et demie : 2 × silence dépasse 3 × keep_alive, sans virgule ; u64::from(keep_alive)")
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
        .hint("notez d’abord les connexions muettes dans une liste ; fermez-les ensuite, avec coupure")
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
        .hint("match self.fin_de_connexion(connexion) { Some(will) => vec![Action::Will(will)], None => vec![] }")
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
        .hint("self.connexion_de(client_id) donne l’ancienne connexion, s’il y en a une ; coupure donne son will")
        .when(Broker::default);
}

/// Ce qu’un client demande, sauf son nom.
#[derive(Clone, Copy)]
struct Quoi {
    heure: u64,
    clean_session: bool,
    keep_alive: u16,
    will: bool,
}

const C0: Quoi = Quoi { heure: 0, clean_session: false, keep_alive: 60, will: false };
const C1: Quoi = Quoi { heure: 0, clean_session: true, keep_alive: 60, will: false };

fn message(topic: &str, payload: &str, qos: u8) -> Message {
    Message { topic: topic.to_owned(), payload: payload.as_bytes().to_vec(), qos }
}

fn conversation() -> Conversation<Broker> {
    testkit::conversation("clients", "broker (vous)")
}

/// Ce qui arrive au broker, une ligne chacun.
trait Scene: Sized {
    fn connect(self, connexion: u32, client_id: &str, quoi: Quoi) -> Self;
    /// Un CONNECT dont la réponse n’est pas le sujet.
    fn accueille(self, connexion: u32, client_id: &str, quoi: Quoi) -> Self;
    fn subscribe(self, connexion: u32, filtre: &'static str) -> Self;
    fn publish(self, message: &Message) -> Self;
    fn paquet(self, heure: u64, connexion: u32) -> Self;
    fn disconnect(self, connexion: u32) -> Self;
    fn coupe(self, connexion: u32) -> Self;
    fn horloge(self, heure: u64) -> Self;
}

impl Scene for Conversation<Broker> {
    fn connect(self, connexion: u32, client_id: &str, quoi: Quoi) -> Self {
        let Quoi { heure, clean_session, keep_alive, will } = quoi;
        let avec = if will { ", will" } else { "" };
        let c = u8::from(clean_session);
        let texte = format!("n°{connexion} : CONNECT {client_id} (c{c}, k{keep_alive}{avec}) à {heure} s");
        let will = will.then(|| message("maison/lampe", "hors ligne", 0));
        let connect = Connect { client_id: client_id.to_owned(), clean_session, keep_alive, will };
        self.step(Line::ToRight(texte), move |broker| lignes(broker.connect(connexion, &connect, heure)))
    }

    fn accueille(self, connexion: u32, client_id: &str, quoi: Quoi) -> Self {
        self.connect(connexion, client_id, quoi)
            .gives(vec![connack(connexion, false)])
            .rule("Le broker accueille ce client.", "[MQTT-3.2.0-1]")
    }

    fn subscribe(self, connexion: u32, filtre: &'static str) -> Self {
        self.step(Line::ToRight(format!("n°{connexion} : SUBSCRIBE {filtre}")), move |broker| {
            broker.subscribe(connexion, filtre);
            vec![]
        })
    }

    fn publish(self, message: &Message) -> Self {
        let arrive = message.clone();
        self.step(Line::ToRight(format!("un autre : PUBLISH {}", texte(message))), move |broker| {
            lignes(broker.publish(&arrive))
        })
    }

    fn paquet(self, heure: u64, connexion: u32) -> Self {
        self.step(Line::ToRight(format!("n°{connexion} : un paquet, à {heure} s")), move |broker| {
            broker.paquet_recu(connexion, heure);
            vec![]
        })
    }

    fn disconnect(self, connexion: u32) -> Self {
        self.step(Line::ToRight(format!("n°{connexion} : DISCONNECT")), move |broker| {
            lignes(broker.disconnect(connexion))
        })
        .rule("Un client qui dit au revoir n’attend pas de réponse.", "§3.14.4")
    }

    fn coupe(self, connexion: u32) -> Self {
        self.step(
            Line::Across(format!("n°{connexion} : connexion coupée, sans DISCONNECT")),
            move |broker| lignes(broker.coupure(connexion)),
        )
    }

    fn horloge(self, heure: u64) -> Self {
        self.step(Line::OnRight(format!("il est {heure} s")), move |broker| lignes(broker.horloge(heure)))
    }
}

fn connack(connexion: u32, session_presente: bool) -> Line {
    Line::ToLeft(format!("n°{connexion} : CONNACK (session présente {}, code 0)", u8::from(session_presente)))
}

fn livre(connexion: u32, message: &Message) -> Line {
    Line::ToLeft(format!("n°{connexion} : PUBLISH {}", texte(message)))
}

fn ferme(connexion: u32) -> Line {
    Line::OnRight(format!("ferme la connexion n°{connexion}"))
}

fn will(message: &Message) -> Line {
    Line::OnRight(format!("publie le will : {}", texte(message)))
}

fn texte(Message { topic, payload, qos }: &Message) -> String {
    format!("{topic} « {} » (q{qos})", String::from_utf8_lossy(payload))
}

/// Fermer d’abord ou publier d’abord le will, servir d’abord l’un ou l’autre abonné : cela ne compte pas.
fn lignes(mut actions: Vec<Action>) -> Vec<Line> {
    let accueil = actions.iter().any(|action| matches!(action, Action::Connack { .. }));
    actions.sort_by_key(|action| match action {
        Action::Fermer { connexion } => (0, *connexion),
        Action::Will(_) => (1, 0),
        Action::Publish { connexion, .. } if !accueil => (2, *connexion),
        Action::Connack { .. } | Action::Publish { .. } => (2, 0),
    });
    actions
        .iter()
        .map(|action| match action {
            Action::Connack { connexion, session_presente } => connack(*connexion, *session_presente),
            Action::Publish { connexion, message } => livre(*connexion, message),
            Action::Fermer { connexion } => ferme(*connexion),
            Action::Will(message) => will(message),
        })
        .collect()
}
