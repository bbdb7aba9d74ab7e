//! What the value of a field means, in French.

use mqtt_packet::{ConnectReturnCode, Field, PacketType};

use super::{count, return_code};

/// What `number` means in a field: its value, or for a text its length in bytes. To be read after the value. `packet`
/// is the type of the packet.
#[must_use]
pub fn meaning(field: Field, number: usize, packet: Option<PacketType>) -> String {
    let either = |zero: &str, one: &str| if number == 0 { zero } else { one }.to_owned();
    match field {
        Field::PacketType => {
            packet.map_or(String::new(), |packet| format!("{packet}\u{a0}: {}", role(packet)))
        }
        Field::ReservedFlags => "valeur imposée par la norme à ce type de paquet".to_owned(),
        Field::Dup => either("premier envoi", "renvoi possible d’un paquet déjà envoyé"),
        Field::WillQos if number == 0 => "au plus une fois, ou pas de will".to_owned(),
        Field::Qos | Field::WillQos | Field::RequestedQos => quality(number).to_owned(),
        Field::Retain => either("message ordinaire", "message retenu, ou à retenir"),
        Field::RemainingLength => after(number),
        Field::PacketId => match packet {
            Some(PacketType::Publish | PacketType::Subscribe | PacketType::Unsubscribe) => {
                "choisi par l’émetteur, repris dans la réponse".to_owned()
            }
            _ => "celui du paquet auquel on répond".to_owned(),
        },
        Field::ProtocolLevel => match number {
            3 => "MQTT 3.1".to_owned(),
            4 => "MQTT 3.1.1".to_owned(),
            5 => "MQTT 5".to_owned(),
            _ => "version inconnue".to_owned(),
        },
        Field::UserNameFlag | Field::PasswordFlag => either("absent du payload", "présent dans le payload"),
        Field::WillRetain => either("will non retenu, ou pas de will", "will à retenir"),
        Field::WillFlag => either("pas de will", "un will est confié au broker"),
        Field::CleanSession => {
            either("reprendre la session et la garder", "session neuve, oubliée à la fin de la connexion")
        }
        Field::ConnectReservedFlag | Field::ConnackReservedFlags | Field::RequestedQosReserved => {
            "toujours à zéro".to_owned()
        }
        Field::KeepAlive => keep_alive(number),
        Field::ClientId if number == 0 => "vide\u{a0}: au broker d’en choisir un".to_owned(),
        Field::ClientId => "le nom du client et de sa session".to_owned(),
        Field::SessionPresent => either("le broker n’avait pas de session", "le broker reprend la session"),
        Field::ConnectReturnCode => u8::try_from(number)
            .ok()
            .and_then(ConnectReturnCode::from_u8)
            .map_or(String::new(), |code| return_code(code).to_owned()),
        Field::Payload if number == 0 => "vide".to_owned(),
        Field::Payload => format!("le message de l’application, {}", count(number, "octet", "octets")),
        Field::SubscribeReturnCode if number == 0x80 => "abonnement refusé".to_owned(),
        Field::SubscribeReturnCode => format!("accordé, QoS {number} au plus"),
        Field::ProtocolName | Field::WillMessage | Field::UserName | Field::Password => {
            count(number, "octet", "octets")
        }
        Field::WillTopic | Field::TopicName | Field::TopicFilter => {
            format!("{} d’UTF-8", count(number, "octet", "octets"))
        }
        _ => after(number),
    }
}

/// Goes on after the number, which is written before.
fn after(number: usize) -> String {
    if number < 2 { "octet suit" } else { "octets suivent" }.to_owned()
}

fn quality(number: usize) -> &'static str {
    match number {
        0 => "au plus une fois",
        1 => "au moins une fois",
        2 => "exactement une fois",
        _ => "interdite",
    }
}

fn keep_alive(seconds: usize) -> String {
    if seconds == 0 {
        return "pas de limite au silence".to_owned();
    }
    "secondes de silence au plus, coupure au-delà d’une fois et demie".to_owned()
}

/// What a type of packet is for.
fn role(packet: PacketType) -> &'static str {
    match packet {
        PacketType::Connect => "le client se présente",
        PacketType::Connack => "le broker accepte ou refuse",
        PacketType::Publish => "un message d’application",
        PacketType::Puback => "QoS 1, message reçu",
        PacketType::Pubrec => "QoS 2, message reçu",
        PacketType::Pubrel => "QoS 2, message libéré",
        PacketType::Pubcomp => "QoS 2, échange terminé",
        PacketType::Subscribe => "le client s’abonne",
        PacketType::Suback => "réponse à l’abonnement",
        PacketType::Unsubscribe => "le client se désabonne",
        PacketType::Unsuback => "désabonnement fait",
        PacketType::Pingreq => "le client est toujours là",
        PacketType::Pingresp => "le broker aussi",
        PacketType::Disconnect => "le client s’en va",
    }
}
