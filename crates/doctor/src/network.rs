//! Ports, the broker behind the first of them, and Mosquitto.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;

use crate::{Finding, Found, messages, probe};

/// Each port that a class uses, and by what.
const PORTS: [(u16, messages::Use); 3] =
    [(cli::DEFAULT_PORT, messages::Use::Broker), (1884, messages::Use::Logdump), (8080, messages::Use::Page)];

/// What each port is taken by.
pub fn ports() -> impl Iterator<Item = Finding> {
    PORTS.into_iter().map(|(number, used_for)| port(number, used_for))
}

fn port(number: u16, used_for: messages::Use) -> Finding {
    let id = format!("port-{number}");
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, number));
    match TcpListener::bind(address) {
        Ok(_) => Finding::ok(id, messages::free(used_for)),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Finding::warning(id, messages::port_refused(&error), messages::another_port(number, used_for))
        }
        Err(_) => {
            let owner = cli::port_owner(number);
            if used_for == messages::Use::Broker && probe(address) == Found::Broker {
                return Finding::ok(id, messages::broker_answers(owner.as_ref()));
            }
            Finding::warning(id, messages::taken(owner.as_ref()), messages::another_port(number, used_for))
        }
    }
}

/// Mosquitto and its clients: for the labs with the tools of the trade.
pub fn mosquitto() -> Finding {
    let absent: Vec<&str> = ["mosquitto", "mosquitto_pub", "mosquitto_sub"]
        .into_iter()
        .filter(|name| !is_installed(name))
        .collect();
    if absent.is_empty() {
        Finding::ok("mosquitto", messages::MOSQUITTO_THERE)
    } else {
        Finding::warning("mosquitto", messages::mosquitto_absent(&absent), messages::INSTALL_MOSQUITTO)
    }
}

/// Whether a program is there. Debian puts servers where only the administrator's `PATH` leads.
fn is_installed(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let others = ["/usr/sbin", "/usr/local/sbin", "C:\\Program Files\\mosquitto"].map(PathBuf::from);
    let file = PathBuf::from(name).with_extension(std::env::consts::EXE_EXTENSION);
    std::env::split_paths(&path).chain(others).any(|folder| folder.join(&file).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::State;

    #[test]
    fn a_port_is_free_or_taken_or_a_broker() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let number = listener.local_addr().unwrap().port();
        let taken = port(number, messages::Use::Logdump);
        assert_eq!(taken.state, State::Warning);
        if cfg!(target_os = "linux") {
            assert!(taken.text.contains(&std::process::id().to_string()), "{taken:?}");
        }
        assert!(taken.mend.is_some_and(|mend| mend.contains("--listen")), "it says how to use another");
        drop(listener);
        assert_eq!(port(number, messages::Use::Logdump).state, State::Ok);
        let broker = broker::Server::start(broker::Config { port: 0, ..broker::Config::default() }).unwrap();
        let found = port(broker.address().port(), messages::Use::Broker);
        assert!(found.state == State::Ok && found.text.contains("broker"), "{found:?}");
    }
}
