//! What each rule demands, in French.

use mqtt_packet::Rule;

/// What a rule demands.
#[must_use]
pub fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Utf8 => "un texte doit être en UTF-8 bien formé",
        Rule::NulCharacter => "un texte ne doit pas contenir le caractère U+0000",
        Rule::ReservedPacketType => "les types de paquet 0 et 15 sont réservés",
        Rule::ReservedFlags => {
            "les drapeaux de l’en-tête fixe doivent avoir la valeur réservée à ce type de paquet"
        }
        Rule::RemainingLength => "la longueur restante tient sur quatre octets au plus",
        Rule::BodyTooShort => {
            "le paquet doit contenir tous les champs que son type et ses drapeaux annoncent"
        }
        Rule::BodyTooLong => "le paquet doit s’arrêter après son dernier champ",
        Rule::PacketIdZero => "un identifiant de paquet ne peut pas valoir zéro",
        Rule::PacketIdAtQos0 => "un PUBLISH de QoS 0 n’a pas d’identifiant de paquet",
        Rule::PacketIdMissing => "un PUBLISH de QoS 1 ou 2 doit avoir un identifiant de paquet",
        Rule::ProtocolName => {
            "le nom du protocole doit être «\u{a0}MQTT\u{a0}» («\u{a0}MQIsdp\u{a0}» au niveau 3)"
        }
        Rule::ConnectReservedFlag => "le bit réservé des drapeaux de CONNECT doit valoir 0",
        Rule::WillFlagQos => "sans will, la QoS du will doit valoir 0",
        Rule::WillQos => "la QoS du will ne peut pas valoir 3",
        Rule::WillFlagRetain => "sans will, le drapeau retain du will doit valoir 0",
        Rule::PasswordWithoutUserName => "sans nom d’utilisateur, le drapeau du mot de passe doit valoir 0",
        Rule::ConnackFlags => "les bits 7 à 1 des drapeaux de CONNACK doivent valoir 0",
        Rule::ConnectReturnCode => "le code de retour de CONNACK va de 0 à 5",
        Rule::SessionPresentRefused => "un refus de connexion ne peut pas annoncer de session présente",
        Rule::PublishDup => "DUP doit valoir 0 dans un PUBLISH de QoS 0",
        Rule::PublishQos => "la QoS d’un PUBLISH ne peut pas valoir 3",
        Rule::TopicWildcard => "un nom de topic ne doit pas contenir de joker (+ ou #)",
        Rule::PubrelFlags => "les drapeaux de PUBREL doivent valoir 0010",
        Rule::SubscribeFlags => "les drapeaux de SUBSCRIBE doivent valoir 0010",
        Rule::SubscribeEmpty => "un SUBSCRIBE doit contenir au moins un filtre de topic",
        Rule::RequestedQos => "la QoS demandée doit valoir 0, 1 ou 2, et les autres bits 0",
        Rule::SubscribeReturnCode => "un code de retour de SUBACK vaut 0x00, 0x01, 0x02 ou 0x80",
        Rule::UnsubscribeFlags => "les drapeaux de UNSUBSCRIBE doivent valoir 0010",
        Rule::UnsubscribeEmpty => "un UNSUBSCRIBE doit contenir au moins un filtre de topic",
        Rule::DisconnectFlags => "les drapeaux de DISCONNECT doivent valoir 0000",
        Rule::MultiLevelWildcard => "le joker # doit être seul dans le dernier niveau du filtre de topic",
        Rule::SingleLevelWildcard => "le joker + doit occuper à lui seul un niveau du filtre de topic",
        Rule::TopicEmpty => "un topic ou un filtre de topic a au moins un caractère",
        Rule::TextTooLong => "un champ précédé de sa longueur a au plus 65\u{202f}535 octets",
        // `Rule` is open: a rule without a sentence here is caught by the test below.
        _ => "règle de MQTT non respectée",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_sentence_of_its_own() {
        for (index, &first) in Rule::ALL.iter().enumerate() {
            assert_ne!(rule(first), "règle de MQTT non respectée", "{first:?}");
            for &second in &Rule::ALL[..index] {
                assert_ne!(rule(first), rule(second), "{first:?} and {second:?}");
            }
        }
    }
}
