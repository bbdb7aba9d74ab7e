//! Ce dont les tests se servent : dessiner un échange, servir une connexion sans réseau.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

use exercise_10::briques::{Abonnement, Message, Publish, Subscribe};
use exercise_10::codec::{Connect, Paquet};
use exercise_10::reseau::Serveur;
use exercise_10::{Action, Broker, servir};
use testkit::{Conversation, Line, TcpClient};

pub const CONNACK: Paquet = Paquet::Connack { session_presente: false, code: 0 };

pub fn message(topic: &str, payload: &str, qos: u8) -> Message {
    Message { topic: topic.to_owned(), payload: payload.as_bytes().to_vec(), qos, retain: false }
}

pub fn client(client_id: &str, will: Option<Message>) -> Connect {
    Connect { client_id: client_id.to_owned(), clean_session: true, keep_alive: 60, will }
}

pub fn abonnement(identifiant: u16, demandes: &[(&str, u8)]) -> Paquet {
    let abonnements =
        demandes.iter().map(|(filtre, qos)| Abonnement { filtre: (*filtre).to_owned(), qos: *qos });
    Paquet::Subscribe(Subscribe { identifiant, abonnements: abonnements.collect() })
}

pub fn conversation() -> Conversation<Broker> {
    testkit::conversation("clients", "broker (vous)")
}

/// Ce qui arrive au broker, une ligne chacun.
pub trait Scene {
    fn recoit(self, connexion: u32, paquet: Paquet) -> Self;
    fn accueille(self, connexion: u32, client_id: &str) -> Self;
    fn abonne(self, connexion: u32, filtre: &str, qos: u8) -> Self;
    fn publie(self, connexion: u32, identifiant: Option<u16>, message: &Message) -> Self;
    fn coupe(self, connexion: u32) -> Self;
    /// Rien n’arrive : on regarde qui est dans `broker.clients`.
    fn clients(self) -> Self;
    /// Rien n’arrive : on regarde à quoi ce client est abonné.
    fn abonnements(self, connexion: u32) -> Self;
}

impl Scene for Conversation<Broker> {
    fn recoit(self, connexion: u32, paquet: Paquet) -> Self {
        let texte = format!("n°{connexion} : {}", paquet);
        self.step(Line::ToRight(texte), move |broker| lignes(broker.recevoir(connexion, paquet)))
    }

    fn accueille(self, connexion: u32, client_id: &str) -> Self {
        self.recoit(connexion, Paquet::Connect(client(client_id, None)))
            .gives(vec![CONNACK.vers(connexion)])
            .rule("Le broker accueille ce client.", "[MQTT-3.2.0-1]")
    }

    fn abonne(self, connexion: u32, filtre: &str, qos: u8) -> Self {
        self.recoit(connexion, abonnement(1, &[(filtre, qos)]))
            .gives(vec![Paquet::Suback { identifiant: 1, qos_accordees: vec![qos] }.vers(connexion)])
            .rule("Le broker répond à SUBSCRIBE.", "[MQTT-3.8.4-1]")
    }

    fn publie(self, connexion: u32, identifiant: Option<u16>, message: &Message) -> Self {
        let publish = Publish { dup: false, identifiant, message: message.clone() };
        self.recoit(connexion, Paquet::Publish(publish))
    }

    fn coupe(self, connexion: u32) -> Self {
        let texte = format!("n°{connexion} : connexion coupée, sans DISCONNECT");
        self.step(Line::Across(texte), move |broker| lignes(broker.coupure(connexion)))
    }

    fn clients(self) -> Self {
        self.step(Line::OnRight("qui est dans broker.clients ?".to_owned()), |broker| {
            broker.clients.iter().map(|(connexion, client)| connu(*connexion, &client.client_id)).collect()
        })
    }

    fn abonnements(self, connexion: u32) -> Self {
        let texte = format!("abonnements de n°{connexion} ?");
        self.step(Line::OnRight(texte), move |broker| {
            let Some(client) = broker.clients.get(&connexion) else { return vec![] };
            let texte = |abonnement: &Abonnement| format!("{} q{}", abonnement.filtre, abonnement.qos);
            let mut notes: Vec<String> = client.abonnements.iter().map(texte).collect();
            notes.sort();
            filtres(&notes.join(", "))
        })
    }
}

