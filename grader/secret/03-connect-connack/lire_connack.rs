use exercise_03::{Connack, Refus};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    let mut packets: Vec<Vec<u8>> = Vec::new();
    for session in 0..=3 {
        packets.extend((0..=8).map(|code| vec![0x20, 2, session, code]));
    }
    for _ in 0..100 {
        let mut packet = vec![0x20, 2, cases.draw.byte() & 1, cases.draw.size(0..=5) as u8];
        match cases.draw.number(0..=3) {
            0 => packet.truncate(cases.draw.size(0..=3)),
            1 => packet.push(cases.draw.byte()),
            2 => packet[cases.draw.size(0..=3)] = cases.draw.byte(),
            _ => {}
        }
        packets.push(packet);
    }
    cases.draw.shuffle(&mut packets);
    for packet in packets {
        let result: Option<Connack> = exercise_03::lire_connack(&packet);
        let shown = match result {
            None => "None".to_owned(),
            Some(Connack::Accepte { session_presente }) => {
                let present: bool = session_presente;
                format!("Accepte {{ session_presente: {present} }}")
            }
            Some(Connack::Refuse(reason)) => {
                let reason: &str = match reason {
                    Refus::Version => "Version",
                    Refus::ClientId => "ClientId",
                    Refus::Indisponible => "Indisponible",
                    Refus::MotDePasse => "MotDePasse",
                    Refus::NonAutorise => "NonAutorise",
                };
                format!("Refuse({reason})")
            }
        };
        cases.line(format_args!("lire_connack({})", bytes(&packet)), shown);
    }
}
