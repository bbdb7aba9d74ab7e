//! The broker half: connections, sessions, subscriptions, retained messages, wills.
//!
//! The shell calls [`Broker::open`] for each network connection, hands in each decoded packet with
//! [`Broker::packet`] (or [`Broker::malformed`]), says when a connection is [`lost`](Broker::lost), and calls
//! [`Broker::tick`] at [`Broker::next_deadline`]. Each call appends [`Effect`]s for the shell to carry out in
//! order. After [`Effect::Close`] the connection no longer exists: what the shell still hands in for it is
//! ignored.

mod access;
mod connect;
mod connection;
mod deadlines;
mod effect;
mod publish;
mod session;
mod status;
mod subscribe;

use std::collections::HashMap;
use std::mem;
use std::time::Duration;

use bytestring::ByteString;
use mqtt_packet::{Connack, ConnectReturnCode, DecodeError, Packet, Publish};
use slab::Slab;

use crate::topic_tree::TopicTree;
use connection::{Connection, Connections, State};
use deadlines::Deadlines;
use session::{Session, SessionKey};
use status::Loads;
use subscribe::Subscribers;

pub use access::{Policy, Right, Rule, Who};
pub use connection::ConnectionId;
pub use effect::{CloseReason, Effect, Forbidden, Password, Violation};
pub use status::{Passed, Traffic};

/// What the broker allows each client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Messages of QoS 1 and 2 sent to a client and not yet acknowledged; at least 1.
    pub max_inflight: usize,
    /// Messages of QoS 1 and 2 that wait for a client; further ones are dropped, with [`Effect::Dropped`].
    pub max_queued: usize,
    /// Bytes, of topics and payloads, that may wait for a client; further messages are dropped likewise. Also bytes of
    /// QoS 2 messages that a client has sent and not released; with more, its connection is closed. One message may
    /// always wait, whatever its size.
    pub max_queued_bytes: usize,
    /// Clients connected at once; further ones are refused with code 3.
    pub max_connections: usize,
    /// Time from the opening of a connection to its CONNECT (§3.1.0).
    pub connect_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            max_inflight: 20,
            max_queued: 100_000,
            max_queued_bytes: 64 * 1024 * 1024,
            max_connections: 20_000,
            connect_timeout: Duration::from_secs(30),
        }
    }
}

/// A broker without I/O or clock.
#[derive(Debug, Default)]
pub struct Broker {
    limits: Limits,
    policy: Policy,
    connections: Connections,
    /// Boxed: while a slab of large things grows, the one before stands beside it.
    sessions: Slab<Box<Session>>,
    /// The session of each client identifier.
    clients: HashMap<ByteString, SessionKey>,
    subscriptions: TopicTree<Subscribers>,
    retained: TopicTree<Publish>,
    deadlines: Deadlines,
    /// Numbers the client identifiers that the broker assigns.
    assigned: u64,
    /// How many clients are connected.
    connected: usize,
    /// How many were at most.
    most_connected: usize,
    loads: Loads,
}

impl Broker {
    /// A broker with no session and no retained message.
    #[must_use]
    pub fn new(limits: Limits) -> Broker {
        Broker::with_policy(limits, Policy::default())
    }

    /// The same, that does not serve everybody and everything.
    #[must_use]
    pub fn with_policy(limits: Limits, policy: Policy) -> Broker {
        Broker { limits, policy, ..Broker::default() }
    }

    /// A network connection was opened.
    pub fn open(&mut self, now: Duration) -> ConnectionId {
        let id = self.connections.insert(Connection::new(now, self.limits.connect_timeout));
        self.set_deadline(id, Some(now + self.limits.connect_timeout));
        id
    }

    /// A packet came on `connection`. Between [`Effect::Verify`] and [`Broker::verified`], none must: it would be lost.
    pub fn packet(
        &mut self,
        connection: ConnectionId,
        packet: Packet,
        now: Duration,
        effects: &mut Vec<Effect>,
    ) {
        let Some(found) = self.connections.get_mut(connection) else { return };
        found.heard = now;
        match (found.state, packet) {
            (State::Opened, Packet::Connect(connect)) => self.connect(connection, *connect, now, effects),
            (State::Opened, _) => self.violated(connection, Violation::FirstPacketNotConnect, effects),
            (State::Verifying, _) => {}
            (State::Connected(session), packet) => self.connected(connection, session, packet, effects),
        }
    }

