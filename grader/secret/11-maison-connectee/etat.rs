use exercise_11::Publication;
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for _ in 0..20 {
        let on = cases.draw.flag();
        let Publication { topic, payload, qos, retain } = exercise_11::etat(on);
        let (topic, payload): (String, String) = (topic, payload);
        let (qos, retain): (u8, bool) = (qos, retain);
        cases.line(format_args!("etat({on})"), format_args!("{topic:?} {payload:?} {qos} {retain}"));
    }
}
