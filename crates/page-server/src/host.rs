//! Under which names the page is served: a site that makes its own name point to this machine must not read it.

use std::net::{IpAddr, SocketAddr};

/// Whether the `Host` of a request may be answered by a server that listens on `bound`. The port is left alone: it may
/// be another one at the other end of a tunnel, and says nothing of who asks.
pub(crate) fn is_ours(host: &str, bound: SocketAddr) -> bool {
    let name = name(host);
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let Ok(ip) = name.parse::<IpAddr>() else { return false };
    // No name is looked up for an address: one that has come here belongs to this machine.
    ip.is_loopback() || bound.ip().is_unspecified() || ip == bound.ip()
}

/// The host without its port and without the brackets of an IPv6 address.
fn name(host: &str) -> &str {
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split_once(']').map_or(rest, |(name, _)| name);
    }
    host.split_once(':').map_or(host, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine() {
        let table = [
            ("localhost:8080", "127.0.0.1:8080", true),
            ("LocalHost", "127.0.0.1:8080", true),
            ("127.0.0.1:8080", "127.0.0.1:8080", true),
            ("127.0.0.1:9000", "127.0.0.1:8080", true),
            ("[::1]:8080", "[::1]:8080", true),
            ("192.168.1.4:8080", "192.168.1.4:8080", true),
            ("192.168.1.4:8080", "0.0.0.0:8080", true),
            ("[fe80::2]:8080", "[::]:8080", true),
            ("192.168.1.4:8080", "127.0.0.1:8080", false),
            ("mechant.example", "127.0.0.1:8080", false),
            ("mechant.example:8080", "0.0.0.0:8080", false),
            ("127.0.0.1.mechant.example", "0.0.0.0:8080", false),
            ("localhost.mechant.example", "0.0.0.0:8080", false),
            ("", "0.0.0.0:8080", false),
            ("[", "0.0.0.0:8080", false),
        ];
        for (host, bound, expected) in table {
            assert_eq!(is_ours(host, bound.parse().expect("an address")), expected, "{host} on {bound}");
        }
    }
}
