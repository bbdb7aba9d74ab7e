//! Every sentence that the house says to a student or a teacher, in French.

use std::io;

use cli::{Address, Unreachable};
use rumqttc::{ConnectReturnCode, ConnectionError};

use crate::args::Args;
use crate::delivery::Tally;

pub const ABOUT: &str = "La maison connectée : des capteurs simulés qui publient sur un broker MQTT";
pub const AFTER_HELP: &str = "\
Chaque ronde (toutes les 10 s) publie 25 mesures :
  maison/{chambre_1,chambre_2,sdb,salon,cuisine}/
      temperature (°C, QoS 0)      humidite (%, QoS 0)
      mouvement (oui/non, QoS 2)   qualite-air (indice 0 à 100, QoS 1)
  maison/{terrasse,jardin}/
      luminosite (lux, QoS 0)      humidite (%, QoS 0)
  maison/pluie (mm/h, QoS 1)";
pub const HELP_HOST: &str = "Machine du broker : nom ou adresse IP";
pub const HELP_PORT: &str = "Port TCP du broker";
pub const HELP_ID: &str =
    "Identifiant du client [par défaut : maison, ou posteNN-maison avec --prefix posteNN/]";
pub const HELP_USERNAME: &str = "Nom d’utilisateur";
pub const HELP_PASSWORD: &str = "Mot de passe";
pub const HELP_PREFIX: &str = "Texte placé devant chaque topic, pour un broker partagé (exemple : poste07/)";
pub const HELP_SPEED: &str = "Vitesse du temps : 60 fait passer une heure en une minute";
pub const HELP_SEED: &str = "Graine du hasard : la même graine donne les mêmes mesures";
pub const HELP_ROUNDS: &str = "S’arrêter après ce nombre de rondes";
pub const HELP_DURATION: &str = "S’arrêter après cette durée dans la maison : 45s, 30min, 1h, 1h30min";
pub const HELP_RETAIN: &str = "Publier avec retain, sauf les mouvements, qui sont des événements";
pub const HELP_QUIET: &str = "N’afficher que les problèmes";
pub const HELP_VERBOSE: &str = "Afficher chaque message";

pub const PREFIX_WILDCARD: &str = "les jokers + et # ne vont que dans un filtre de topic";
pub const PREFIX_TOO_LONG: &str = "200 octets au plus";
pub const BAD_SPEED: &str = "un nombre de 0.01 à 1000000 est attendu, par exemple 60";
pub const BAD_DURATION: &str = "une durée est attendue, par exemple 45s, 30min, 1h ou 1h30min";

pub const STOPPING: &str =
    "Arrêt demandé : j’attends les derniers accusés de réception\n(Ctrl-C encore pour partir sans eux).";

pub fn start(args: &Args, seed: u64) -> String {
    let Args { prefix, host, port, .. } = args;
    let mut options = String::new();
    if host != "127.0.0.1" {
        options += &format!("-h {host} ");
    }
    if *port != cli::DEFAULT_PORT {
        options += &format!("-p {port} ");
    }
    let watch = cli::command_line("sub", &format!("{options}-t '{prefix}maison/#' -v"));
    format!(
        "La maison publie sur {address} sous « {prefix}maison/ » (client « {id} », graine {seed}).\n\
         Pour la suivre, dans un autre terminal : {watch}\n\
         Ctrl-C pour arrêter.\n",
        address = args.address(),
        id = args.client_id(),
    )
}

pub fn round(clock: &str, number: u64, celsius: &str, lux: &str, rain: &str, movements: &[&str]) -> String {
    let movements = if movements.is_empty() { "aucun".to_owned() } else { movements.join(", ") };
    format!(
        "{clock}  ronde {number:<4}  salon {celsius} °C  jardin {lux:>5} lux  pluie {rain:>4} mm/h  mouvement : {movements}"
    )
}

pub fn round_title(clock: &str, number: u64) -> String {
    format!("{clock}  ronde {number}")
}

