//! Les tests de l’exercice 08. Vous pouvez les lire ; ne les modifiez pas.

use exercise_08::{Broker, Envoi, Message};
use testkit::{Conversation, Line};

#[test]
fn etape_1_en_direct() {
    let [tiede, chaud] = [message(SALON, "21.5"), message(SALON, "22.0")];
    conversation()
        .abonne("ecran", "maison/#")
        .publie(&tiede)
        .gives(vec![vers("ecran", &tiede)])
        .mistake(
            vec![],
            "Vous n’avez sans doute rien envoyé : chaque abonné doit recevoir le message.",
            "§3.3.4",
        )
        .rule("Ceux qui sont abonnés à ce topic reçoivent le message, et personne d’autre.", "§3.3.4")
        .abonne("bureau", SALON)
        .abonne("frigo", CUISINE)
        .publie(&chaud)
        .gives(vec![vers("bureau", &chaud), vers("ecran", &chaud)])
        .mistake(vec![vers("bureau", &chaud)], UN_SEUL, "§3.3.4")
        .mistake(vec![vers("ecran", &chaud)], UN_SEUL, "§3.3.4")
        .rule("Ceux qui sont abonnés à ce topic reçoivent le message, et personne d’autre.", "§3.3.4")
        .hint("for (client, qos) in self.abonnes(&message.topic) { … }")
        .when(Broker::default);
}

#[test]
fn etape_2_retain_en_direct() {
    let garde = retenu(SALON, "21.5");
    conversation()
        .abonne("ecran", "maison/#")
        .publie(&garde)
        .gives(vec![vers("ecran", &sans_retain(&garde))])
        .mistake(vec![vers("ecran", &garde)], RETAIN_EN_DIRECT, "[MQTT-3.3.1-9]")
        .rule("Un abonné déjà présent reçoit le message, avec RETAIN 0.", "[MQTT-3.3.1-9]")
        .hint("Message { retain: false, ..message.clone() }")
        .when(Broker::default);
}

#[test]
fn etape_3_un_abonne_tardif() {
    let garde = retenu(SALON, "21.5");
    let passe = message(CUISINE, "19.0");
    conversation()
        .publie(&garde)
        .publie(&passe)
        .subscribe("tardif", SALON, 0)
        .gives(vec![vers("tardif", &garde)])
        .mistake(
            vec![vers("tardif", &sans_retain(&garde))],
            "Vous avez sans doute envoyé RETAIN 0 : 1 dit à l’abonné que ce message était gardé.",
            "[MQTT-3.3.1-8]",
        )
        .mistake(vec![], "Vous n’avez sans doute pas gardé le message : RETAIN valait 1.", "[MQTT-3.3.1-5]")
        .rule("Qui s’abonne reçoit le message retenu, avec RETAIN 1.", "[MQTT-3.3.1-6]")
        .subscribe("tardif", CUISINE, 0)
        .mistake(vec![vers("tardif", &garde)], SANS_FILTRE, "§4.7")
        .rule(GARDE_TOUT, "[MQTT-3.3.1-12]")
        .hint("self.retenus.insert(message.topic.clone(), message.clone()) quand message.retain")
        .when(Broker::default);
}

