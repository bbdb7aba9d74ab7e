//! Where to listen.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;

use crate::messages;

/// A local address: a port alone, on 127.0.0.1, or `address:port`. Port 0 takes any that is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listen(pub SocketAddr);

impl FromStr for Listen {
    type Err = String;

    fn from_str(text: &str) -> Result<Listen, String> {
        if let Ok(port) = text.parse() {
            return Ok(Listen(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port)));
        }
        let named = text.replace("localhost:", "127.0.0.1:");
        named.parse().map(Listen).map_err(|_| messages::listen_syntax(text))
    }
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_to_listen() {
        let table = [
            ("1884", Some("127.0.0.1:1884")),
            ("0", Some("127.0.0.1:0")),
            ("localhost:1884", Some("127.0.0.1:1884")),
            ("0.0.0.0:1884", Some("0.0.0.0:1884")),
            ("[::1]:1884", Some("[::1]:1884")),
            ("70000", None),
            ("127.0.0.1", None),
            ("", None),
        ];
        for (text, expected) in table {
            let got = text.parse::<Listen>().map(|listen| listen.to_string());
            assert_eq!(got.as_deref().ok(), expected, "{text}");
        }
    }
}
