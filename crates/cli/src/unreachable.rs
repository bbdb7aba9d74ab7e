//! A broker that cannot be reached.

use std::{fmt, io};

use crate::{Address, messages};

/// A TCP connection that could not be opened. Its text says what to do, and names the command that starts a
/// broker when nobody listens.
#[derive(Debug)]
pub struct Unreachable {
    /// Where the broker was looked for.
    pub address: Address,
    /// What the system answered.
    pub error: io::Error,
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::unreachable(&self.address, &self.error))
    }
}

// No `source`: the text already says all that the system's own words would.
impl std::error::Error for Unreachable {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command_line;

    #[test]
    fn each_failure_says_what_to_check() {
        let broker = command_line("broker", "");
        let lookup = io::Error::other("failed to lookup address information");
        for (error, message) in [
            (
                io::ErrorKind::ConnectionRefused.into(),
                format!("Aucun broker ne répond sur pc:1883. Lancez-en un dans un autre terminal : {broker}"),
            ),
            (
                io::ErrorKind::TimedOut.into(),
                "La machine pc:1883 ne répond pas (délai dépassé). Vérifiez l’adresse, le réseau et le pare-feu.".into(),
            ),
            (lookup, "La machine « pc » est introuvable : vérifiez son nom, ou donnez son adresse IP.".into()),
            (
                io::ErrorKind::PermissionDenied.into(),
                "Impossible de joindre pc:1883 : accès refusé. Vérifiez la machine et le port.".into(),
            ),
        ] {
            let unreachable = Unreachable { address: Address::new("pc", 1883), error };
            assert_eq!(unreachable.to_string(), message);
        }
    }
}
