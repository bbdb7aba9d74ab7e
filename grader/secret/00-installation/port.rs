use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    let mut choices = [true, false, true, false, true, false];
    cases.draw.shuffle(&mut choices);
    for tls in choices {
        let port: u16 = exercise_00::port(tls);
        cases.line(format_args!("port({tls})"), port);
    }
}
