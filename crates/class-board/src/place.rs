//! Where the board is: `mqtt://HOST[:PORT]`, with a name and a password where the broker asks for them.

use std::str::FromStr;
use std::time::Duration;

use bytestring::ByteString;
use cli::{Address, AddressError};
use clients::options::{Common, ProtocolVersion, TlsOptions};

use crate::messages;

/// Seconds of silence before PINGREQ: a seat that was unplugged is noticed within a minute.
const KEEP_ALIVE: u16 = 30;

/// The broker of a class. Displays without the password.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    address: Address,
    /// A name, and a password if there is one.
    user: Option<(ByteString, Option<ByteString>)>,
}

/// A text that names no broker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// It does not begin with `mqtt://`.
    #[error("{}", messages::bad_scheme(.0))]
    Scheme(String),
    /// What stands before `@` is not a name and a password.
    #[error("{}", messages::BAD_USER)]
    User,
    /// What stands after it is no address.
    #[error("{0}")]
    Address(AddressError),
}

impl FromStr for Place {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        let Some(rest) = text.strip_prefix("mqtt://") else {
            // What was written instead may hold a password.
            let shown = text.rsplit('@').next().unwrap_or_default();
            return Err(PlaceError::Scheme(shown.to_owned()));
        };
        let (user, address) = match rest.rsplit_once('@') {
            Some((user, address)) => (Some(user), address),
            None => (None, rest),
        };
        let user = user.map(|user| match user.split_once(':') {
            Some((name, password)) => (name.into(), Some(password.into())),
            None => (user.into(), None),
        });
        let well_formed = user.as_ref().is_none_or(|(name, password): &(ByteString, Option<ByteString>)| {
            !name.is_empty()
                && [Some(name), password.as_ref()].into_iter().flatten().all(|text| !text.contains('\0'))
        });
        if !well_formed {
            return Err(PlaceError::User);
        }
        let address = address.strip_suffix('/').unwrap_or(address).parse().map_err(PlaceError::Address)?;
        Ok(Self { address, user })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "mqtt://{}", self.address)
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Place({self})")
    }
}

impl Place {
    /// The options of a client of the board, whose identifier begins with `name`; it never writes on the terminal.
    pub(crate) fn options(&self, name: String) -> Common {
        let (username, password) = match &self.user {
            Some((name, password)) => (Some(name.clone()), password.clone()),
            None => (None, None),
        };
        Common {
            host: self.address.host.clone(),
            port: self.address.port,
            id: None,
            // Two machines that were given one seat must not throw each other out [MQTT-3.1.4-2].
            id_prefix: Some(name.into()),
            username,
            password,
            tls: TlsOptions::default(),
            keepalive: KEEP_ALIVE,
            protocol_version: ProtocolVersion::Mqttv311,
            disable_clean_session: false,
            retry_delay: Duration::from_secs(1),
            debug: false,
            quiet: true,
            will_topic: None,
            will_payload: None,
            will_qos: None,
            will_retain: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_or_without_a_user() {
        for (text, shown, user) in [
            ("mqtt://192.168.1.10", "mqtt://192.168.1.10:1883", None),
            ("mqtt://salle:1884/", "mqtt://salle:1884", None),
            ("mqtt://07@salle", "mqtt://salle:1883", Some(("07".into(), None))),
            ("mqtt://07:a:b@c@salle", "mqtt://salle:1883", Some(("07".into(), Some("a:b@c".into())))),
        ] {
            let place: Place = text.parse().expect(text);
            assert_eq!((place.to_string().as_str(), place.user), (shown, user), "{text}");
        }
    }

    #[test]
    fn what_names_no_broker_is_refused_without_its_password() {
        for text in
            ["", "salle", "http://salle", "mqtt://", "mqtt://salle:0", "mqtt://@salle", "mqtt://:x@salle"]
        {
            assert!(text.parse::<Place>().is_err(), "{text:?}");
        }
        let error = "mqtts://07:secret@salle".parse::<Place>().expect_err("not ours");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}
