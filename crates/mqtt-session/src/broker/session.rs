//! What the broker remembers of a client (§3.1.2.4).

use std::collections::BTreeSet;

use bytestring::ByteString;

use super::ConnectionId;
use crate::inbound::Inbound;
use crate::outbound::Outbound;

/// Index of a session.
pub(super) type SessionKey = usize;

#[derive(Debug)]
pub(super) struct Session {
    pub(super) client_id: ByteString,
    /// To be forgotten with its connection `[MQTT-3.1.2-6]`.
    pub(super) clean: bool,
    /// `None` while the client is away.
    pub(super) connection: Option<ConnectionId>,
    pub(super) filters: BTreeSet<ByteString>,
    pub(super) outbound: Outbound,
    pub(super) inbound: Inbound,
}

impl Session {
    pub(super) fn new(client_id: ByteString, clean: bool, max_inflight: usize) -> Session {
        Session {
            client_id,
            clean,
            connection: None,
            filters: BTreeSet::new(),
            outbound: Outbound::new(max_inflight),
            inbound: Inbound::default(),
        }
    }
}
