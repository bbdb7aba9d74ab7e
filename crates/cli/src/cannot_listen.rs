//! A port that cannot be listened to.

use std::net::SocketAddr;
use std::{fmt, io};

use crate::messages;

/// A listener that could not be opened. Its text says by whom the port is taken, where that is known, and what to
/// do.
#[derive(Debug)]
pub struct CannotListen {
    /// Where one wanted to listen.
    pub address: SocketAddr,
    /// What the system answered.
    pub error: io::Error,
    /// The command with another port, as the reader must type it.
    pub elsewhere: String,
}

impl CannotListen {
    /// `command` writes the command line with a given port.
    pub fn new(address: SocketAddr, error: io::Error, command: impl FnOnce(u16) -> String) -> CannotListen {
        // Up to the next port that needs no administrator; 0 lets the system choose.
        let port = address.port().max(1023).checked_add(1).unwrap_or(0);
        CannotListen { address, error, elsewhere: command(port) }
    }
}

impl fmt::Display for CannotListen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::cannot_listen(self))
    }
}

// No `source`: the text already says all that the system's own words would.
impl std::error::Error for CannotListen {}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;

    #[test]
    fn each_reason_says_what_to_do() {
        let table = [
            ("127.0.0.1:80", ErrorKind::PermissionDenied, "réservé à l’administrateur", "x -p 1024"),
            ("127.0.0.1:65535", ErrorKind::AddrInUse, "déjà pris par", "x -p 0"),
            (
                "192.0.2.1:1883",
                ErrorKind::AddrNotAvailable,
                "n’est pas une adresse de cette machine",
                "ip address",
            ),
        ];
        for (address, kind, what, how) in table {
            let address = address.parse().expect("an address");
            let cannot = CannotListen::new(address, kind.into(), |port| format!("x -p {port}"));
            let text = cannot.to_string();
            assert!(text.contains(what) && text.contains(how), "{text}");
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_program_that_holds_the_port_is_named() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let error = std::net::TcpListener::bind(address).expect_err("it is taken");
        let text = CannotListen::new(address, error, |_| String::new()).to_string();
        assert!(text.contains(&format!("processus {}", std::process::id())), "{text}");
    }
}