    fn connected(
        &mut self,
        connection: ConnectionId,
        session: SessionKey,
        packet: Packet,
        effects: &mut Vec<Effect>,
    ) {
        if let Some(wrong) = self.sessions[session].outbound.contradicted_by(&packet) {
            return self.violated(connection, Violation::WrongAcknowledgement(wrong), effects);
        }
        match packet {
            Packet::Publish(publish) => self.publish_received(connection, session, publish, effects),
            Packet::Puback(ack) => self.puback(session, ack.packet_id, effects),
            Packet::Pubrec(ack) => self.pubrec(connection, session, ack.packet_id, effects),
            Packet::Pubrel(ack) => self.pubrel(connection, session, ack.packet_id, effects),
            Packet::Pubcomp(ack) => self.pubcomp(session, ack.packet_id, effects),
            Packet::Subscribe(subscribe) => self.subscribe(connection, session, &subscribe, effects),
            Packet::Unsubscribe(unsubscribe) => self.unsubscribe(connection, session, &unsubscribe, effects),
            Packet::Pingreq => effects.push(Effect::Send { connection, packet: Packet::Pingresp }),
            Packet::Disconnect => {
                // The will is not to be published after a DISCONNECT [MQTT-3.14.4-3].
                if let Some(found) = self.connections.get_mut(connection) {
                    found.will = None;
                }
                self.close(connection, CloseReason::Disconnect, effects);
            }
            Packet::Connect(_) => self.violated(connection, Violation::SecondConnect, effects),
            Packet::Connack(_) | Packet::Suback(_) | Packet::Unsuback(_) | Packet::Pingresp => {
                self.violated(connection, Violation::ServerPacket(packet.packet_type()), effects);
            }
        }
    }

    /// Bytes came on `connection` that are not a packet `[MQTT-4.8.0-1]`. An unknown protocol level in the
    /// first packet is answered with return code 1 `[MQTT-3.1.2-2]`.
    pub fn malformed(&mut self, connection: ConnectionId, error: DecodeError, effects: &mut Vec<Effect>) {
        let Some(found) = self.connections.get_mut(connection) else { return };
        if found.state == State::Opened && matches!(error, DecodeError::UnsupportedVersion { .. }) {
            return self.refuse(connection, ConnectReturnCode::UnacceptableProtocolVersion, effects);
        }
        self.close(connection, CloseReason::Malformed(error), effects);
    }

    /// The network connection is gone, without DISCONNECT.
    pub fn lost(&mut self, connection: ConnectionId, effects: &mut Vec<Effect>) {
        self.forget(connection, effects);
    }

    /// Closes the connections that have been silent for too long: no CONNECT in time, or nothing for one and a
    /// half times the keep-alive `[MQTT-3.1.2-24]`.
    pub fn tick(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        while let Some(connection) = self.deadlines.due(now) {
            let Some(found) = self.connections.get_mut(connection) else { return };
            let deadline = found.longest_silence.map(|silence| found.heard + silence);
            if deadline.is_none_or(|deadline| deadline > now) {
                self.set_deadline(connection, deadline);
                continue;
            }
            let reason = match found.state {
                State::Opened | State::Verifying => CloseReason::NoConnect,
                State::Connected(_) => CloseReason::KeepAlive,
            };
            self.close(connection, reason, effects);
        }
    }

    /// When [`Broker::tick`] should be called next.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Duration> {
        self.deadlines.next()
    }

    /// When a connection is to be looked at for its silence, if ever.
    fn set_deadline(&mut self, connection: ConnectionId, deadline: Option<Duration>) {
        let Some(found) = self.connections.get_mut(connection) else { return };
        let before = mem::replace(&mut found.deadline, deadline);
        self.deadlines.change(connection, before, deadline);
    }

    /// Refuses a CONNECT.
    fn refuse(&mut self, connection: ConnectionId, code: ConnectReturnCode, effects: &mut Vec<Effect>) {
        let packet = Packet::Connack(Connack::refused(code));
        effects.push(Effect::Send { connection, packet });
        self.close(connection, CloseReason::Refused(code), effects);
    }

    fn violated(&mut self, connection: ConnectionId, violation: Violation, effects: &mut Vec<Effect>) {
        self.close(connection, CloseReason::Violation(violation), effects);
    }

    fn close(&mut self, connection: ConnectionId, reason: CloseReason, effects: &mut Vec<Effect>) {
        effects.push(Effect::Close { connection, reason });
        self.forget(connection, effects);
    }

    /// Ends a connection: its session is detached, or removed when it was clean `[MQTT-3.1.2-6]`; its will, if
    /// it still has one, is published `[MQTT-3.1.2-8]`.
    fn forget(&mut self, connection: ConnectionId, effects: &mut Vec<Effect>) {
        let Some(gone) = self.connections.remove(connection) else { return };
        self.deadlines.change(connection, gone.deadline, None);
        let State::Connected(key) = gone.state else { return };
        self.connected -= 1;
        let will = gone.will.filter(|will| self.is_allowed(key, will, effects));
        if self.sessions[key].clean {
            self.remove_session(key);
        } else {
            self.sessions[key].connection = None;
        }
        if let Some(will) = will {
            self.route(*will, effects);
        }
    }

    fn remove_session(&mut self, key: SessionKey) {
        let session = self.sessions.remove(key);
        self.clients.remove(&session.client_id);
        for filter in &session.filters {
            self.unsubscribe_filter(key, filter);
        }
    }
}
