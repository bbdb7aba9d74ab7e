//! The packets whose whole content is a packet identifier: PUBACK, PUBREC, PUBREL, PUBCOMP, UNSUBACK
//! (§3.4 to §3.7, §3.11).
//!
//! ```text
//!         ┌──────────────────┬──────────────────┐
//!  bytes  │ identifier (MSB) │ identifier (LSB) │
//!         └──────────────────┴──────────────────┘
//! ```

use bytes::BytesMut;

use crate::encode::Body;
use crate::reader::Reader;
use crate::{Buffer, DecodeError, FieldSink, PacketId, Properties};

/// The content of PUBACK, PUBREC, PUBREL, PUBCOMP and UNSUBACK.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ack {
    /// The identifier of the packet that is answered `[MQTT-2.3.1-6]`, `[MQTT-2.3.1-7]`.
    pub packet_id: PacketId,
    /// Room for MQTT 5.
    pub properties: Properties,
}

impl Ack {
    /// An acknowledgement of `packet_id`.
    #[must_use]
    pub fn new(packet_id: PacketId) -> Ack {
        Ack { packet_id, properties: Properties::default() }
    }

    pub(crate) fn read<B: Buffer, S: FieldSink>(reader: &mut Reader<'_, B, S>) -> Result<Ack, DecodeError> {
        Ok(Ack::new(reader.packet_id()?))
    }
}

impl Body for Ack {
    fn size(&self) -> usize {
        2
    }

    fn first_two(&self) -> [u8; 2] {
        self.packet_id.get().to_be_bytes()
    }

    fn write_rest(&self, _: &mut BytesMut) {}
}
