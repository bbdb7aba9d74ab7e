//! What is said of an engine.

use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitStatus;
use std::time::Duration;

use jiff::Zoned;
use mqtt_trace::visible::Visible;

use crate::engine::guard::{Awaited, EVERY, Instead, PATIENCE};

pub(crate) const BUILD_IT: &str = "\
Le moteur rumqttd n’est pas construit : il ne l’est pas avec le reste du kit.
Le construire maintenant ? Il faut quelques minutes, et le réseau la première fois. [o/N] ";
pub(crate) const NO_PACKAGE: &str = "\
le moteur rumqttd n’est ni à côté de ce programme, ni dans le kit.
Placez-vous dans le dossier du kit, et recommencez.";
pub(crate) const NO_CARGO: &str = "cargo n’a pas pu être lancé ; est-il installé ?";
pub(crate) const STOPPING: &str = "Arrêt de rumqttd : les connexions sont fermées.\n";

pub(crate) fn not_built(manifest: &Path) -> String {
    format!(
        "le moteur rumqttd n’est pas construit. Une commande le fait, en quelques minutes, avec le réseau la première fois :\n  \
         cargo build --manifest-path {}",
        manifest.display()
    )
}

/// « o », « oui », as one types them.
pub(crate) fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_lowercase().as_str(), "o" | "oui")
}

/// The address in the first line of an engine, which is that of the kit's own broker.
pub(crate) fn address(first_line: &str) -> Option<SocketAddr> {
    first_line.strip_prefix("Le broker écoute sur ")?.strip_suffix('.')?.parse().ok()
}

pub(crate) fn listening(address: SocketAddr, process: u32) -> String {
    format!(
        "Le broker écoute sur {address}.\n\
         C’est rumqttd, dans un processus à part (pid {process}). Seuls les programmes de cette machine peuvent se connecter.\n\
         Un gardien lui demande toutes les {} s s’il répond encore.\n\
         Ctrl-C pour l’arrêter.\n",
        EVERY.as_secs()
    )
}

pub(crate) fn complaint(line: &str) -> String {
    format!("rumqttd : {}\n", Visible(line))
}

pub(crate) fn silent(awaited: Awaited) -> String {
    let what = match awaited {
        Awaited::Connection => "il n’accepte plus de connexion".to_owned(),
        Awaited::Connack(instead) => format!("à un CONNECT ordinaire, pas de CONNACK{}", came(instead)),
        Awaited::Pingresp(instead) => format!("à PINGREQ, pas de PINGRESP{}", came(instead)),
    };
    format!(
        "{} : rumqttd ne répond plus : {what}. Notez l’heure et ce qui venait d’être envoyé, puis Ctrl-C, et relancez-le.\n",
        now()
    )
}

fn came(instead: Instead) -> String {
    match instead {
        Instead::Nothing => format!(" en {} s", PATIENCE.as_secs()),
        Instead::End => ", et la connexion est fermée".to_owned(),
        Instead::Other => ", mais autre chose".to_owned(),
    }
}

pub(crate) fn answers_again(silence: Duration) -> String {
    format!("{} : rumqttd répond de nouveau, après {} s de silence.\n", now(), silence.as_secs())
}

pub(crate) fn ended(status: &ExitStatus, port: u16) -> String {
    let arguments = if port == cli::DEFAULT_PORT { String::new() } else { format!(" -p {port}") };
    format!(
        "{} : rumqttd s’est arrêté de lui-même ({}). Pour le relancer :\n  {}",
        now(),
        how(status),
        cli::command_line("broker", &format!("--engine rumqttd{arguments}"))
    )
}

pub(crate) fn cannot_start(program: &Path) -> String {
    format!("{} ne peut pas être lancé", program.display())
}

pub(crate) fn not_started(status: &ExitStatus) -> String {
    format!("rumqttd s’est arrêté avant d’écouter ({})", how(status))
}

pub(crate) fn never_listens(limit: Duration) -> String {
    format!("rumqttd n’écoute toujours pas après {} s", limit.as_secs())
}

pub(crate) fn other_first_line(line: &str) -> String {
    format!("la première ligne de rumqttd ne donne pas son adresse : « {} »", Visible(line))
}

fn how(status: &ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("code de sortie {code}"),
        None => "tué par le système ou par un autre programme".to_owned(),
    }
}

/// The time of day, to the second, as a clock on the wall tells it.
fn now() -> String {
    Zoned::now().strftime("%H:%M:%S").to_string()
}
