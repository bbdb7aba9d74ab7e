//! Tells the journal what happens, in Mosquitto's words, with a French line beneath where Mosquitto's word does
//! not say what the client did wrong.

use std::collections::HashSet;
use std::io;
use std::net::SocketAddr;

use bytestring::ByteString;
use mqtt_packet::{Connect, ConnectReturnCode, DecodeError, Packet, PacketType, Rule};
use mqtt_session::broker::{CloseReason, Forbidden, Violation};
use mqtt_trace::messages::decode_error;
use mqtt_trace::mosquitto::{Breach, Notice, UNKNOWN};
use mqtt_trace::visible::Visible;

use crate::connection::Origin;
use crate::journal::{Journal, Verbosity};
use crate::messages;

/// Clients that are remembered as having been told why a message was forbidden. Anybody can come under ever new names.
const REMEMBERED: usize = 10_000;

/// Who is behind a connection.
#[derive(Debug)]
pub(crate) struct Peer {
    address: SocketAddr,
    /// The client identifier, once the core has accepted the connection.
    client_id: Option<ByteString>,
    /// It was told already that messages for this peer are dropped.
    is_slow: bool,
}

impl Peer {
    pub(crate) fn new(address: SocketAddr) -> Peer {
        Peer { address, client_id: None, is_slow: false }
    }

    /// Its CONNECT was accepted.
    pub(crate) fn is_known(&self) -> bool {
        self.client_id.is_some()
    }

    fn name(&self) -> &str {
        self.client_id.as_deref().unwrap_or(UNKNOWN)
    }
}

#[derive(Debug)]
pub(crate) struct Narrator {
    journal: Journal,
    /// Clients for which messages were dropped since they last connected: it is told once.
    overflowing: HashSet<ByteString>,
    /// Clients to which the rules have forbidden a message since they last connected: why is told once.
    forbidden: HashSet<ByteString>,
    /// It was told that no connection can be accepted, and none was since.
    is_refusing: bool,
    /// It was told that there are as many connections as may be, and one was accepted since.
    is_full: bool,
}

impl Narrator {
    pub(crate) fn new(journal: Journal) -> Narrator {
        Narrator {
            journal,
            overflowing: HashSet::new(),
            forbidden: HashSet::new(),
            is_refusing: false,
            is_full: false,
        }
    }

    fn notice(&mut self, notice: Notice<'_>) {
        self.journal.tell(Verbosity::Connections, |log| log.line(notice));
    }

    pub(crate) fn opened(&mut self, origin: Origin) {
        self.is_refusing = false;
        self.notice(Notice::NewConnection { address: origin.peer, port: origin.port });
    }

    /// A client has come to a door for TLS, and its handshake has failed.
    pub(crate) fn no_handshake(&mut self, origin: Origin, error: &io::Error) {
        self.opened(origin);
        self.explain(&messages::no_handshake(error));
        self.notice(Notice::ClosedItsConnection { client: UNKNOWN });
    }

    /// A connection was closed at once, or there was room for it. Told once until there is.
    pub(crate) fn is_full(&mut self, is_full: bool) {
        if is_full && !self.is_full {
            self.explain(messages::TOO_MANY_CONNECTIONS);
        }
        self.is_full = is_full;
    }

    /// The access rules have forbidden something: the log alone can say so.
    pub(crate) fn forbidden(&mut self, client_id: ByteString, what: &Forbidden) {
        match what {
            Forbidden::Publish(publish) => {
                let packet = Packet::Publish((**publish).clone());
                self.journal.tell(Verbosity::Connections, |log| log.denied(&client_id, &packet));
                if !self.forbidden.contains(&client_id) {
                    self.explain(messages::FORBIDDEN_TO_PUBLISH);
                    if self.forbidden.len() >= REMEMBERED {
                        self.forbidden.clear();
                    }
                    self.forbidden.insert(client_id);
                }
            }
            Forbidden::Subscribe(filter) => {
                self.explain(&messages::forbidden_to_subscribe(&client_id, filter));
            }
        }
    }

    pub(crate) fn accepted(&mut self, peer: &mut Peer, connect: &Connect) {
        peer.client_id = Some(connect.client_id.clone());
        self.overflowing.remove(&connect.client_id);
        self.forbidden.remove(&connect.client_id);
        self.journal.tell(Verbosity::Connections, |log| log.connected(peer.address, peer.name(), connect));
    }

    pub(crate) fn received(&mut self, peer: &Peer, packet: &Packet) {
        // Mosquitto has no line for CONNECT: « New client connected » says it.
        if !matches!(packet, Packet::Connect(_)) {
            self.journal.tell(Verbosity::Packets, |log| log.received(peer.name(), packet));
        }
    }

