//! `host:port`, as every command that reaches a broker takes it.

use std::fmt;
use std::str::FromStr;

use crate::messages;

/// MQTT's registered TCP port.
pub const DEFAULT_PORT: u16 = 1883;

/// A machine and a TCP port. Displays as `host:port`, an IPv6 address in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// A name or an IP address; IPv6 without its brackets, as `(host, port)` socket calls expect it.
    pub host: String,
    /// The TCP port.
    pub port: u16,
}

impl Address {
    /// An address from its two parts, as given by `-h` and `-p`. Brackets round an IPv6 address are dropped.
    pub fn new(host: &str, port: u16) -> Self {
        let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
        Self { host: bare.to_owned(), port }
    }

    /// Reads `host`, `host:port`, `[::1]`, `[::1]:1883` or a bare IPv6 address; `default_port` where none is
    /// written.
    pub fn parse(text: &str, default_port: u16) -> Result<Self, AddressError> {
        // Several colons and no bracket can only be an IPv6 address without a port.
        let bare_ipv6 = !text.starts_with('[') && text.matches(':').count() > 1;
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !bare_ipv6 && !port.contains(']') => (host, Some(port)),
            _ => (text, None),
        };
        if text.contains(|c: char| c.is_whitespace() || c == '/') || host.is_empty() {
            return Err(AddressError::Host { text: text.to_owned() });
        }
        let open = host.starts_with('[');
        if open != host.ends_with(']') || (open && !host.contains(':')) {
            return Err(AddressError::Brackets { text: text.to_owned() });
        }
        if bare_ipv6 && host.parse::<std::net::Ipv6Addr>().is_err() {
            return Err(AddressError::Brackets { text: text.to_owned() });
        }
        let port = match port {
            None => default_port,
            Some(port) => match port.parse() {
                Ok(port) if port > 0 => port,
                _ => {
                    return Err(AddressError::Port { port: port.to_owned() });
                }
            },
        };
        Ok(Self::new(host, port))
    }
}

/// Reads the value of `-h`: a machine alone, since the port has an option of its own. For clap's `value_parser`.
pub fn host(text: &str) -> Result<String, AddressError> {
    // No written port is 0, so 0 tells that none was written.
    let Address { host, port } = Address::parse(text, 0)?;
    if port == 0 { Ok(host) } else { Err(AddressError::PortInHost { host, port }) }
}

impl FromStr for Address {
    type Err = AddressError;

    /// [`Address::parse`] with [`DEFAULT_PORT`].
    fn from_str(text: &str) -> Result<Self, AddressError> {
        Self::parse(text, DEFAULT_PORT)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port } = self;
        if host.contains(':') { write!(f, "[{host}]:{port}") } else { write!(f, "{host}:{port}") }
    }
}

/// Why a text is not an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressError {
    /// The name is empty or holds a space or a slash (as `mqtt://…` does).
    Host {
        /// The whole text.
        text: String,
    },
    /// The port is not a number from 1 to 65535.
    Port {
        /// What stood after the colon.
        port: String,
    },
    /// A port where a machine alone is expected.
    PortInHost {
        /// What stood before the colon.
        host: String,
        /// What stood after it.
        port: u16,
    },
    /// Neither a name nor an IPv6 address in brackets.
    Brackets {
        /// The whole text.
        text: String,
    },
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::address_error(self))
    }
}

impl std::error::Error for AddressError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_addresses() {
        for (text, host, port, shown) in [
            ("localhost", "localhost", 1883, "localhost:1883"),
            ("127.0.0.1:2000", "127.0.0.1", 2000, "127.0.0.1:2000"),
            ("broker.lycee.fr:8883", "broker.lycee.fr", 8883, "broker.lycee.fr:8883"),
            ("[::1]:1884", "::1", 1884, "[::1]:1884"),
            ("[fe80::2]", "fe80::2", 1883, "[fe80::2]:1883"),
            ("::1", "::1", 1883, "[::1]:1883"),
        ] {
            let address: Address = text.parse().expect(text);
            assert_eq!((address.host.as_str(), address.port), (host, port), "{text}");
            assert_eq!(address.to_string(), shown, "{text}");
        }
    }

    #[test]
    fn bad_addresses_say_how_to_mend_them() {
        for (text, message) in [
            ("", "adresse vide : écrivez un nom de machine ou une adresse IP"),
            (":1883", "« :1883 » ne nomme aucune machine : écrivez par exemple 127.0.0.1:1883"),
            (
                "mqtt://serveur",
                "« mqtt://serveur » n’est pas une machine : écrivez son nom ou son adresse IP, sans « mqtt:// » ni espace",
            ),
            ("serveur:", "il manque le numéro de port après « : », par exemple 1883"),
            ("serveur:abc", "« abc » n’est pas un numéro de port : attendu un nombre de 1 à 65535"),
            ("serveur:0", "« 0 » n’est pas un numéro de port : attendu un nombre de 1 à 65535"),
            ("serveur:70000", "« 70000 » n’est pas un numéro de port : attendu un nombre de 1 à 65535"),
            (
                "[::1:1883",
                "« [::1:1883 » est illisible : une adresse IPv6 suivie d’un port s’écrit [::1]:1883",
            ),
            ("a:b:c", "« a:b:c » est illisible : une adresse IPv6 suivie d’un port s’écrit [::1]:1883"),
        ] {
            let error = text.parse::<Address>().expect_err(text);
            assert_eq!(error.to_string(), message, "{text}");
        }
    }

    #[test]
    fn a_host_alone_has_no_port() {
        assert_eq!(host("[::1]").as_deref(), Ok("::1"));
        assert_eq!(host("serveur").as_deref(), Ok("serveur"));
        assert_eq!(
            host("serveur:1884").expect_err("a port").to_string(),
            "donnez la machine et le port à part : -h serveur -p 1884"
        );
        assert!(host("").is_err());
    }
}
