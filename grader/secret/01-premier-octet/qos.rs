use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    let mut bytes: Vec<u8> = (0..=255).collect();
    cases.draw.shuffle(&mut bytes);
    for byte in bytes {
        let qos: u8 = exercise_01::qos(byte);
        cases.line(format_args!("qos(0b{byte:08b})"), qos);
    }
}