#[test]
fn etape_4_la_derniere_valeur() {
    let [ancienne, nouvelle] = [retenu(SALON, "21.5"), retenu(SALON, "22.0")];
    let autre = retenu(CUISINE, "19.0");
    let passe = message(SALON, "23.0");
    conversation()
        .publie(&ancienne)
        .publie(&autre)
        .publie(&nouvelle)
        .subscribe("tardif", SALON, 0)
        .gives(vec![vers("tardif", &nouvelle)])
        .mistake(
            vec![vers("tardif", &ancienne)],
            "Vous avez sans doute gardé le premier message : le suivant le remplace.",
            "[MQTT-3.3.1-5]",
        )
        .mistake(
            vec![vers("tardif", &ancienne), vers("tardif", &nouvelle)],
            "Vous avez sans doute gardé les deux messages : il n’y a qu’une place par topic.",
            "[MQTT-3.3.1-5]",
        )
        .rule("Le dernier message retenu d’un topic remplace le précédent.", "[MQTT-3.3.1-5]")
        .subscribe("tardif", CUISINE, 0)
        .gives(vec![vers("tardif", &autre)])
        .rule("Chaque topic a sa place : un message ne remplace que celui de son topic.", "[MQTT-3.3.1-5]")
        .publie_a(&passe, &[("tardif", 0)])
        .subscribe("ecran", SALON, 0)
        .gives(vec![vers("ecran", &nouvelle)])
        .mistake(vec![vers("ecran", &avec_retain(&passe))], GARDE_TOUT, "[MQTT-3.3.1-12]")
        .rule(
            "Un message sans RETAIN ne change rien à celui qui est gardé : ni remplacé, ni effacé.",
            "[MQTT-3.3.1-12]",
        )
        .when(Broker::default);
}

#[test]
fn etape_5_effacer() {
    let garde = retenu(SALON, "21.5");
    let [vide, efface] = [message(SALON, ""), retenu(SALON, "")];
    conversation()
        .abonne("ecran", "maison/#")
        .publie_a(&garde, &[("ecran", 0)])
        .publie_a(&vide, &[("ecran", 0)])
        .subscribe("bureau", SALON, 0)
        .gives(vec![vers("bureau", &garde)])
        .rule("Un payload vide n’efface que si RETAIN vaut 1.", "[MQTT-3.3.1-12]")
        .publie(&efface)
        .gives(vec![vers("bureau", &sans_retain(&efface)), vers("ecran", &sans_retain(&efface))])
        .mistake(
            vec![],
            "Vous avez sans doute effacé sans livrer : le message vide va aussi aux abonnés présents.",
            "[MQTT-3.3.1-10]",
        )
        .mistake(vec![vers("bureau", &efface), vers("ecran", &efface)], RETAIN_EN_DIRECT, "[MQTT-3.3.1-9]")
        .rule("Un message vide est livré comme un autre à ceux qui sont là.", "[MQTT-3.3.1-10]")
        .subscribe("tardif", SALON, 0)
        .mistake(
            vec![vers("tardif", &efface)],
            "Vous avez sans doute gardé le message vide : il efface, et n’est pas gardé lui-même.",
            "[MQTT-3.3.1-11]",
        )
        .mistake(
            vec![vers("tardif", &garde)],
            "Vous n’avez sans doute pas effacé la valeur : payload vide et RETAIN 1 la retirent.",
            "[MQTT-3.3.1-10]",
        )
        .rule("Il n’y a plus rien à recevoir sur ce topic.", "[MQTT-3.3.1-10]")
        .hint("self.retenus.remove(&message.topic) quand message.payload.is_empty()")
        .when(Broker::default);
}

#[test]
fn etape_6_plusieurs_messages() {
    let [cuisine, salon] = [retenu(CUISINE, "19.0"), retenu(SALON, "21.5")];
    let jardin = retenu("jardin", "12.0");
    let systeme = retenu("$SYS/broker/version", "1");
    let tous = vec![vers("ecran", &jardin), vers("ecran", &cuisine), vers("ecran", &salon)];
    let mut et_systeme = tous.clone();
    et_systeme.insert(0, vers("ecran", &systeme));
    conversation()
        .publie(&cuisine)
        .publie(&salon)
        .publie(&jardin)
        .publie(&systeme)
        .subscribe("ecran", "maison/+", 0)
        .gives(vec![vers("ecran", &cuisine), vers("ecran", &salon)])
        .mistake(
            vec![],
            "Vous avez sans doute cherché le filtre comme un topic : voyez correspond.",
            "§4.7.1",
        )
        .mistake(vec![vers("ecran", &cuisine)], UN_DE_PLUSIEURS, "[MQTT-3.3.1-6]")
        .mistake(vec![vers("ecran", &salon)], UN_DE_PLUSIEURS, "[MQTT-3.3.1-6]")
        .mistake(tous.clone(), SANS_FILTRE, "§4.7")
        .mistake(et_systeme.clone(), SANS_FILTRE, "§4.7")
        .rule("Chaque message retenu que le filtre accepte est envoyé.", "[MQTT-3.3.1-6]")
        .subscribe("ecran", "#", 0)
        .gives(tous)
        .mistake(
            et_systeme,
            "Vous avez sans doute laissé # accepter un topic qui commence par $ : il ne le doit pas.",
            "[MQTT-4.7.2-1]",
        )
        .rule("Chaque message retenu que le filtre accepte est envoyé.", "[MQTT-3.3.1-6]")
        .hint("for (topic, message) in &self.retenus { if correspond(filtre, topic) { … } }")
        .when(Broker::default);
}

