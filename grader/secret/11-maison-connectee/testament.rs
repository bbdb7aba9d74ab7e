use exercise_11::Publication;
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    let Publication { topic, payload, qos, retain } = exercise_11::testament();
    let (topic, payload): (String, String) = (topic, payload);
    let (qos, retain): (u8, bool) = (qos, retain);
    cases.line("testament()", format_args!("{topic:?} {payload:?} {qos} {retain}"));
}
