//! Looking at the broker before anything is checked.

use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

use cli::{Address, Unreachable};
use mqtt_packet::{ConnectReturnCode, Packet, Qos};

use crate::bench::{Came, Client, Scene, Stop, Target};
use crate::messages::{self, CLIENT};

/// How long a connection may take to open.
const CONNECT: Duration = Duration::from_secs(5);

/// How long the broker has to tell its version.
const VERSION: Duration = Duration::from_millis(700);

/// Why a broker cannot be checked at all. `Display` says it in French, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// Nobody answers there.
    #[error(transparent)]
    Unreachable(#[from] Unreachable),
    /// TLS fails.
    #[error("{0}")]
    Tls(String),
    /// It accepts nobody, or not this user.
    #[error("{}", messages::refused(*code))]
    Refused {
        /// The return code of its CONNACK.
        code: ConnectReturnCode,
    },
    /// It does not answer an ordinary CONNECT with CONNACK.
    #[error("{}", messages::not_a_broker(got))]
    NotABroker {
        /// What it did instead, in French.
        got: String,
    },
}

/// Finds where a broker listens.
///
/// # Errors
/// [`Unreachable`] when no address of the machine accepts a connection.
pub fn find(address: &Address) -> Result<SocketAddr, Unreachable> {
    let unreachable = |error| Unreachable { address: address.clone(), error };
    let places = (address.host.as_str(), address.port).to_socket_addrs().map_err(unreachable)?;
    let mut failure = std::io::Error::from(std::io::ErrorKind::NotFound);
    for place in places {
        match TcpStream::connect_timeout(&place, CONNECT) {
            Ok(_) => return Ok(place),
            Err(error) => failure = error,
        }
    }
    Err(unreachable(failure))
}

/// Makes sure that hands can be shaken with a broker that is checked over TLS; `address` is what the user calls it.
///
/// # Errors
/// [`ProbeError::Tls`].
pub fn shake_hands(target: &Target, address: &Address) -> Result<(), ProbeError> {
    match target.tls.as_ref().map(|_| target.open()) {
        Some(Err(error)) => Err(ProbeError::Tls(tls::messages::broker_refused(address, &error))),
        Some(Ok(_)) | None => Ok(()),
    }
}

/// Makes sure that the broker accepts an ordinary client; gives the version that it publishes, if it does.
///
/// # Errors
/// [`ProbeError`].
pub fn probe(target: &Target) -> Result<Option<String>, ProbeError> {
    let not_a_broker = |stop| match stop {
        Stop::NotKept(got) | Stop::NoVerdict(got) => ProbeError::NotABroker { got },
    };
    let scene = Scene::new(target, 0);
    let mut client = scene.open(CLIENT).map_err(not_a_broker)?;
    let connack = client.connect(scene.clean("probe")).map_err(not_a_broker)?;
    if connack.return_code != ConnectReturnCode::Accepted {
        return Err(ProbeError::Refused { code: connack.return_code });
    }
    // A broker need not tell, nor grant the subscription.
    let version = version(&mut client).unwrap_or_default();
    let _ = client.disconnect();
    Ok(version)
}

fn version(client: &mut Client) -> Result<Option<String>, Stop> {
    client.subscribe(&[("$SYS/broker/version", Qos::AtMostOnce)])?;
    match client.receive_within(VERSION)? {
        Came::Packet(Packet::Publish(publish)) => {
            Ok(Some(String::from_utf8_lossy(&publish.payload).chars().take(80).collect()))
        }
        _ => Ok(None),
    }
}
