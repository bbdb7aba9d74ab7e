use exercise_10::briques::{Message, Publish};
use exercise_10::codec::{Connect, Paquet};
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for _ in 0..80 {
        let (paquet, name) = match cases.draw.size(0..=4) {
            0 | 1 => {
                let client_id = cases.draw.name(4);
                let connect = Connect { client_id, clean_session: true, keep_alive: 0, will: None };
                (Paquet::Connect(connect), "CONNECT")
            }
            2 => (Paquet::Pingreq, "PINGREQ"),
            3 => (Paquet::Disconnect, "DISCONNECT"),
            _ => {
                let message =
                    Message { topic: "a".into(), payload: cases.draw.bytes(2), qos: 0, retain: false };
                (Paquet::Publish(Publish { dup: false, identifiant: None, message }), "PUBLISH")
            }
        };
        let connected = cases.draw.flag();
        let allowed: bool = exercise_10::permis(connected, &paquet);
        cases.line(format_args!("permis({connected}, {name})"), allowed);
    }
}
