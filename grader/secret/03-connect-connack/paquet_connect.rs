use exercise_03::Connexion;
use pilot::{Cases, maybe_bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..120 {
        let length = cases.draw.one_of(&[0, 1, 8, 23, 100, 115, 116, 200]);
        // Plain names: how a text is written has a group of its own.
        let client_id = cases.draw.name(length);
        let clean_session = cases.draw.flag();
        let keep_alive = cases.draw.number(0..=65_535) as u16;
        let call = format!("paquet_connect({client_id:?}, {clean_session}, {keep_alive})");
        let packet: Option<Vec<u8>> =
            exercise_03::paquet_connect(&Connexion { client_id, clean_session, keep_alive });
        cases.line(call, maybe_bytes(packet.as_deref()));
    }
}
