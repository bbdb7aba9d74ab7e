//! What concerns the choice of what is shown.

use mqtt_packet::PacketType;

/// Head of the options of choice, in the help.
pub const HEADING_FILTER: &str = "Choix de ce qui est affiché\u{a0}";
/// Help of `--type`.
pub const HELP_TYPE: &str = "Types de paquet, séparés par des virgules\u{a0}: PUBLISH,PUBACK";
/// Help of `--client`.
pub const HELP_CLIENT: &str = "Client id\u{202f}; option répétable";
/// Help of `--topic`.
pub const HELP_TOPIC: &str =
    "Filtre de topic\u{a0}: messages, leurs acquittements, abonnements\u{202f}; option répétable";
/// Help of `--qos`.
pub const HELP_QOS: &str = "QoS des messages et de leurs acquittements\u{a0}: 1 ou 1,2";
/// Help of `--since`.
pub const HELP_SINCE: &str = "À partir de cette heure (14:30), ou de ce temps après le début (10s, 2m)";
/// Help of `--until`.
pub const HELP_UNTIL: &str = "Jusqu’à cette heure, ou jusqu’à ce temps après le début";

/// What was given to `--type` is no type of packet.
#[must_use]
pub fn no_such_type(text: &str) -> String {
    let types = PacketType::ALL.map(PacketType::name).join(", ");
    format!("«\u{a0}{text}\u{a0}» n’est pas un type de paquet. Il y a {types}")
}

/// What was given to `--qos` is no QoS.
#[must_use]
pub fn no_such_qos(text: &str) -> String {
    format!("«\u{a0}{text}\u{a0}» n’est pas une QoS\u{a0}: il y a 0, 1 et 2")
}

/// What was given to `--topic` is not a topic filter.
#[must_use]
pub fn bad_filter(text: &str, rule: &str) -> String {
    format!("«\u{a0}{text}\u{a0}» n’est pas un filtre de topic\u{a0}: {rule}")
}

/// What was given to `--since` or `--until` is no moment.
#[must_use]
pub fn moment_syntax(text: &str) -> String {
    format!(
        "«\u{a0}{text}\u{a0}» n’est ni une heure (14:30 ou 14:30:05), ni un temps après le début (10s, 1.5s, 200ms, 2m, 1h)"
    )
}
