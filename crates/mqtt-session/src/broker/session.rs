//! What the broker remembers of a client (§3.1.2.4).

use std::collections::BTreeSet;

use bytestring::ByteString;

use super::ConnectionId;
use super::access::Rights;
use crate::inbound::Inbound;
use crate::outbound::Outbound;

/// Index of a session.
pub(super) type SessionKey = usize;

#[derive(Debug)]
pub(super) struct Session {
    pub(super) client_id: ByteString,
    /// To whom it belongs: the user whose password was verified.
    pub(super) user: Option<ByteString>,
    pub(super) rights: Rights,
    /// To be forgotten with its connection `[MQTT-3.1.2-6]`.
    pub(super) clean: bool,
    /// `None` while the client is away.
    pub(super) connection: Option<ConnectionId>,
    pub(super) filters: BTreeSet<ByteString>,
    pub(super) outbound: Outbound,
    pub(super) inbound: Inbound,
}

impl Session {
    pub(super) fn new(
        client_id: ByteString,
        user: Option<ByteString>,
        rights: Rights,
        clean: bool,
        max_inflight: usize,
    ) -> Session {
        Session {
            client_id,
            user,
            rights,
            clean,
            connection: None,
            filters: BTreeSet::new(),
            outbound: Outbound::new(max_inflight),
            inbound: Inbound::default(),
        }
    }
}
