use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    let port: u16 = exercise_00::port_mqtt();
    cases.line("port_mqtt()", port);
}
