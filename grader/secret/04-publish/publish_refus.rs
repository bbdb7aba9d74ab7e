use exercise_04::Message;
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for _ in 0..200 {
        let length = cases.draw.size(1..=8);
        let mut topic = cases.draw.name(length);
        match cases.draw.number(0..=9) {
            0 => topic.push(cases.draw.one_of(&['+', '#', '\0'])),
            1 => topic.clear(),
            2 => topic = topic.repeat(65_536 / length + 1),
            _ => {}
        }
        let qos = cases.draw.one_of(&[0, 1, 2, 0, 1, 2, 3, 4]);
        let identifier = match cases.draw.number(0..=9) {
            0..=3 => None,
            4 => Some(0),
            _ => Some(cases.draw.number(1..=65_535) as u16),
        };
        let retain = cases.draw.flag();
        let shown = if topic.len() > 100 { "trop long" } else { &topic };
        let call = format!("paquet_publish({shown:?}, [], {qos}, {retain}, {identifier:?}).is_some()");
        let packet: Option<Vec<u8>> =
            exercise_04::paquet_publish(&Message { topic, payload: vec![], qos, retain }, identifier);
        // How it is written has groups of its own.
        cases.line(call, packet.is_some());
    }
}
