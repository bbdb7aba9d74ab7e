//! What concerns the proxy: where it listens, where it passes all to.

use std::net::SocketAddr;

use cli::{Address, command_line};

/// Head of the options of the proxy, in the help.
pub const HEADING_PROXY: &str = "Entre les clients et le broker\u{a0}";
/// Help of `--listen`.
pub const HELP_LISTEN: &str =
    "Port à écouter (ou adresse:port)\u{202f}; 0 pour un port libre\u{202f}; se répète, avec --to";
/// Help of `--to`.
pub const HELP_TO: &str = "Broker à qui tout est passé";

/// Printed once, before anything passes: where one listens for which broker, what is to be known, the client to try.
#[must_use]
pub fn started(pairs: &[(SocketAddr, &Address)], notes: &[String], client: &str) -> String {
    let mut lines = Vec::new();
    for (listen, to) in pairs {
        let who =
            if listen.ip().is_loopback() { "cette machine seulement" } else { "les autres machines aussi" };
        lines.push(format!("logdump écoute sur {listen} ({who})\net passe tout au broker {to}."));
    }
    lines.extend_from_slice(notes);
    lines.push(format!("Dans un autre terminal\u{a0}: {client}"));
    lines.push("Ctrl-C pour arrêter.".to_owned());
    lines.join("\n")
}

/// The client to try, where one listens in clear.
#[must_use]
pub fn clear_client(listen: SocketAddr) -> String {
    let host = match listen.ip() {
        ip if ip.is_unspecified() || ip == std::net::Ipv4Addr::LOCALHOST => String::new(),
        ip => format!("-h {ip} "),
    };
    command_line("sub", &format!("{host}-p {} -t 'maison/#' -v", listen.port()))
}

/// There are not as many brokers as places to listen.
#[must_use]
pub fn unpaired(listen: usize, to: usize) -> String {
    format!(
        "{listen} --listen et {to} --to\u{a0}: donnez un --to pour chaque --listen, dans le même ordre, ou un seul pour tous"
    )
}

/// Clients would go round in circles.
#[must_use]
pub fn same_address(to: &Address) -> String {
    format!(
        "--to et --listen désignent tous deux {to}\u{a0}: logdump se parlerait à lui-même. Changez l’un des deux."
    )
}
