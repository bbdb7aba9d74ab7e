//! The sentences that people read, in French.

use std::net::SocketAddr;

use cli::{Address, command_line};
use mqtt_trace::messages::count;
use mqtt_trace::{Fault, Side};

/// What the command does.
pub const ABOUT: &str = "Montre chaque paquet MQTT échangé entre un client et un broker";
/// How to read what it prints.
pub const AFTER_HELP: &str = "\
logdump se place entre le client et le broker\u{a0}: le client se connecte à logdump, qui passe tout au broker \
sans rien changer. «\u{a0}→\u{a0}» va vers le broker, «\u{a0}←\u{a0}» vers le client\u{202f}; le reste de la ligne s’écrit comme dans \
le journal de Mosquitto (d\u{a0}: DUP, q\u{a0}: QoS, r\u{a0}: RETAIN, m ou Mid\u{a0}: identifiant de paquet). Les mots de passe \
sont remplacés par des étoiles, dans l’affichage seulement.";
/// Help of `--listen`.
pub const HELP_LISTEN: &str = "Port à écouter (ou adresse:port)\u{202f}; 0 pour un port libre";
/// Help of `--to`.
pub const HELP_TO: &str = "Broker à qui tout est passé";
/// Help of `--time`.
pub const HELP_TIME: &str = "Heure devant chaque ligne (sans l’option\u{a0}: epoch, ou delta avec --ladder)";
/// Help of `--time epoch`.
pub const TIME_EPOCH: &str = "secondes depuis le 1er janvier 1970, comme Mosquitto";
/// Help of `--time iso`.
pub const TIME_ISO: &str = "date et heure locales";
/// Help of `--time delta`.
pub const TIME_DELTA: &str = "secondes depuis le premier événement";
/// Help of `--time none`.
pub const TIME_NONE: &str = "pas d’heure";
/// Help of `--hex`.
pub const HELP_HEX: &str = "Montrer aussi les octets de chaque paquet";
/// Help of `--json`.
pub const HELP_JSON: &str = "Écrire un objet JSON par ligne";
/// Help of `--ladder`.
pub const HELP_LADDER: &str = "Dessiner l’échange entre les clients et le broker";

/// What stands under a dump whose password bytes were replaced.
pub const MASKED: &str = "(mot de passe masqué par des étoiles, 2a)";

/// Printed once, before anything passes.
#[must_use]
pub fn started(listen: SocketAddr, to: &Address) -> String {
    let host = match listen.ip() {
        ip if ip.is_unspecified() || ip == std::net::Ipv4Addr::LOCALHOST => String::new(),
        ip => format!("-h {ip} "),
    };
    let sub = command_line("sub", &format!("{host}-p {} -t 'maison/#' -v", listen.port()));
    let who = if listen.ip().is_loopback() { "cette machine seulement" } else { "les autres machines aussi" };
    format!(
        "logdump écoute sur {listen} ({who})\n\
         et passe tout au broker {to}.\n\
         Dans un autre terminal\u{a0}: {sub}\n\
         Ctrl+C pour arrêter."
    )
}

/// What was given to `--listen` is neither a port nor an address.
#[must_use]
pub fn listen_syntax(text: &str) -> String {
    format!("«\u{a0}{text}\u{a0}» n’est ni un port (1884) ni une adresse suivie d’un port (127.0.0.1:1884)")
}

/// Clients would go round in circles.
#[must_use]
pub fn same_address(to: &Address) -> String {
    format!(
        "--to et --listen désignent tous deux {to}\u{a0}: logdump se parlerait à lui-même. Changez l’un des deux."
    )
}

/// Bytes that are not a packet, from or to `client`.
#[must_use]
pub fn undecodable(size: usize, client: &str, why: &str) -> String {
    format!("{client}\u{a0}: {}, {why}", count(size, "octet indécodable", "octets indécodables"))
}

/// Bytes after such bytes.
#[must_use]
pub fn raw(size: usize, client: &str) -> String {
    format!("{client}\u{a0}: {}", count(size, "octet brut", "octets bruts"))
}

/// Bytes of a dump that are not shown.
#[must_use]
pub fn more_bytes(size: usize) -> String {
    let rest = count(size, "autre octet", "autres octets");
    format!("… et {rest}\u{a0}: relancez logdump avec --hex pour tout voir")
}

/// A side has closed the connection of `client`.
#[must_use]
pub fn ended(client: &str, by: Side, reset: bool) -> String {
    format!("{client}\u{a0}: {}", mqtt_trace::messages::ended(by, reset))
}

/// What logdump does on purpose to the connection of `client`.
#[must_use]
pub fn fault(client: &str, fault: &Fault) -> String {
    format!("{client}\u{a0}: {}", mqtt_trace::messages::fault(fault))
}

/// A client came in vain.
#[must_use]
pub fn unreachable(client: &str, reason: &str) -> String {
    format!("{client}\u{a0}: {}. {reason}", mqtt_trace::messages::UNREACHABLE)
}