pub fn summary(rounds: u64, tally: &Tally) -> String {
    let Tally { sent, acknowledged, resent } = tally;
    let total: u64 = sent.iter().sum();
    let mut text = format!(
        "\nFin : {rounds} {}, {total} {}.\n\
         \x20 QoS 0 : {:>6} envoyés, sans accusé de réception\n\
         \x20 QoS 1 : {:>6} envoyés, {:>6} acquittés par PUBACK\n\
         \x20 QoS 2 : {:>6} envoyés, {:>6} acquittés par PUBCOMP",
        plural(rounds, "ronde"),
        plural(total, "message"),
        sent[0],
        sent[1],
        acknowledged[1],
        sent[2],
        acknowledged[2],
    );
    if *resent > 0 {
        text += &format!(
            "\n  {resent} {} après une coupure : un abonné a pu en recevoir en double.",
            plural(*resent, "nouvel envoi")
        );
    }
    text
}

fn plural(count: u64, noun: &str) -> String {
    match (count, noun) {
        (0 | 1, _) => noun.to_owned(),
        (_, "nouvel envoi") => "nouveaux envois".to_owned(),
        _ => format!("{noun}s"),
    }
}

pub fn unacknowledged(count: u64) -> String {
    match count {
        1 => "1 message QoS 1 ou 2 est resté sans accusé de réception".to_owned(),
        _ => format!("{count} messages QoS 1 ou 2 sont restés sans accusé de réception"),
    }
}

pub fn lost(address: &Address) -> String {
    format!(
        "Connexion au broker {address} perdue.\n\
         La maison attend son retour, et renverra ce qui n’a pas été acquitté."
    )
}

/// `failures` is the number of attempts that failed in between: none means that the broker never left.
pub fn reconnected(failures: u32, client_id: &str) -> String {
    let mut text = "Connexion rétablie.".to_owned();
    if failures == 0 {
        text += &format!(
            "\nLe broker était toujours là : si cela se répète, un autre client porte sans doute\n\
             le même identifiant « {client_id} ». Choisissez-en un autre avec -i."
        );
    }
    text
}

/// Why there is no connection, with the exit code: the CONNACK's return code if the broker refused, else 1.
pub fn not_connected(args: &Args, error: ConnectionError) -> anyhow::Error {
    let address = args.address();
    match error {
        ConnectionError::Io(error) => Unreachable { address, error }.into(),
        ConnectionError::NetworkTimeout => {
            Unreachable { address, error: io::ErrorKind::TimedOut.into() }.into()
        }
        ConnectionError::ConnectionRefused(code) => {
            cli::with_code(code as u8, anyhow::anyhow!(refused(args, code)))
        }
        _ => anyhow::anyhow!(
            "{address} accepte la connexion mais ne répond pas comme un broker MQTT 3.1.1. Vérifiez le port (-p)."
        ),
    }
}

fn refused(args: &Args, code: ConnectReturnCode) -> String {
    let number = code as u8;
    let reason = match code {
        ConnectReturnCode::Success | ConnectReturnCode::RefusedProtocolVersion => {
            "il ne parle pas MQTT 3.1.1".to_owned()
        }
        ConnectReturnCode::BadClientId => {
            format!("il n’accepte pas l’identifiant « {} » (option -i)", args.client_id())
        }
        ConnectReturnCode::ServiceUnavailable => "il n’est pas disponible".to_owned(),
        ConnectReturnCode::BadUserNamePassword => {
            "nom d’utilisateur ou mot de passe incorrect (options -u et -P)".to_owned()
        }
        ConnectReturnCode::NotAuthorized if args.username.is_none() => {
            "il demande sans doute un nom et un mot de passe (options -u et -P)".to_owned()
        }
        ConnectReturnCode::NotAuthorized => {
            "ce compte n’est pas autorisé, ou son mot de passe est faux".to_owned()
        }
    };
    format!("Le broker {} a refusé la connexion (CONNACK {number}) : {reason}.", args.address())
}