#[test]
fn etape_7_la_qos() {
    for (publiee, demandee) in [(1, 0), (0, 1), (2, 1), (1, 2), (2, 2)] {
        let effective = u8::min(publiee, demandee);
        let garde = Message { qos: publiee, ..retenu(SALON, "21.5") };
        let a = |client, qos| vec![vers(client, &Message { qos, ..garde.clone() })];
        let en_direct = |qos| vec![vers("ecran", &Message { qos, ..sans_retain(&garde) })];
        conversation()
            .abonne_qos("ecran", SALON, demandee)
            .publie(&garde)
            .gives(en_direct(effective))
            .mistake(en_direct(publiee), QOS_PUBLIEE, "[MQTT-3.8.4-6]")
            .mistake(en_direct(demandee), QOS_DEMANDEE, "[MQTT-3.8.4-6]")
            .rule("La QoS effective est la plus petite des deux.", "[MQTT-3.8.4-6]")
            .subscribe("tardif", SALON, demandee)
            .gives(a("tardif", effective))
            .mistake(a("tardif", publiee), QOS_PUBLIEE, "[MQTT-3.8.4-6]")
            .mistake(a("tardif", demandee), QOS_DEMANDEE, "[MQTT-3.8.4-6]")
            .rule(
                "La QoS effective est la plus petite des deux, pour un message retenu aussi.",
                "[MQTT-3.8.4-6]",
            )
            .hint("qos.min(message.qos)")
            .when(Broker::default);
    }
}

#[test]
fn etape_8_a_l_abonnement_seulement() {
    let garde = retenu(SALON, "21.5");
    let suivant = message(SALON, "22.0");
    let recu = vers("ecran", &suivant);
    conversation()
        .publie(&garde)
        .subscribe("ecran", "maison/#", 0)
        .gives(vec![vers("ecran", &garde)])
        .rule("Qui s’abonne reçoit le message retenu, avec RETAIN 1.", "[MQTT-3.3.1-6]")
        .publie(&suivant)
        .gives(vec![recu.clone()])
        .mistake(vec![vers("ecran", &garde), recu.clone()], RENVOI, "[MQTT-3.3.1-6]")
        .mistake(vec![recu, vers("ecran", &garde)], RENVOI, "[MQTT-3.3.1-6]")
        .rule(RENVOI, "[MQTT-3.3.1-6]")
        .subscribe("ecran", "maison/#", 0)
        .gives(vec![vers("ecran", &garde)])
        .rule("Le même abonnement, demandé de nouveau, redonne le message retenu.", "[MQTT-3.8.4-3]")
        .when(Broker::default);
}

const SALON: &str = "maison/salon";
const CUISINE: &str = "maison/cuisine";

const UN_SEUL: &str = "Vous avez sans doute servi un seul abonné : envoyez à chacun.";
const UN_DE_PLUSIEURS: &str =
    "Vous avez sans doute envoyé un seul message : plusieurs topics peuvent correspondre au filtre.";
const RETAIN_EN_DIRECT: &str =
    "Vous avez sans doute fait suivre RETAIN tel quel : en direct, il vaut toujours 0.";
const SANS_FILTRE: &str =
    "Vous avez sans doute envoyé les messages retenus de tous les topics, sans regarder le filtre.";
