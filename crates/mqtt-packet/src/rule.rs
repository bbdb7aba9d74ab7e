//! The rules that a malformed packet breaks, each with the clause that states it.

use std::fmt;

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident = $clause:literal),+ $(,)?) => {
        /// A rule of the standard about the form of packets. `Display` says in English what it demands.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Rule {
            /// All rules, in the order of the standard's sections.
            pub const ALL: &[Rule] = &[$(Rule::$name),+];

            /// The clause: the id of a numbered statement such as `MQTT-3.3.1-4`, or a section such as `§2.2.3`
            /// where the standard gives no number.
            #[must_use]
            pub fn clause(self) -> &'static str {
                match self {
                    $(Rule::$name => $clause,)+
                }
            }

            fn text(self) -> &'static str {
                match self {
                    $(Rule::$name => concat!($($doc),+).trim_ascii(),)+
                }
            }
        }
    };
}

rules! {
    /// A text must be well-formed UTF-8
    Utf8 = "MQTT-1.5.3-1",
    /// A text must not contain the character U+0000
    NulCharacter = "MQTT-1.5.3-2",
    /// The packet types 0 and 15 are reserved
    ReservedPacketType = "§2.2.1",
    /// The flags of the fixed header must have the value that the standard reserves for the type
    ReservedFlags = "MQTT-2.2.2-1",
    /// The remaining length must have at most four bytes
    RemainingLength = "§2.2.3",
    /// The packet must hold all the fields that its type and flags announce
    BodyTooShort = "§2.2.3",
    /// The packet must end after its last field
    BodyTooLong = "§2.2.3",
    /// A packet identifier must not be zero
    PacketIdZero = "MQTT-2.3.1-1",
    /// A QoS 0 PUBLISH must have no packet identifier
    PacketIdAtQos0 = "MQTT-2.3.1-5",
    /// A PUBLISH of QoS 1 or 2 must have a packet identifier
    PacketIdMissing = "MQTT-2.3.1-1",
    /// The protocol name must be `MQTT` (or `MQIsdp` at level 3)
    ProtocolName = "MQTT-3.1.2-1",
    /// The reserved bit of the connect flags must be 0
    ConnectReservedFlag = "MQTT-3.1.2-3",
    /// Without a will, the will QoS must be 0
    WillFlagQos = "MQTT-3.1.2-13",
    /// The will QoS must not be 3
    WillQos = "MQTT-3.1.2-14",
    /// Without a will, the will retain flag must be 0
    WillFlagRetain = "MQTT-3.1.2-15",
    /// Without a user name, the password flag must be 0
    PasswordWithoutUserName = "MQTT-3.1.2-22",
    /// Bits 7 to 1 of the connect acknowledge flags must be 0
    ConnackFlags = "§3.2.2.1",
    /// The connect return code must be one of 0 to 5
    ConnectReturnCode = "§3.2.2.3",
    /// A refused connection must say that no session is present
    SessionPresentRefused = "MQTT-3.2.2-4",
    /// DUP must be 0 in a QoS 0 PUBLISH
    PublishDup = "MQTT-3.3.1-2",
    /// The QoS of a PUBLISH must not be 3
    PublishQos = "MQTT-3.3.1-4",
    /// A topic name must not contain wildcards
    TopicWildcard = "MQTT-4.7.1-1",
    /// The flags of PUBREL must be 0010
    PubrelFlags = "MQTT-3.6.1-1",
    /// The flags of SUBSCRIBE must be 0010
    SubscribeFlags = "MQTT-3.8.1-1",
    /// A SUBSCRIBE must hold at least one topic filter
    SubscribeEmpty = "MQTT-3.8.3-3",
    /// The requested QoS must be 0, 1 or 2, its other bits 0
    RequestedQos = "MQTT-3-8.3-4",
    /// A SUBACK return code must be 0x00, 0x01, 0x02 or 0x80
    SubscribeReturnCode = "MQTT-3.9.3-2",
    /// The flags of UNSUBSCRIBE must be 0010
    UnsubscribeFlags = "MQTT-3.10.1-1",
    /// An UNSUBSCRIBE must hold at least one topic filter
    UnsubscribeEmpty = "MQTT-3.10.3-2",
    /// The flags of DISCONNECT must be 0000
    DisconnectFlags = "MQTT-3.14.1-1",
    /// `#` must stand alone in the last level of a topic filter
    MultiLevelWildcard = "MQTT-4.7.1-2",
    /// `+` must fill a whole level of a topic filter
    SingleLevelWildcard = "MQTT-4.7.1-3",
    /// A topic name or filter must have at least one character
    TopicEmpty = "MQTT-4.7.3-1",
    /// A field with a length before it must have at most 65,535 bytes
    TextTooLong = "§1.5.3",
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
