//! CONNACK, the server's answer to CONNECT (§3.2).
//!
//! ```text
//!  bit      7   6   5   4   3   2   1   0
//!         ┌───────────────────────────┬───┐
//!  byte 1 │ reserved, 0               │ SP│  session present
//!         ├───────────────────────────┴───┤
//!  byte 2 │ return code                   │
//!         └───────────────────────────────┘
//! ```

use bytes::BytesMut;

use crate::encode::Body;
use crate::reader::{Reader, malformed};
use crate::{Buffer, DecodeError, EncodeError, Field, FieldSink, Properties, Rule};

/// The server's answer to CONNECT.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Connack {
    /// The server goes on with a stored session `[MQTT-3.2.2-2]`.
    pub session_present: bool,
    /// Accepted, or why not.
    pub return_code: ConnectReturnCode,
    /// Room for MQTT 5.
    pub properties: Properties,
}

/// The connect return codes (§3.2.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ConnectReturnCode {
    /// 0: the connection is accepted.
    #[error("connection accepted")]
    Accepted = 0,
    /// 1: the server does not support the protocol level asked for.
    #[error("unacceptable protocol version")]
    UnacceptableProtocolVersion = 1,
    /// 2: the client identifier is correct UTF-8 but not allowed.
    #[error("client identifier rejected")]
    IdentifierRejected = 2,
    /// 3: the MQTT service is not available.
    #[error("server unavailable")]
    ServerUnavailable = 3,
    /// 4: malformed user name or password.
    #[error("bad user name or password")]
    BadUserNameOrPassword = 4,
    /// 5: the client may not connect.
    #[error("not authorized")]
    NotAuthorized = 5,
}

impl ConnectReturnCode {
    /// The code of a number; `None` for 6 to 255, which are reserved.
    #[must_use]
    pub fn from_u8(value: u8) -> Option<ConnectReturnCode> {
        Some(match value {
            0 => ConnectReturnCode::Accepted,
            1 => ConnectReturnCode::UnacceptableProtocolVersion,
            2 => ConnectReturnCode::IdentifierRejected,
            3 => ConnectReturnCode::ServerUnavailable,
            4 => ConnectReturnCode::BadUserNameOrPassword,
            5 => ConnectReturnCode::NotAuthorized,
            _ => return None,
        })
    }
}

impl Connack {
    /// The connection is accepted.
    #[must_use]
    pub fn accepted(session_present: bool) -> Connack {
        let return_code = ConnectReturnCode::Accepted;
        Connack { session_present, return_code, properties: Properties::default() }
    }

    /// The connection is refused; session present is then 0 `[MQTT-3.2.2-4]`.
    #[must_use]
    pub fn refused(return_code: ConnectReturnCode) -> Connack {
        Connack { session_present: false, return_code, properties: Properties::default() }
    }

    pub(crate) fn read<B: Buffer, S: FieldSink>(
        reader: &mut Reader<'_, B, S>,
    ) -> Result<Connack, DecodeError> {
        let offset = reader.position();
        let flags = reader.flags()?;
        reader.bits(Field::ConnackReservedFlags, offset, 1..8);
        reader.bits(Field::SessionPresent, offset, 0..1);
        if flags > 1 {
            return malformed(Rule::ConnackFlags, offset);
        }
        let session_present = flags == 1;
        let code = reader.u8(Field::ConnectReturnCode)?;
        let Some(return_code) = ConnectReturnCode::from_u8(code) else {
            return malformed(Rule::ConnectReturnCode, offset + 1);
        };
        let connack = Connack { session_present, return_code, properties: Properties::default() };
        if connack.is_contradictory() {
            return malformed(Rule::SessionPresentRefused, offset);
        }
        Ok(connack)
    }

    fn is_contradictory(&self) -> bool {
        self.session_present && self.return_code != ConnectReturnCode::Accepted
    }
}

impl Body for Connack {
    fn check(&self) -> Result<(), EncodeError> {
        if self.is_contradictory() {
            let rule = Rule::SessionPresentRefused;
            return Err(EncodeError::Rule { rule, field: Field::SessionPresent });
        }
        Ok(())
    }

    fn size(&self) -> usize {
        2
    }

    fn first_two(&self) -> [u8; 2] {
        [u8::from(self.session_present), self.return_code as u8]
    }

    fn write_rest(&self, _: &mut BytesMut) {}
}
