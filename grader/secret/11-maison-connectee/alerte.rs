use exercise_11::Publication;
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for _ in 0..40 {
        let length = cases.draw.size(1..=12);
        let room = cases.draw.text(length).replace('/', "_");
        let Publication { topic, payload, qos, retain } = exercise_11::alerte(&room);
        let (topic, payload): (String, String) = (topic, payload);
        let (qos, retain): (u8, bool) = (qos, retain);
        cases.line(format_args!("alerte({room:?})"), format_args!("{topic:?} {payload:?} {qos} {retain}"));
    }
}
