//! MQTT 3.1.1 control packets: encode, decode, and say where each field lies.
//!
//! No I/O and no clock. There is one decoder: [`decode_with`] reports the place of each field to a
//! [`FieldSink`], and [`decode`] is the same code with the empty sink `()`, which costs nothing.
//!
//! A packet is generic over the buffer that it was read from: `Packet<Bytes>` (the default) owns its texts and
//! payload by reference count, `Packet<&[u8]>` borrows them. Neither copies a payload.
//!
//! ```
//! use mqtt_packet::{Packet, Publish, decode};
//!
//! let mut wire = bytes::BytesMut::new();
//! Packet::Publish(Publish::new("maison/salon", "21.5")).encode(&mut wire)?;
//! assert_eq!(&wire[..], b"\x30\x12\x00\x0cmaison/salon21.5");
//!
//! let (packet, length) = decode(&wire.freeze())?;
//! assert_eq!(length, 20);
//! assert!(matches!(packet, Packet::Publish(publish) if publish.payload == "21.5"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Clauses such as `[MQTT-3.3.1-4]` are the numbered statements of the OASIS standard of 29 October 2014;
//! `§2.2.3` names a section where the standard gives no number.

mod ack;
mod buffer;
mod connack;
mod connect;
mod decode;
mod encode;
mod error;
mod field;
mod fixed_header;
mod frame;
mod packet;
mod packet_id;
mod publish;
mod qos;
mod reader;
mod remaining_length;
mod rule;
mod suback;
mod subscribe;
pub mod topic;
mod unsubscribe;
mod version;

pub use ack::Ack;
pub use buffer::Buffer;
pub use connack::{Connack, ConnectReturnCode};
pub use connect::{Connect, Will};
pub use decode::{decode, decode_with};
pub use error::{DecodeError, EncodeError};
pub use field::{Field, FieldSink, Span};
pub use fixed_header::{FixedHeader, PacketType};
pub use frame::{take_frame, take_packet};
pub use packet::Packet;
pub use packet_id::PacketId;
pub use publish::Publish;
pub use qos::Qos;
pub use remaining_length::MAX_REMAINING_LENGTH;
pub use rule::Rule;
pub use suback::{Suback, SubscribeReturnCode};
pub use subscribe::{Subscribe, Subscription};
pub use unsubscribe::Unsubscribe;
pub use version::{Properties, Version};
