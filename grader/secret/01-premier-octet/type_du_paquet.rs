use exercise_01::TypePaquet;
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    let mut bytes: Vec<u8> = (0..=255).collect();
    cases.draw.shuffle(&mut bytes);
    for byte in bytes {
        let kind: Option<TypePaquet> = exercise_01::type_du_paquet(byte);
        let name: &str = match kind {
            Some(TypePaquet::Connect) => "Connect",
            Some(TypePaquet::Connack) => "Connack",
            Some(TypePaquet::Publish) => "Publish",
            Some(TypePaquet::Puback) => "Puback",
            Some(TypePaquet::Pubrec) => "Pubrec",
            Some(TypePaquet::Pubrel) => "Pubrel",
            Some(TypePaquet::Pubcomp) => "Pubcomp",
            Some(TypePaquet::Subscribe) => "Subscribe",
            Some(TypePaquet::Suback) => "Suback",
            Some(TypePaquet::Unsubscribe) => "Unsubscribe",
            Some(TypePaquet::Unsuback) => "Unsuback",
            Some(TypePaquet::Pingreq) => "Pingreq",
            Some(TypePaquet::Pingresp) => "Pingresp",
            Some(TypePaquet::Disconnect) => "Disconnect",
            None => "None",
        };
        cases.line(format_args!("type_du_paquet(0b{byte:08b})"), name);
    }
}
