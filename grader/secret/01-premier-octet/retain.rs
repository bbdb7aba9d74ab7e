use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    let mut bytes: Vec<u8> = (0..=255).collect();
    cases.draw.shuffle(&mut bytes);
    for byte in bytes {
        let set: bool = exercise_01::retain(byte);
        cases.line(format_args!("retain(0b{byte:08b})"), set);
    }
}
