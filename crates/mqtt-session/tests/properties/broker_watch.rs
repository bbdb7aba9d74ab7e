//! Watches a broker: what it may send, to whom, and when.

use std::collections::HashMap;

use mqtt_packet::{ConnectReturnCode, Packet, Publish, Qos, topic};
use mqtt_session::broker::{ConnectionId, Effect};

use crate::in_flight::InFlight;
use crate::packets::{check_sendable, published_qos};

/// What is known of a broker from what went in and came out.
pub struct Watch {
    /// Messages allowed in flight.
    window: usize,
    open: HashMap<ConnectionId, Link>,
    sessions: HashMap<String, Session>,
}

#[derive(Default)]
struct Link {
    client_id: Option<String>,
    clean_session: bool,
    connack: bool,
}

#[derive(Default)]
struct Session {
    /// The highest QoS ever asked for each filter: what is queued keeps the QoS that it was queued with.
    granted: HashMap<String, Qos>,
    in_flight: InFlight,
}

impl Watch {
    pub fn new(window: usize) -> Watch {
        Watch { window, open: HashMap::new(), sessions: HashMap::new() }
    }

    pub fn opened(&mut self, connection: ConnectionId) {
        self.open.insert(connection, Link::default());
    }

    /// A packet is about to go in.
    pub fn received(&mut self, connection: ConnectionId, packet: &Packet) {
        let Some(client_id) = self.open.get(&connection).and_then(|link| link.client_id.as_ref()) else {
            return;
        };
        let session = self.sessions.get_mut(client_id).expect("a connected client has a session");
        session.in_flight.received(packet);
        if let Packet::Subscribe(subscribe) = packet {
            for subscription in &subscribe.subscriptions {
                let granted = session.granted.entry(subscription.filter.to_string()).or_default();
                *granted = subscription.qos.max(*granted);
            }
        }
    }

    /// The connection exists no more.
    pub fn closed(&mut self, connection: ConnectionId) {
        let link = self.open.remove(&connection).expect("what is closed was open");
        if link.clean_session {
            self.sessions.remove(&link.client_id.expect("it was accepted"));
        }
    }

    pub fn is_open(&self, connection: ConnectionId) -> bool {
        self.open.contains_key(&connection)
    }

    /// What came out.
    pub fn effect(&mut self, effect: &Effect) {
        match effect {
            Effect::Accepted { connection, connect } => {
                assert!(!connect.client_id.is_empty(), "each client has an identifier [MQTT-3.1.3-6]");
                assert_eq!(connect.password, None);
                let link = self.open.get_mut(connection).expect("accepted on an open connection");
                assert_eq!(link.client_id, None, "accepted once");
                link.client_id = Some(connect.client_id.to_string());
                link.clean_session = connect.clean_session;
                if connect.clean_session {
                    self.sessions.remove(&*connect.client_id);
                }
            }
            Effect::Send { connection, packet } => self.sent(*connection, packet),
            Effect::Close { connection, .. } => self.closed(*connection),
            Effect::Dropped { .. } => {}
            Effect::Verify { .. } | Effect::Forbidden { .. } => panic!("there is neither password nor rule"),
        }
    }

    fn sent(&mut self, connection: ConnectionId, packet: &Packet) {
        check_sendable(packet);
        let Some(link) = self.open.get_mut(&connection) else {
            panic!("{packet:?} is sent on a closed connection");
        };
        let is_connack = matches!(packet, Packet::Connack(_));
        assert_ne!(link.connack, is_connack, "{packet:?}: CONNACK comes first, once [MQTT-3.2.0-1]");
        link.connack = true;
        let session = link.client_id.as_ref().and_then(|client_id| self.sessions.get_mut(client_id));
        match packet {
            Packet::Connack(connack) => {
                let stored = session.is_some();
                assert_eq!(connack.session_present, stored, "[MQTT-3.2.2-2] [MQTT-3.2.2-3]");
                let accepted = connack.return_code == ConnectReturnCode::Accepted;
                assert_eq!(accepted, link.client_id.is_some(), "return code 0 to whom is accepted");
                if let Some(client_id) = &link.client_id {
                    self.sessions.entry(client_id.clone()).or_default();
                }
            }
            Packet::Publish(publish) => {
                let session = session.expect("messages go to sessions");
                session.in_flight.sent(packet, self.window);
                check_qos(publish, &session.granted);
            }
            Packet::Connect(_)
            | Packet::Subscribe(_)
            | Packet::Unsubscribe(_)
            | Packet::Pingreq
            | Packet::Disconnect => panic!("a broker never sends {packet:?}"),
            _ => {}
        }
    }
}

/// No message goes out above the QoS that it was published at, nor above what its subscriber asked for.
fn check_qos(publish: &Publish, granted: &HashMap<String, Qos>) {
    let published = published_qos(&publish.payload);
    assert!(publish.qos <= published, "{publish:?} was published at {published}");
    let matching = granted.iter().filter(|(filter, _)| topic::matches(filter, &publish.topic));
    let granted = matching.map(|(_, qos)| *qos).max();
    assert!(granted.is_some_and(|granted| publish.qos <= granted), "{publish:?} was granted {granted:?}");
}
