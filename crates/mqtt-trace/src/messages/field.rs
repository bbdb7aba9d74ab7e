//! The names of fields, in French.

use mqtt_packet::Field;

/// The name of a field.
#[must_use]
pub fn field(field: Field) -> &'static str {
    match field {
        Field::PacketType => "type de paquet",
        Field::ReservedFlags => "drapeaux réservés",
        Field::Dup => "DUP",
        Field::Qos => "QoS",
        Field::Retain => "RETAIN",
        Field::RemainingLength => "longueur restante",
        Field::PacketId => "identifiant de paquet",
        Field::ProtocolNameLength => "longueur du nom du protocole",
        Field::ProtocolName => "nom du protocole",
        Field::ProtocolLevel => "niveau du protocole",
        Field::UserNameFlag => "drapeau nom d’utilisateur",
        Field::PasswordFlag => "drapeau mot de passe",
        Field::WillRetain => "drapeau will retain",
        Field::WillQos => "QoS du will",
        Field::WillFlag => "drapeau will",
        Field::CleanSession => "clean session",
        Field::ConnectReservedFlag => "bit réservé",
        Field::KeepAlive => "keep-alive",
        Field::ClientIdLength => "longueur du client id",
        Field::ClientId => "client id",
        Field::WillTopicLength => "longueur du topic du will",
        Field::WillTopic => "topic du will",
        Field::WillMessageLength => "longueur du message du will",
        Field::WillMessage => "message du will",
        Field::UserNameLength => "longueur du nom d’utilisateur",
        Field::UserName => "nom d’utilisateur",
        Field::PasswordLength => "longueur du mot de passe",
        Field::Password => "mot de passe",
        Field::ConnackReservedFlags => "bits réservés",
        Field::SessionPresent => "session présente",
        Field::ConnectReturnCode => "code de retour",
        Field::TopicNameLength => "longueur du topic",
        Field::TopicName => "topic",
        Field::Payload => "payload",
        Field::TopicFilterLength => "longueur du filtre",
        Field::TopicFilter => "filtre de topic",
        Field::RequestedQosReserved => "bits réservés",
        Field::RequestedQos => "QoS demandée",
        Field::SubscribeReturnCode => "code de retour",
        _ => "champ",
    }
}
