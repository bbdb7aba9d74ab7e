use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    let mut pairs: Vec<(u8, u8)> = (0..=2).flat_map(|a| (0..=2).map(move |b| (a, b))).collect();
    cases.draw.shuffle(&mut pairs);
    for (published, granted) in pairs {
        let qos: u8 = exercise_05::qos_effective(published, granted);
        cases.line(format_args!("qos_effective({published}, {granted})"), qos);
    }
}
