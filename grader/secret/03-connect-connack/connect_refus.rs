use exercise_03::Connexion;
use pilot::{Cases, maybe_bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..60 {
        let length = cases.draw.size(0..=12);
        let mut client_id = cases.draw.name(length);
        if cases.draw.flag() {
            client_id.insert(cases.draw.size(0..=length), '\0');
        }
        let clean_session = cases.draw.flag();
        let keep_alive = cases.draw.number(0..=65_535) as u16;
        let call = format!("paquet_connect({client_id:?}, {clean_session}, {keep_alive})");
        let packet: Option<Vec<u8>> =
            exercise_03::paquet_connect(&Connexion { client_id, clean_session, keep_alive });
        cases.line(call, maybe_bytes(packet.as_deref()));
    }
}