pub trait Envoye {
    fn vers(&self, connexion: u32) -> Line;
}

impl Envoye for Paquet {
    fn vers(&self, connexion: u32) -> Line {
        Line::ToLeft(format!("n°{connexion} : {}", self))
    }
}

pub fn livre(connexion: u32, identifiant: Option<u16>, message: &Message) -> Line {
    Paquet::Publish(Publish { dup: false, identifiant, message: message.clone() }).vers(connexion)
}

pub fn ferme(connexion: u32) -> Line {
    Line::OnRight(format!("ferme la connexion n°{connexion}"))
}

/// Un client rangé dans `broker.clients`.
pub fn connu(connexion: u32, client_id: &str) -> Line {
    Line::OnRight(format!("n°{connexion} : « {client_id} »"))
}

/// Les abonnements d’un client, dans l’ordre alphabétique.
pub fn filtres(texte: &str) -> Vec<Line> {
    vec![Line::OnRight(if texte.is_empty() { "(aucun)".to_owned() } else { texte.to_owned() })]
}

/// L’ordre ne compte que sur une même connexion.
pub fn lignes(mut actions: Vec<Action>) -> Vec<Line> {
    actions.sort_by_key(|action| match action {
        Action::Envoyer { connexion, .. } | Action::Fermer { connexion } => *connexion,
    });
    actions
        .iter()
        .map(|action| match action {
            Action::Envoyer { connexion, paquet } => paquet.vers(*connexion),
            Action::Fermer { connexion } => ferme(*connexion),
        })
        .collect()
}

/// Ce qui arrive sur une connexion sans réseau, un morceau à la fois.
struct Entree(VecDeque<Vec<u8>>);

impl Read for Entree {
    fn read(&mut self, place: &mut [u8]) -> io::Result<usize> {
        let Some(morceau) = self.0.pop_front() else { return Ok(0) };
        let nombre = morceau.len().min(place.len());
        place[..nombre].copy_from_slice(&morceau[..nombre]);
        if nombre < morceau.len() {
            self.0.push_front(morceau[nombre..].to_vec());
        }
        Ok(nombre)
    }
}

/// `servir` cherche-t-elle à lire ce qui suit ces morceaux ?
pub fn lit_apres(morceaux: &[&[u8]]) -> bool {
    /// Le client attend : rien de plus n’arrive, sauf à qui le demande.
    struct Suite<'a>(Entree, &'a mut bool);
    impl Read for Suite<'_> {
        fn read(&mut self, place: &mut [u8]) -> io::Result<usize> {
            *self.1 |= self.0.0.is_empty();
            self.0.read(place)
        }
    }
    let mut lu = false;
    let entree = Entree(morceaux.iter().map(|morceau| morceau.to_vec()).collect());
    servir(&Serveur::default(), &mut Suite(entree, &mut lu), Sortie::default());
    lu
}

/// Ce que le broker écrit sur une connexion sans réseau.
#[derive(Clone, Default)]
struct Sortie(Arc<Mutex<Vec<u8>>>);

