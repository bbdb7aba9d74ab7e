//! Where the standard speaks of each field.

use mqtt_packet::{Field, PacketType};

/// The numbered statement that rules the field, or its section where none does.
pub(super) fn of(field: Field, packet: Option<PacketType>) -> &'static str {
    match field {
        Field::PacketType => "§2.2.1",
        Field::ReservedFlags => "MQTT-2.2.2-1",
        Field::Dup => "MQTT-3.3.1-1",
        Field::Qos => "§3.3.1.2",
        Field::Retain => "MQTT-3.3.1-5",
        Field::RemainingLength => "§2.2.3",
        Field::PacketId => match packet {
            Some(PacketType::Publish | PacketType::Subscribe | PacketType::Unsubscribe) => "MQTT-2.3.1-1",
            Some(PacketType::Suback | PacketType::Unsuback) => "MQTT-2.3.1-7",
            _ => "MQTT-2.3.1-6",
        },
        Field::ProtocolName => "MQTT-3.1.2-1",
        Field::ProtocolLevel => "MQTT-3.1.2-2",
        Field::UserNameFlag => "§3.1.2.8",
        Field::PasswordFlag => "§3.1.2.9",
        Field::WillRetain => "§3.1.2.7",
        Field::WillQos => "§3.1.2.6",
        Field::WillFlag => "MQTT-3.1.2-8",
        Field::CleanSession => "§3.1.2.4",
        Field::ConnectReservedFlag => "MQTT-3.1.2-3",
        Field::KeepAlive => "MQTT-3.1.2-24",
        Field::ClientId => "MQTT-3.1.3-3",
        Field::WillTopic => "MQTT-3.1.3-10",
        Field::WillMessage => "§3.1.3.3",
        Field::UserName => "MQTT-3.1.3-11",
        Field::Password => "§3.1.3.5",
        Field::ConnackReservedFlags => "§3.2.2.1",
        Field::SessionPresent => "MQTT-3.2.2-2",
        Field::ConnectReturnCode => "§3.2.2.3",
        Field::TopicName => "MQTT-3.3.2-1",
        Field::Payload => "§3.3.3",
        Field::TopicFilter => "MQTT-3.8.3-1",
        // As the standard prints it.
        Field::RequestedQosReserved => "MQTT-3-8.3-4",
        Field::RequestedQos => "§3.8.3",
        Field::SubscribeReturnCode => "MQTT-3.9.3-1",
        // The lengths before texts.
        _ => "§1.5.3",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_that_are_cited_exist() {
        let statements = include_str!("../../../mqtt-packet/tests/statements.txt");
        let fields = [
            Field::ReservedFlags,
            Field::Dup,
            Field::Retain,
            Field::PacketId,
            Field::ProtocolName,
            Field::ProtocolLevel,
            Field::WillFlag,
            Field::ConnectReservedFlag,
            Field::KeepAlive,
            Field::ClientId,
            Field::WillTopic,
            Field::UserName,
            Field::SessionPresent,
            Field::TopicName,
            Field::TopicFilter,
            Field::SubscribeReturnCode,
        ];
        for field in fields {
            for packet in PacketType::ALL {
                let clause = of(field, Some(packet));
                assert!(statements.lines().any(|line| line == clause), "{field:?} of {packet}: {clause}");
            }
        }
    }
}