const GARDE_TOUT: &str = "Vous avez sans doute gardé un message dont RETAIN valait 0.";
const RENVOI: &str =
    "Vous avez sans doute renvoyé le message retenu : il ne part qu’au moment où l’on s’abonne.";
const QOS_PUBLIEE: &str =
    "Vous avez sans doute gardé la QoS du publieur : l’abonné en demandait une plus basse.";
const QOS_DEMANDEE: &str =
    "Vous avez sans doute pris la QoS de l’abonnement : le message était publié plus bas.";

fn message(topic: &str, payload: &str) -> Message {
    Message { topic: topic.to_owned(), payload: payload.as_bytes().to_vec(), qos: 0, retain: false }
}

fn retenu(topic: &str, payload: &str) -> Message {
    avec_retain(&message(topic, payload))
}

fn avec_retain(message: &Message) -> Message {
    Message { retain: true, ..message.clone() }
}

fn sans_retain(message: &Message) -> Message {
    Message { retain: false, ..message.clone() }
}

fn conversation() -> Conversation<Broker> {
    testkit::conversation("clients", "broker (vous)")
}

/// Ce qui arrive au broker, une ligne chacun.
trait Scene {
    /// Un abonnement dont les messages retenus ne comptent pas encore.
    fn abonne_qos(self, client: &'static str, filtre: &'static str, qos: u8) -> Self;
    fn abonne(self, client: &'static str, filtre: &'static str) -> Self;
    fn subscribe(self, client: &'static str, filtre: &'static str, qos: u8) -> Self;
    fn publie(self, message: &Message) -> Self;
    /// Une publication que ces clients reçoivent comme ils le doivent.
    fn publie_a(self, message: &Message, clients: &[(&str, u8)]) -> Self;
}

impl Scene for Conversation<Broker> {
    fn abonne_qos(self, client: &'static str, filtre: &'static str, qos: u8) -> Self {
        self.step(abonnement(client, filtre, qos), move |broker| {
            broker.abonner(client, filtre, qos);
            vec![]
        })
    }

    fn abonne(self, client: &'static str, filtre: &'static str) -> Self {
        self.abonne_qos(client, filtre, 0)
    }

    fn subscribe(self, client: &'static str, filtre: &'static str, qos: u8) -> Self {
        self.step(abonnement(client, filtre, qos), move |broker| {
            lignes(broker.subscribe(client, filtre, qos))
        })
    }

    fn publie(self, message: &Message) -> Self {
        let arrive = message.clone();
        self.step(Line::ToRight(format!("thermo : {}", texte(message))), move |broker| {
            lignes(broker.publish(&arrive))
        })
    }

    fn publie_a(self, message: &Message, clients: &[(&str, u8)]) -> Self {
        let recus = clients.iter().map(|(client, qos)| {
            vers(client, &Message { qos: message.qos.min(*qos), ..sans_retain(message) })
        });
        let recus = recus.collect();
        self.publie(message).gives(recus).rule("En direct, RETAIN vaut 0.", "[MQTT-3.3.1-9]")
    }
}

fn abonnement(client: &str, filtre: &str, qos: u8) -> Line {
    Line::ToRight(format!("{client} : SUBSCRIBE {filtre} (QoS {qos})"))
}

fn vers(client: &str, message: &Message) -> Line {
    Line::ToLeft(format!("{client} : {}", texte(message)))
}

/// L’ordre entre les abonnés, ou entre les topics, ne compte pas.
fn lignes(mut envois: Vec<Envoi>) -> Vec<Line> {
    envois.sort_by(|a, b| (&a.client, &a.message.topic).cmp(&(&b.client, &b.message.topic)));
    envois.iter().map(|envoi| vers(&envoi.client, &envoi.message)).collect()
}

fn texte(message: &Message) -> String {
    let Message { topic, payload, qos, retain } = message;
    let retain = u8::from(*retain);
    let payload = match payload.as_slice() {
        [] => "(vide)".to_owned(),
        octets => format!("« {} »", String::from_utf8_lossy(octets)),
    };
    format!("PUBLISH {topic} {payload} (q{qos}, r{retain})")
}
