//! The sentences that people read, in French. Those of the page itself are in `assets/`.

use std::net::{IpAddr, SocketAddr, UdpSocket};

use mqtt_packet::Rule;
use mqtt_trace::visible::Visible;
use page_server::url;

/// The title of a drawing.
pub(crate) const FIGURE_TITLE: &str = "Échange MQTT vu en direct";

/// There is nothing at this address.
pub(crate) const NO_SUCH_PAGE: &str = "Il n’y a rien à cette adresse\u{a0}: la page est à la racine, /";
/// The packet is not kept any more, or was no packet.
pub(crate) const NO_SUCH_PACKET: &str =
    "Ce paquet n’est plus en mémoire, ou n’en est pas un\u{a0}: seuls les derniers sont gardés.";

/// Bytes after others that could not be decoded.
pub(crate) const RAW: &str =
    "Octets bruts\u{a0}: ils suivent un paquet indécodable, plus personne ne sait où commence le suivant.";
/// A packet that was read in a log.
pub(crate) const NO_BYTES: &str = "Lu dans un journal\u{a0}: ses octets ne sont pas connus.";
/// Bytes that are hidden.
pub(crate) const MASKED: &str = "Le mot de passe est masqué par des étoiles (2a).";

/// A topic filter that is none.
pub(crate) fn bad_filter(topic: &str, rule: Rule) -> String {
    let why = mqtt_trace::messages::rule(rule);
    format!("«\u{a0}{}\u{a0}» n’est pas un filtre de topics\u{a0}: {why} [{}]", Visible(topic), rule.clause())
}

/// A client came in vain.
pub(crate) fn unreachable(reason: &str) -> String {
    format!("{}. {reason}", mqtt_trace::messages::UNREACHABLE)
}

/// Said at the start: where the page is, and who can see it.
pub(crate) fn started(address: SocketAddr) -> String {
    let here = url(address);
    if address.ip().is_loopback() {
        return format!("L’échange en direct\u{a0}: {here} (cette machine seulement)");
    }
    let there = match outward(address) {
        Some(ip) => url(SocketAddr::new(ip, address.port())),
        None => here,
    };
    format!(
        "L’échange en direct\u{a0}: {there}\nAttention\u{a0}: toute machine qui atteint celle-ci voit les messages échangés\u{202f}; les mots de passe sont masqués."
    )
}

/// The address that other machines know: the one that was asked for, or that the system would send from.
fn outward(address: SocketAddr) -> Option<IpAddr> {
    if !address.ip().is_unspecified() {
        return Some(address.ip());
    }
    // Nothing is sent: the system only looks up the way to an address that is nobody's (RFC 5737, RFC 3849).
    let (from, to) = match address {
        SocketAddr::V4(_) => ("0.0.0.0:0", "192.0.2.1:9"),
        SocketAddr::V6(_) => ("[::]:0", "[2001:db8::1]:9"),
    };
    let socket = UdpSocket::bind(from).ok()?;
    socket.connect(to).ok()?;
    Some(socket.local_addr().ok()?.ip()).filter(|ip| !ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_can_see_the_page_is_said() {
        let said = |address: &str| started(address.parse().expect("an address"));
        assert!(said("127.0.0.1:8080").contains("http://127.0.0.1:8080/ (cette machine seulement)"));
        assert!(said("192.0.2.7:8080").contains("http://192.0.2.7:8080/\nAttention"));
        assert!(said("0.0.0.0:8080").contains("Attention") && !said("0.0.0.0:8080").contains("0.0.0.0"));
        assert!(said("[::1]:8080").contains("http://[::1]:8080/"));
    }
}
