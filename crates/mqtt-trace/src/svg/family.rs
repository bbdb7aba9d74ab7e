//! How each family of packets is drawn.

use mqtt_packet::PacketType;

/// A colour and a form of line. The colours are of middle lightness: readable on a white page and on a dark one.
pub(super) struct Family {
    pub(super) colour: &'static str,
    /// Width of the line.
    pub(super) width: &'static str,
    /// Lengths of the strokes and of the gaps; `none` for a whole line.
    pub(super) dashes: &'static str,
}

/// CONNECT, CONNACK, DISCONNECT.
const CONNECTION: Family = Family { colour: "#3b7dd8", width: "1.8", dashes: "none" };
/// PUBLISH.
const MESSAGE: Family = Family { colour: "#c8641b", width: "3", dashes: "none" };
/// PUBACK, PUBREC, PUBREL, PUBCOMP.
const ACKNOWLEDGEMENT: Family = Family { colour: "#2e8f4f", width: "1.8", dashes: "9 3" };
/// SUBSCRIBE, SUBACK, UNSUBSCRIBE, UNSUBACK.
const SUBSCRIPTION: Family = Family { colour: "#9b5fd0", width: "1.8", dashes: "9 3 2 3" };
/// PINGREQ, PINGRESP.
const PING: Family = Family { colour: "#808080", width: "1.8", dashes: "2 3" };
/// What is not a packet.
pub(super) const UNKNOWN: Family = Family { colour: "#808080", width: "1.2", dashes: "none" };

/// The cross on what is lost, the stroke through a line that breaks.
pub(super) const LOSS: &str = "#d64545";

/// The family of a packet.
pub(super) fn of(packet: PacketType) -> Family {
    match packet {
        PacketType::Connect | PacketType::Connack | PacketType::Disconnect => CONNECTION,
        PacketType::Publish => MESSAGE,
        PacketType::Puback | PacketType::Pubrec | PacketType::Pubrel | PacketType::Pubcomp => ACKNOWLEDGEMENT,
        PacketType::Subscribe | PacketType::Suback | PacketType::Unsubscribe | PacketType::Unsuback => {
            SUBSCRIPTION
        }
        PacketType::Pingreq | PacketType::Pingresp => PING,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, as WCAG 2 defines it.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn lines_stand_out_on_white_and_on_dark() {
        let families = PacketType::ALL.map(of);
        for colour in families.iter().map(|family| family.colour).chain([LOSS, UNKNOWN.colour]) {
            for page in ["#ffffff", "#161923"] {
                let (a, b) = (luminance(colour), luminance(page));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= 3.0, "{colour} on {page}: {contrast:.2}");
            }
        }
    }

    #[test]
    fn no_two_families_differ_by_colour_alone() {
        let families = PacketType::ALL.map(of);
        for one in &families {
            for other in &families {
                let same_form = (one.width, one.dashes) == (other.width, other.dashes);
                assert!(!same_form || one.colour == other.colour, "{} and {}", one.colour, other.colour);
            }
        }
    }
}