impl Sortie {
    fn octets(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Write for Sortie {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Ce que le broker répond à ces octets, arrivés par morceaux ; `None` s’il ne ferme pas la connexion à la fin.
pub fn servir_en_memoire(serveur: &Serveur, morceaux: &[&[u8]]) -> Option<Vec<u8>> {
    let sortie = Sortie::default();
    let morceaux = morceaux.iter().map(|morceau| morceau.to_vec());
    servir(serveur, &mut Entree(morceaux.collect()), sortie.clone());
    (Arc::strong_count(&sortie.0) == 1).then(|| sortie.octets())
}

/// Ce que reçoit un abonné quand un client qui avait un will disparaît.
fn will_recu() -> Vec<u8> {
    let (serveur, sortie) = (Serveur::default(), Sortie::default());
    let abonne = serveur.ouvrir(sortie.clone());
    serveur.recevoir(abonne, Paquet::Connect(client("ecran", None)));
    serveur.recevoir(abonne, abonnement(1, &[("etat", 0)]));
    let avant = sortie.octets().len();
    let lampe = paquet(0x10, &[b"\0\x04MQTT\x04\x06\0\x3C", b"\0\x01a", b"\0\x04etat", b"\0\x010"]);
    servir_en_memoire(&serveur, &[&lampe]);
    sortie.octets()[avant..].to_vec()
}

pub const CONNECT: &[u8] = b"\x10\x11\0\x04MQTT\x04\x02\0\x3C\0\x05ecran";
pub const PINGREQ: &[u8] = &[0xC0, 0];

pub fn sert(cas: &str, morceaux: &[&[u8]], attendu: &[u8]) {
    let morceaux: Vec<Vec<u8>> = morceaux.iter().map(|morceau| morceau.to_vec()).collect();
    testkit::bytes(format!("servir : {cas}"), attendu)
        .fields(&[("CONNACK", 4), ("PINGRESP", 2)])
        .mistake(None, "Votre fonction a fini sans fermer la connexion : serveur.fermer(connexion).")
        .mistake(
            Some(vec![]),
            "Vous n’avez sans doute pas rassemblé les octets : un paquet arrive par morceaux.",
        )
        .mistake(
            Some(vec![0x20, 2, 0, 0]),
            "Vous n’avez sans doute servi que le premier paquet : la boucle continue.",
        )
        .hint("loop { match codec::lire(&recus) { … } }, et recus.drain(..taille) après chaque paquet")
        .clause("§4.2")
        .when(move || {
            let morceaux: Vec<&[u8]> = morceaux.iter().map(Vec::as_slice).collect();
            servir_en_memoire(&Serveur::default(), &morceaux)
        });
}

/// CONNECT et PINGREQ, dans tous les morceaux qu’ils peuvent faire.
pub fn sert_tout() {
    let tout = [CONNECT, PINGREQ].concat();
    let octets: Vec<&[u8]> = tout.chunks(1).collect();
    let reponse: &[u8] = &[0x20, 2, 0, 0, 0xD0, 0];
    sert("deux paquets d’un coup", &[&tout], reponse);
    sert("un octet à la fois", &octets, reponse);
    sert("un paquet et demi, puis la fin", &[&tout[..tout.len() - 1], &[0]], reponse);
    sert("coupé au milieu d’un paquet", &[&tout[..tout.len() - 1]], &reponse[..4]);
    sert("un paquet invalide, puis PINGREQ", &[CONNECT, &[0xF0, 0], PINGREQ], &reponse[..4]);
    sert("DISCONNECT, puis PINGREQ", &[CONNECT, &[0xE0, 0], PINGREQ], &reponse[..4]);
}

/// Un client qui avait un will disparaît : la fin de sa connexion le fait publier.
pub fn sert_le_will() {
    testkit::bytes("ce que reçoit un abonné quand un autre disparaît", b"\x30\x07\x00\x04etat0")
        .mistake(
            Some(vec![]),
            "Le will n’est pas parti : à la fin, serveur.fermer(connexion) le fait publier.",
        )
        .hint("après la boucle : serveur.fermer(connexion);")
        .clause("[MQTT-3.1.2-8]")
        .when(|| Some(will_recu()));
}

pub fn echange(connexion: &mut TcpClient, operation: &str, envoye: &[u8], attendu: &[u8]) {
    let obtenu = connexion.exchange(envoye, attendu);
    testkit::bytes(operation, attendu)
        .remark(
            "Sur TCP, les autres étapes étant justes : votre boucle lit-elle et ferme-t-elle comme il faut ?",
        )
        .clause("§4.2")
        .when(move || obtenu);
}

/// Un paquet : son premier octet, la longueur restante, et le reste.
pub fn paquet(premier: u8, corps: &[&[u8]]) -> Vec<u8> {
    let corps = corps.concat();
    let nombre = corps.len();
    let longueur = match nombre {
        0..0x80 => vec![nombre as u8],
        0x80..0x4000 => vec![nombre as u8 | 0x80, (nombre >> 7) as u8],
        _ => vec![nombre as u8 | 0x80, (nombre >> 7) as u8 | 0x80, (nombre >> 14) as u8],
    };
    [&[premier], &longueur[..], &corps].concat()
}
