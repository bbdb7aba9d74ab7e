//! A broker of one test alone, on a port of its own; it ends with the test.

use peers::Mosquitto;

/// A running broker.
pub enum Broker {
    Mosquitto(Mosquitto),
    /// The kit's own, within this process.
    Kit(broker::Server),
}

/// Makes of a test that takes a broker's port one test for each broker.
macro_rules! on_each_broker {
    ($($(#[$meta:meta])* fn $name:ident($port:ident: u16) $body:block)+) => {
        $($(#[$meta])* mod $name {
            #[allow(unused_imports, reason = "for the tests that need them")]
            use super::*;

            fn test($port: u16) $body

            #[test]
            fn mosquitto() {
                if let Some(broker) = $crate::support::broker::Broker::mosquitto("") {
                    test(broker.port());
                }
            }

            #[test]
            fn kit() {
                // Its clients stand at the other end.
                if peers::installed(&["mosquitto_pub", "mosquitto_sub", "stdbuf"]) {
                    test($crate::support::broker::Broker::kit().port());
                }
            }
        })+
    };
}
pub(crate) use on_each_broker;

impl Broker {
    /// The kit's broker.
    pub fn kit() -> Broker {
        let config = broker::Config { port: 0, ..broker::Config::default() };
        Broker::Kit(broker::Server::start(config).expect("the kit's broker starts"))
    }

    /// Mosquitto with `settings`, or `None` where it or one of its clients is not installed.
    pub fn mosquitto(settings: &str) -> Option<Broker> {
        if !peers::installed(&["mosquitto_pub", "mosquitto_sub", "stdbuf"]) {
            return None;
        }
        // Nothing in its queues may be dropped: these tests count every message.
        let settings = format!("max_queued_messages 0\nset_tcp_nodelay true\n{settings}");
        Mosquitto::start(&settings).map(Broker::Mosquitto)
    }

    pub fn port(&self) -> u16 {
        match self {
            Broker::Mosquitto(mosquitto) => mosquitto.address.port(),
            Broker::Kit(server) => server.address().port(),
        }
    }
}
