use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    let mut bytes: Vec<u8> = (0..=255).collect();
    cases.draw.shuffle(&mut bytes);
    for byte in bytes {
        let value: u8 = exercise_01::valeur_du_type(byte);
        cases.line(format_args!("valeur_du_type(0b{byte:08b})"), value);
    }
}
