//! The fields of packets and the places where they lie.

use std::ops::Range;

/// A field of a control packet, named as in the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Field {
    PacketType,
    ReservedFlags,
    Dup,
    Qos,
    Retain,
    RemainingLength,
    PacketId,
    ProtocolNameLength,
    ProtocolName,
    ProtocolLevel,
    UserNameFlag,
    PasswordFlag,
    WillRetain,
    WillQos,
    WillFlag,
    CleanSession,
    ConnectReservedFlag,
    KeepAlive,
    ClientIdLength,
    ClientId,
    WillTopicLength,
    WillTopic,
    WillMessageLength,
    WillMessage,
    UserNameLength,
    UserName,
    PasswordLength,
    Password,
    ConnackReservedFlags,
    SessionPresent,
    ConnectReturnCode,
    TopicNameLength,
    TopicName,
    Payload,
    TopicFilterLength,
    TopicFilter,
    RequestedQosReserved,
    RequestedQos,
    SubscribeReturnCode,
}

/// Where a field lies in its packet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Span {
    /// Which field.
    pub field: Field,
    /// Bytes, counted from the packet's first byte (0).
    pub bytes: Range<usize>,
    /// For a field smaller than a byte: its bits, 0 the least significant, end excluded.
    pub bits: Option<Range<u8>>,
}

/// Receives the place of each field, in the order of decoding.
pub trait FieldSink {
    /// Called once for each field of a packet.
    fn field(&mut self, span: Span);
}

/// The empty sink: with it, reporting compiles to nothing.
impl FieldSink for () {
    #[inline(always)]
    fn field(&mut self, _: Span) {}
}

impl FieldSink for Vec<Span> {
    fn field(&mut self, span: Span) {
        self.push(span);
    }
}
