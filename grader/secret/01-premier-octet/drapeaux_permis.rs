use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    let mut bytes: Vec<u8> = (0..=255).collect();
    cases.draw.shuffle(&mut bytes);
    for byte in bytes {
        let allowed: bool = exercise_01::drapeaux_permis(byte);
        cases.line(format_args!("drapeaux_permis(0b{byte:08b})"), allowed);
    }
}