    pub(crate) fn sending(&mut self, peer: &Peer, packet: &Packet) {
        let ip;
        let name = match &peer.client_id {
            Some(client_id) => client_id,
            // A refused client has no name yet.
            None => {
                ip = peer.address.ip().to_string();
                ip.as_str()
            }
        };
        self.journal.tell(Verbosity::Packets, |log| log.sending(name, packet));
    }

    pub(crate) fn lost(&mut self, peer: &Peer, error: Option<&io::Error>) {
        self.notice(Notice::ClosedItsConnection { client: peer.name() });
        if let Some(error) = error {
            self.explain(&cli::describe(error));
        }
    }

    /// Bytes have come that are no packet of their type. Mosquitto names some faults before it closes.
    pub(crate) fn undecodable(&mut self, peer: &Peer, packet_type: Option<PacketType>, error: DecodeError) {
        let (client, ip) = (peer.name(), peer.address.ip());
        if let DecodeError::UnsupportedVersion { level, .. } = error {
            return self.notice(Notice::InvalidProtocolVersion { level, ip });
        }
        let DecodeError::Malformed { rule, .. } = error else { return };
        let wildcard = matches!(rule, Rule::MultiLevelWildcard | Rule::SingleLevelWildcard);
        let notice = match packet_type {
            Some(PacketType::Publish) if rule == Rule::PublishQos => Notice::InvalidQosInPublish { client },
            Some(PacketType::Subscribe) if rule == Rule::RequestedQos => {
                Notice::InvalidQosInSubscription { ip }
            }
            Some(PacketType::Subscribe) if wildcard => Notice::InvalidSubscription { ip },
            Some(PacketType::Unsubscribe) if wildcard => Notice::InvalidUnsubscription { client },
            _ => return,
        };
        if let Some(name @ ("SUBSCRIBE" | "UNSUBSCRIBE")) = packet_type.map(PacketType::name) {
            let client = Visible(client);
            self.journal
                .tell(Verbosity::Packets, |log| log.line(format_args!("Received {name} from {client}")));
        }
        self.notice(notice);
    }

    pub(crate) fn closing(&mut self, peer: &Peer, reason: CloseReason) {
        let client = peer.name();
        match reason {
            CloseReason::Disconnect => self.notice(Notice::Disconnected { client }),
            CloseReason::TakenOver => self.notice(Notice::AlreadyConnected { client }),
            CloseReason::KeepAlive => self.notice(Notice::ExceededTimeout { client }),
            CloseReason::NoConnect => {
                self.notice(Notice::ExceededTimeout { client });
                self.explain(messages::NO_CONNECT);
            }
            CloseReason::Refused(code) => {
                let not_authorised =
                    [ConnectReturnCode::BadUserNameOrPassword, ConnectReturnCode::NotAuthorized];
                self.notice(if not_authorised.contains(&code) {
                    Notice::NotAuthorised { client }
                } else {
                    Notice::DisconnectedDueTo { client, breach: Breach::ProtocolError }
                });
                self.explain(&messages::refused(code));
            }
            CloseReason::TooMuchUnreleased => {
                self.notice(Notice::DisconnectedDueTo { client, breach: Breach::ProtocolError });
                self.explain(messages::TOO_MUCH_UNRELEASED);
            }
            CloseReason::Malformed(error) => {
                let breach = if peer.client_id.is_some() { Breach::of(error) } else { Breach::ProtocolError };
                self.notice(Notice::DisconnectedDueTo { client, breach });
                self.explain(&decode_error(error));
            }
            CloseReason::Violation(violation) => {
                if violation == Violation::SecondConnect {
                    self.notice(Notice::MultipleConnect { client });
                }
                self.notice(Notice::DisconnectedDueTo { client, breach: Breach::ProtocolError });
                self.explain(&messages::violation(violation));
            }
        }
    }

    /// A QoS 0 message is dropped: the peer does not read fast enough. Told once for each peer.
    pub(crate) fn too_slow(&mut self, peer: &mut Peer) {
        if !peer.is_slow {
            peer.is_slow = true;
            self.explain(&messages::too_slow(peer.name()));
        }
    }

    /// A message of QoS 1 or 2 is dropped: the queue of the client is full. Told once until it connects again.
    pub(crate) fn dropped(&mut self, client_id: ByteString, topic: &str) {
        if !self.overflowing.contains(&client_id) {
            self.explain(&messages::dropped(&client_id, topic));
            self.overflowing.insert(client_id);
        }
    }

    /// No connection can be accepted. Told once until one is.
    pub(crate) fn cannot_accept(&mut self, error: &io::Error) {
        if !self.is_refusing {
            self.is_refusing = true;
            self.explain(&messages::cannot_accept(error));
        }
    }

    /// A French line beneath Mosquitto's.
    fn explain(&mut self, text: &str) {
        self.journal.tell(Verbosity::Connections, |log| log.line(format_args!("  → {text}")));
    }
}
