//! SUBACK, which grants or refuses each subscription (§3.9).
//!
//! ```text
//!         ┌──────────────────────────────┐
//!         │ packet identifier            │
//!         ├──────────────────────────────┤
//!         │ 0x00, 0x01, 0x02 or 0x80     │  one for each topic filter, in order
//!         └──────────────────────────────┘
//! ```

use bytes::{BufMut, BytesMut};

use crate::encode::Body;
use crate::reader::{Reader, malformed};
use crate::{Buffer, DecodeError, EncodeError, Field, FieldSink, PacketId, Properties, Qos, Rule};

/// The server's answer to SUBSCRIBE.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suback {
    /// The identifier of the SUBSCRIBE `[MQTT-3.8.4-2]`.
    pub packet_id: PacketId,
    /// One for each topic filter, in the same order `[MQTT-3.9.3-1]`.
    pub return_codes: Vec<SubscribeReturnCode>,
    /// Room for MQTT 5.
    pub properties: Properties,
}

/// What the server grants for one topic filter (§3.9.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubscribeReturnCode {
    /// Subscribed, with this maximum QoS.
    Granted(Qos),
    /// 0x80: refused.
    Failure,
}

impl SubscribeReturnCode {
    /// The code of a byte; `None` for the reserved values `[MQTT-3.9.3-2]`.
    #[must_use]
    pub fn from_u8(value: u8) -> Option<SubscribeReturnCode> {
        match value {
            0x80 => Some(SubscribeReturnCode::Failure),
            _ => Qos::from_u8(value).map(SubscribeReturnCode::Granted),
        }
    }

    /// The byte on the wire.
    #[must_use]
    pub fn to_u8(self) -> u8 {
        match self {
            SubscribeReturnCode::Granted(qos) => qos as u8,
            SubscribeReturnCode::Failure => 0x80,
        }
    }
}

impl Suback {
    /// An answer to the SUBSCRIBE `packet_id`.
    #[must_use]
    pub fn new(packet_id: PacketId, return_codes: Vec<SubscribeReturnCode>) -> Suback {
        Suback { packet_id, return_codes, properties: Properties::default() }
    }

    pub(crate) fn read<B: Buffer, S: FieldSink>(
        reader: &mut Reader<'_, B, S>,
    ) -> Result<Suback, DecodeError> {
        let packet_id = reader.packet_id()?;
        let mut return_codes = Vec::new();
        // A SUBSCRIBE holds one filter at least, hence its answer one code.
        while return_codes.is_empty() || !reader.is_empty() {
            let offset = reader.position();
            let code = reader.u8(Field::SubscribeReturnCode)?;
            match SubscribeReturnCode::from_u8(code) {
                Some(code) => return_codes.push(code),
                None => return malformed(Rule::SubscribeReturnCode, offset),
            }
        }
        Ok(Suback::new(packet_id, return_codes))
    }
}

impl Body for Suback {
    fn check(&self) -> Result<(), EncodeError> {
        if self.return_codes.is_empty() {
            return Err(EncodeError::Rule { rule: Rule::BodyTooShort, field: Field::SubscribeReturnCode });
        }
        Ok(())
    }

    fn size(&self) -> usize {
        2 + self.return_codes.len()
    }

    fn first_two(&self) -> [u8; 2] {
        self.packet_id.get().to_be_bytes()
    }

    fn write_rest(&self, out: &mut BytesMut) {
        self.return_codes.iter().for_each(|code| out.put_u8(code.to_u8()));
    }
}
